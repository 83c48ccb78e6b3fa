import { useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import type { CaseView, LineView } from '../../cases/core/case-view.ts';
import { shortMoment } from '../../regulation/shanghai-time.ts';
import { useCommand } from '../api/cases.ts';
import { sentenceFor } from '../api/problem.ts';
import { useFirstOpening } from '../case-page/first-opening.ts';
import { transferText } from '../case-page/text.zh-CN.ts';
import { Button } from '../components/button.tsx';
import { actionOf, CaseFrame } from '../components/case-frame.tsx';
import { CaseHead } from '../components/case-head.tsx';
import { Card, Empty, Note } from '../components/frame.tsx';
import type { IconName } from '../components/icon.tsx';
import { useKept } from '../components/kept.ts';
import { Tag } from '../components/marks.tsx';
import { useMessages } from '../components/messages.tsx';
import { type Scan, ScanViewer } from '../components/scan-viewer.tsx';
import type { Tone } from '../components/states.ts';
import { Stages } from '../home-accept/stages.tsx';
import { useKeys, useScans } from '../keys/keyboard.tsx';
import { type Arrival, arrivalsOf, confirmationOf, type Found, standOf } from './checks.ts';
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
  const stand = standOf(lines, found);
  const blocked =
    action?.blocked?.sentence ??
    (stand.open > 0 ? text.openLines(stand.open) : stand.faulty > 0 ? text.faulty : undefined);

  const check = (result: Found) => {
    if (!line) return;
    setFound((all) => ({ ...all, [line.id]: result }));
    setAt((now) => Math.min(now + 1, lines.length - 1));
    const next = lines[at + 1];
    if (next?.files[0]) setScanId(next.files[0].id);
  };
  const send = () => {
    if (!arrival || blocked !== undefined || confirm.isPending) return;
    const last = arrivals.length === 1;
    confirm.run({ command: 'confirmReceipt', body: confirmationOf(arrival) }, (receipt) => {
      forget();
      setChosen(undefined);
      setAt(0);
      say(text.done);
      if (last && receipt.state === 'receivedAtHome') void navigate(`/cases/${kase.id}/accept`);
    });
  };
  useScans((scan) => {
    if (arrivals.some(({ key }) => key === scan.value)) setChosen(scan.value);
  });
  useKeys([
    { key: '1', name: text.matches, act: () => check('matches') },
    { key: '2', name: text.differs, act: () => check('differs') },
    { key: '3', name: text.missing, act: () => check('missing') },
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
              <Button keys="1" onPress={() => check('matches')}>
                {text.matches}
              </Button>
              <Button keys="2" onPress={() => check('differs')}>
                {text.differs}
              </Button>
              <Button keys="3" onPress={() => check('missing')}>
                {text.missing}
              </Button>
              <span className="small push">{line?.name}</span>
            </div>
          </Card>
          {stand.faulty > 0 ? (
            <Note tone="bad">
              {text.faulty}
              <p>{text.phone(kase.intake.windowName, kase.intake.phone)}</p>
            </Note>
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
            {text.confirm}
          </Button>
        </div>
      </div>
    </>
  );
}

const leadOf = (arrival: Arrival, kase: CaseView): string =>
  arrival.channel === 'electronic'
    ? text.electronicLead(shortMoment(kase.package?.sentAt ?? kase.openedAt), kase.package?.files ?? 0)
    : text.postalLead(arrival.parcel.waybill);

function detailOf(arrival: Arrival, line: LineView): string {
  const packed =
    arrival.channel === 'postal'
      ? arrival.parcel.packed.find(({ lineId }) => lineId === line.id)
      : line.received;
  return packed
    ? transferText.pieces(packed.originals, packed.copies)
    : transferText.pieces(line.originals, line.copies);
}

const looks: Record<Found, { tone: Tone; icon: IconName }> = {
  matches: { tone: 'ok', icon: 'check' },
  differs: { tone: 'bad', icon: 'octagon' },
  missing: { tone: 'bad', icon: 'slashed' },
};

function FoundTag({ found }: { found: Found | undefined }) {
  if (found === undefined) return <span className="small">{text.open}</span>;
  return (
    <Tag tone={looks[found].tone} icon={looks[found].icon}>
      {text[found]}
    </Tag>
  );
}

const scansOf = (lines: readonly LineView[]): Scan[] =>
  lines.flatMap((line) => line.files.map((file) => ({ ...file, name: line.name })));
