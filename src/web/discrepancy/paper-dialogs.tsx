import { useState } from 'react';
import type { CaseView, LineView } from '../../cases/core/case-view.ts';
import type { PaperTaskView } from '../../cases/discrepancy/present-discrepancies.ts';
import { useCommand } from '../api/cases.ts';
import { ActDialog } from '../components/act-dialog.tsx';
import { Cards, Check, TextField } from '../components/field.tsx';
import { paperText as text } from './text.zh-CN.ts';

type Purpose = keyof typeof text.purposes;

const afterDecision = new Set(['decidedGranted', 'decidedDenied', 'resultDelivering']);

/** Lines whose paper the home window can still ask for: handed in, not sent, and not asked for already. */
export const demandable = (kase: CaseView): LineView[] => {
  const asked = new Set(
    kase.paperTasks.filter(({ state }) => state === 'open').flatMap(({ lines }) => lines.map(({ id }) => id)),
  );
  return kase.lines.filter(
    ({ id, received, paper }) =>
      received !== undefined && paper !== 'home' && paper !== 'onTheWay' && !asked.has(id),
  );
};

/** 要求寄送纸质材料. */
export function DemandDialog({ kase, onClose }: { kase: CaseView; onClose: () => void }) {
  const lines = demandable(kase);
  const archiveOnly = afterDecision.has(kase.state);
  const purposes: Purpose[] = archiveOnly ? ['archive'] : ['review', 'archive'];
  const [purpose, setPurpose] = useState<Purpose>(purposes[0] ?? 'archive');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const command = useCommand(kase.id);
  const blocked = chosen.length === 0 ? text.linesMissing : undefined;
  const go = () => {
    if (blocked !== undefined || command.isPending) return;
    command.run({ command: 'demandPaper', body: { purpose, lineIds: chosen } }, onClose);
  };
  return (
    <ActDialog
      title={text.demandTitle}
      verb={text.demand}
      safe={text.notDemand}
      blocked={blocked}
      busy={command.isPending}
      error={command.error}
      onAct={go}
      onClose={onClose}
    >
      <p className="soft">{text.demandWhy}</p>
      <Cards
        legend={text.purpose}
        two
        value={purpose}
        choices={purposes.map((value) => ({
          value,
          name: text.purposes[value],
          note: text.purposeNotes[value],
        }))}
        onChange={(value) => setPurpose(purposes.find((each) => each === value) ?? 'archive')}
      />
      <fieldset>
        <legend className="small">{text.lines}</legend>
        {lines.map(({ id, name, paper }) => (
          <Check
            key={id}
            checked={chosen.includes(id)}
            onChange={(ticked) =>
              setChosen((all) => (ticked ? [...all, id] : all.filter((each) => each !== id)))
            }
          >
            {name}
            {paper === 'intake' ? null : <span className="small block">{text.withApplicant}</span>}
          </Check>
        ))}
      </fieldset>
    </ActDialog>
  );
}

/** 撤回要求, with the reason. */
export function CancelDemandDialog(props: { kase: CaseView; task: PaperTaskView; onClose: () => void }) {
  const { kase, task, onClose } = props;
  const [reason, setReason] = useState('');
  const command = useCommand(kase.id);
  const blocked = [...reason.trim()].length < 2 ? text.cancelMissing : undefined;
  const go = () => {
    if (blocked !== undefined || command.isPending) return;
    command.run({ command: 'cancelPaperDemand', body: { id: task.id, reason: reason.trim() } }, onClose);
  };
  return (
    <ActDialog
      title={text.cancelTitle}
      verb={text.cancel}
      safe={text.notCancel}
      blocked={blocked}
      busy={command.isPending}
      error={command.error}
      onAct={go}
      onClose={onClose}
    >
      <p className="soft">{task.lines.map(({ name }) => name).join('、')}</p>
      <TextField label={text.cancelReason} first value={reason} maxLength={300} onChange={setReason} />
    </ActDialog>
  );
}
