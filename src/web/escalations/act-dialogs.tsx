import { useState } from 'react';
import type { EscalationView } from '../../escalation/escalation-view.ts';
import { useLadderAct } from '../api/escalations.ts';
import { ActDialog } from '../components/act-dialog.tsx';
import { DayField } from '../components/day-field.tsx';
import { Check, TextArea } from '../components/field.tsx';
import { useMessages } from '../components/messages.tsx';
import { ladderText as text } from './text.zh-CN.ts';

/** Whether a text says too little to be sent. */
export const tooShort = (value: string): boolean => [...value.trim()].length < 2;

/** A dialog with one text: an act of the ladder, an answer to an order, a report on a task. */
export function TextDialog(props: {
  title: string;
  verb: string;
  label: string;
  why?: string;
  path: string;
  field: 'text' | 'report';
  start?: string;
  /** The text may be left out. */
  optional?: boolean;
  onClose: () => void;
}) {
  const { title, verb, label, why, path, field, start = '', optional = false, onClose } = props;
  const [value, setValue] = useState(start);
  const { say } = useMessages();
  const act = useLadderAct();
  const blocked = !optional && tooShort(value) ? text.writeText : undefined;
  const send = () => {
    if (blocked !== undefined || act.isPending) return;
    act.mutate(
      { path, body: optional && value.trim() === '' ? {} : { [field]: value.trim() } },
      {
        onSuccess: () => {
          say(text.done);
          onClose();
        },
      },
    );
  };
  return (
    <ActDialog
      title={title}
      verb={verb}
      safe={text.notYet}
      blocked={blocked}
      busy={act.isPending}
      error={act.error}
      onAct={send}
      onClose={onClose}
    >
      {why === undefined ? null : <p className="soft">{why}</p>}
      <TextArea label={label} value={value} rows={4} maxLength={1000} onChange={setValue} />
    </ActDialog>
  );
}

/** 调度: who, what, by when. */
export function InstructDialog({ one, onClose }: { one: EscalationView; onClose: () => void }) {
  const [regions, setRegions] = useState<string[]>([]);
  const [what, setWhat] = useState('');
  const [dueOn, setDueOn] = useState('');
  const { say } = useMessages();
  const act = useLadderAct();
  const blocked = regions.length === 0 || tooShort(what) || dueOn === '' ? text.instruct.missing : undefined;
  const send = () => {
    if (blocked !== undefined || act.isPending) return;
    act.mutate(
      { path: `/api/escalations/${one.id}/instruct`, body: { regions, what: what.trim(), dueOn } },
      {
        onSuccess: () => {
          say(text.done);
          onClose();
        },
      },
    );
  };
  return (
    <ActDialog
      title={text.instruct.title}
      verb={text.instruct.verb}
      safe={text.notYet}
      blocked={blocked}
      busy={act.isPending}
      error={act.error}
      onAct={send}
      onClose={onClose}
    >
      <p className="soft">{text.instruct.why}</p>
      <fieldset>
        <legend className="small">{text.instruct.who}</legend>
        {one.regions.map(({ code, name }) => (
          <Check
            key={code}
            checked={regions.includes(code)}
            onChange={(checked) =>
              setRegions(checked ? [...regions, code] : regions.filter((each) => each !== code))
            }
          >
            {name}
          </Check>
        ))}
      </fieldset>
      <TextArea label={text.instruct.what} value={what} rows={3} maxLength={1000} onChange={setWhat} />
      <DayField label={text.dueOn} value={dueOn} onChange={setDueOn} />
    </ActDialog>
  );
}
