import { useState } from 'react';
import type { Channel } from '../../cases/core/case.ts';
import type { CaseView, ParcelView } from '../../cases/core/case-view.ts';
import { useCommand } from '../api/cases.ts';
import { ActDialog } from '../components/act-dialog.tsx';
import { Cards, ChoiceField } from '../components/field.tsx';
import { bodyOf, draftFault, kindsOf, newDraft } from './difference-draft.ts';
import { DifferenceFields } from './difference-fields.tsx';
import { discrepancyText as text } from './text.zh-CN.ts';

/** Channels by which something has come to the home window. */
const cameBy = (kase: CaseView): Channel[] => [
  ...(kase.package ? (['electronic'] as const) : []),
  ...(kase.lines.some(({ paper }) => paper === 'home') || kase.parcels.some(({ to }) => to === 'home')
    ? (['postal'] as const)
    : []),
];

/** 登记差异: whenever something is found before the decision. */
export function ReportDialog({ kase, onClose }: { kase: CaseView; onClose: () => void }) {
  const channels = cameBy(kase);
  const [channel, setChannel] = useState<Channel>(channels[0] ?? 'electronic');
  const [lineId, setLineId] = useState(kase.lines[0]?.id ?? '');
  const [draft, setDraft] = useState(newDraft('unreadable'));
  const report = useCommand(kase.id);
  const blocked = draftFault(draft, channel);
  const go = () => {
    if (blocked !== undefined || report.isPending) return;
    const items = [{ lineId, kind: draft.kind, ...bodyOf(draft) }];
    report.run({ command: 'reportDiscrepancy', body: { channel, items } }, onClose);
  };
  return (
    <ActDialog
      title={text.reportTitle}
      verb={text.report}
      safe={text.notReport}
      blocked={blocked}
      busy={report.isPending}
      error={report.error}
      onAct={go}
      onClose={onClose}
    >
      <p className="soft">{text.reportWhy}</p>
      {channels.length > 1 ? (
        <Cards
          legend={text.channel}
          two
          value={channel}
          choices={channels.map((value) => ({ value, name: text.channels[value] }))}
          onChange={(value) => {
            const chosen = channels.find((each) => each === value) ?? 'electronic';
            setChannel(chosen);
            setDraft((all) => ({ ...all, kind: kindsOf(chosen)[0] ?? 'unreadable' }));
          }}
        />
      ) : null}
      <ChoiceField
        label={text.line}
        value={lineId}
        choices={kase.lines.map(({ id, name }) => ({ value: id, name }))}
        onChange={setLineId}
      />
      <DifferenceFields
        channel={channel}
        draft={draft}
        first
        onChange={(part) => setDraft((all) => ({ ...all, ...part }))}
      />
    </ActDialog>
  );
}

/** 邮件没有收到: the carrier says it was delivered and nothing is there. */
export function NotReceivedDialog(props: { kase: CaseView; parcel: ParcelView; onClose: () => void }) {
  const { kase, parcel, onClose } = props;
  const report = useCommand(kase.id);
  const go = () => {
    if (report.isPending) return;
    const items = parcel.packed.map(({ lineId }) => ({ lineId, kind: 'notReceived' }));
    const body = { channel: 'postal', waybill: parcel.waybill, items };
    report.run({ command: 'reportDiscrepancy', body }, onClose);
  };
  return (
    <ActDialog
      title={text.notReceivedTitle}
      verb={text.notReceivedVerb}
      safe={text.notReport}
      blocked={undefined}
      busy={report.isPending}
      error={report.error}
      onAct={go}
      onClose={onClose}
    >
      <p className="soft">{text.notReceivedWhy(parcel.waybill)}</p>
    </ActDialog>
  );
}
