import { useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import type { CaseView, LineView } from '../../cases/core/case-view.ts';
import { discrepancyKinds } from '../../cases/discrepancy/kinds.ts';
import { shortMoment } from '../../regulation/shanghai-time.ts';
import { useCommand } from '../api/cases.ts';
import { sentenceFor } from '../api/problem.ts';
import { useFirstOpening } from '../case-page/first-opening.ts';
import { transferText } from '../case-page/text.zh-CN.ts';
import { Button } from '../components/button.tsx';
import { actionOf, CaseFrame } from '../components/case-frame.tsx';
import { CaseHead } from '../components/case-head.tsx';
import { Card, Empty, Note } from '../components/frame.tsx';
import { useKept } from '../components/kept.ts';
import { Tag } from '../components/marks.tsx';
import { useMessages } from '../components/messages.tsx';
import { type Scan, ScanViewer } from '../components/scan-viewer.tsx';
import { kindsOf } from '../discrepancy/difference-draft.ts';
import { DifferenceFields } from '../discrepancy/difference-fields.tsx';
import { NotReceivedDialog } from '../discrepancy/report-dialog.tsx';
import { discrepancyText } from '../discrepancy/text.zh-CN.ts';
import { Stages } from '../home-accept/stages.tsx';
import { useKeys, useScans } from '../keys/keyboard.tsx';
import { type Arrival, arrivalsOf, asKind, confirmationOf, type Found, standOf } from './checks.ts';
import { receiveText as text } from './text.zh-CN.ts';
import './receive.css';

/** 接收核对: what arrived, line by line. */
export default function ReceivePage() {
  return <CaseFrame>{(kase) => <Receive kase={kase} />}</CaseFrame>;
}

const nothing: Record<string, Found> = {};

function Receive({ kase }: { kase: CaseView }) {
  const navigate = useNavigate();
  const { say } = useMessages();
  useFirstOpening(kase);
  const arrivals = useMemo(() => arrivalsOf(kase), [kase]);
  const [chosen, setChosen] = useState<string>();
  const arrival = arrivals.find(({ key }) => key === chosen) ?? arrivals[0];
  const [found, setFound, forget] = useKept(`receive.${kase.id}.${arrival?.key ?? ''}`, nothing);
  const [at, setAt] = useState(0);
  const [scanId, setScanId] = useState<string>();
  const confirm = useCommand(kase.id);
  const action = actionOf(kase, 'confirmReceipt');
  const lines = arrival?.lines ?? [];
  const line = lines[Math.min(at, lines.length - 1)];
  const stand = arrival ? standOf(arrival, found) : { open: 0, differing: 0, fault: undefined };
  // After the decision what comes is only filed: a line that is not there stays open until it comes.
  const forArchive = decided.has(kase.state);
  const none = lines.every(({ id }) => found[id] === undefined);
  const blocked =
    action?.blocked?.sentence ??
    (stand.open > 0 && (!forArchive || none) ? text.openLines(stand.open) : stand.fault);
  const [denied, setDenied] = useState(false);
  const current = line && found[line.id];
  const draft = current === 'matches' ? undefined : current;

  const put = (id: string, result: Found) => setFound((all) => ({ ...all, [id]: result }));
  const moveOn = () => {
    setAt((now) => Math.min(now + 1, lines.length - 1));
    const next = lines[at + 1];
    if (next?.files[0]) setScanId(next.files[0].id);
  };
  const matches = () => {
    if (!line) return;
    put(line.id, 'matches');
    moveOn();
  };
  const differs = (missing: boolean) => {
    if (!line || !arrival || forArchive) return;
    const kind = missing ? 'missing' : (kindsOf(arrival.channel)[0] ?? 'unreadable');
    const kept = !missing && draft !== undefined && draft.kind !== 'missing';
    put(line.id, asKind(current, kept ? draft.kind : kind));
  };
  const send = () => {
    if (!arrival || blocked !== undefined || confirm.isPending) return;
    const last = arrivals.length === 1;
    const differing = stand.differing;
    confirm.run({ command: 'confirmReceipt', body: confirmationOf(arrival, found) }, (receipt) => {
      forget();
      setChosen(undefined);
      setAt(0);
      say(differing > 0 ? text.doneWithDifferences : text.done);
      if (differing > 0 && last) void navigate(`/cases/${kase.id}`);
      if (last && receipt.state === 'receivedAtHome') void navigate(`/cases/${kase.id}/accept`);
    });
  };
  useScans((scan) => {
    if (arrivals.some(({ key }) => key === scan.value)) setChosen(scan.value);
  });
  useKeys([
    { key: '1', name: text.matches, act: matches },
    { key: '2', name: text.differs, act: () => differs(false), off: forArchive },
    { key: '3', name: text.missing, act: () => differs(true), off: forArchive },
    { key: '↓', name: text.line, act: () => setAt((now) => Math.min(now + 1, lines.length - 1)) },
    { key: '↑', name: text.line, act: () => setAt((now) => Math.max(now - 1, 0)) },
    { key: 'Ctrl Enter', name: text.confirm, act: send },
    { key: 'Esc', name: text.back, act: () => void navigate('/') },
  ]);

  if (!arrival || !action) {
    return (
      <>
        <CaseHead act={text.title} kase={kase} />
        <Card label={text.title}>
          <Empty
            title={text.notHere}
            action={<Button onPress={() => void navigate(`/cases/${kase.id}`)}>{text.toCase}</Button>}
          >
            {text.notHereWhy}
          </Empty>
        </Card>
      </>
    );
  }

  return (
    <>
      <CaseHead act={text.title} kase={kase} />
      <Stages kase={kase} />
      <div className="receive above-bar">
        <div className="stack">
          {arrivals.length > 1 ? (
            <div className="chips">
              {arrivals.map((each) => (
                <button
                  key={each.key}
                  type="button"
                  className="chip"
                  aria-pressed={each.key === arrival.key}
                  onClick={() => setChosen(each.key)}
                >
                  {each.channel === 'electronic' ? text.electronic : `${text.postal} ${each.key}`}
                </button>
              ))}
            </div>
          ) : null}
          <Card
            title={arrival.channel === 'electronic' ? text.electronic : text.postal}
            aside={<span className="small">{leadOf(arrival, kase)}</span>}
          >
            <table className="receive-table">
              <thead>
                <tr>
                  <th>{text.columns.material}</th>
                  <th>{text.columns.detail}</th>
                  <th>{text.columns.check}</th>
                </tr>
              </thead>
              <tbody>
                {lines.map((each, i) => (
                  <tr
                    key={each.id}
                    className={each.id === line?.id ? 'selected' : ''}
                    onClick={() => {
                      setAt(i);
                      setScanId(each.files[0]?.id);
                    }}
                  >
                    <td>
                      <b>{each.name}</b>
                      <span className="small block">
                        {arrival.channel === 'electronic' ? text.scans(each.files.length) : text.paper}
                      </span>
                    </td>
                    <td>{detailOf(arrival, each)}</td>
                    <td>
                      <FoundTag found={found[each.id]} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
            <div className="pad row" role="group" aria-label={text.columns.check}>
              <Button keys="1" pressed={current === 'matches'} onPress={matches}>
                {text.matches}
              </Button>
              {forArchive ? null : (
                <>
                  <Button
                    keys="2"
                    pressed={draft !== undefined && draft.kind !== 'missing'}
                    onPress={() => differs(false)}
                  >
                    {text.differs}
                  </Button>
                  <Button keys="3" pressed={draft?.kind === 'missing'} onPress={() => differs(true)}>
                    {text.missing}
                  </Button>
                </>
              )}
              <span className="small push">{line?.name}</span>
            </div>
            {forArchive ? <p className="small pad">{text.noDifferences}</p> : null}
            {line && draft ? (
              <div className="pad receive-difference" role="group" aria-label={text.differenceOf(line.name)}>
                <b>{text.differenceOf(line.name)}</b>
                <DifferenceFields
                  key={line.id}
                  channel={arrival.channel}
                  draft={draft}
                  fixedKind={draft.kind === 'missing'}
                  onChange={(part) => put(line.id, { ...draft, ...part })}
                />
              </div>
            ) : null}
          </Card>
          {stand.differing > 0 ? (
            <Note tone="warn">
              {text.differencesLead(stand.differing)}
              <p>{text.phone(kase.intake.windowName, kase.intake.phone)}</p>
            </Note>
          ) : null}
          {mayDeny(arrival, kase) ? (
            <div className="row">
              <Button small onPress={() => setDenied(true)}>
                {discrepancyText.notReceived}
              </Button>
            </div>
          ) : null}
          {denied && arrival.channel === 'postal' ? (
            <NotReceivedDialog kase={kase} parcel={arrival.parcel} onClose={() => setDenied(false)} />
          ) : null}
          {confirm.error ? <Note tone="bad">{sentenceFor(confirm.error)}</Note> : null}
        </div>
        <ScanViewer scans={scansOf(lines)} current={scanId ?? line?.files[0]?.id} onCurrent={setScanId} />
      </div>
      <div className="action-bar">
        <Button keys="Esc" onPress={() => void navigate('/')}>
          {text.back}
        </Button>
        <span className="small">{blocked ?? text.confirmLead}</span>
        <div className="acts">
          <Button kind="main" keys="Ctrl Enter" blocked={blocked} busy={confirm.isPending} onPress={send}>
            {stand.differing > 0 ? text.confirmWithDifferences : text.confirm}
          </Button>
        </div>
      </div>
    </>
  );
}

const decided = new Set<CaseView['state']>([
  'homeRejected',
  'decidedGranted',
  'decidedDenied',
  'resultDelivering',
]);

/** The carrier says that it was delivered, and nobody has said yet that it was not. */
const mayDeny = (arrival: Arrival, kase: CaseView): boolean =>
  arrival.channel === 'postal' &&
  arrival.parcel.deliveredAt !== undefined &&
  actionOf(kase, 'reportDiscrepancy') !== undefined &&
  !kase.incidents.some(({ waybill, closedAt }) => waybill === arrival.key && closedAt === undefined);

function leadOf(arrival: Arrival, kase: CaseView): string {
  if (arrival.channel === 'electronic') {
    const { sentAt = kase.openedAt, files = 0 } = kase.package ?? {};
    return text.electronicLead(shortMoment(sentAt), files);
  }
  const { purpose, waybill } = arrival.parcel;
  const what = purpose === 'material' ? '' : ` ${text.otherOf(transferText.purposes[purpose])}。`;
  return text.postalLead(waybill) + what;
}

function detailOf(arrival: Arrival, line: LineView): string {
  const packed =
    arrival.channel === 'postal'
      ? arrival.parcel.packed.find(({ lineId }) => lineId === line.id)
      : line.received;
  return packed
    ? transferText.pieces(packed.originals, packed.copies)
    : transferText.pieces(line.originals, line.copies);
}

function FoundTag({ found }: { found: Found | undefined }) {
  if (found === undefined) return <span className="small">{text.open}</span>;
  return found === 'matches' ? (
    <Tag tone="ok" icon="check">
      {text.matches}
    </Tag>
  ) : (
    <Tag tone="bad" icon={found.kind === 'missing' ? 'slashed' : 'octagon'}>
      {discrepancyKinds[found.kind].name}
    </Tag>
  );
}

const scansOf = (lines: readonly LineView[]): Scan[] =>
  lines.flatMap((line) => line.files.map((file) => ({ ...file, name: line.name })));
