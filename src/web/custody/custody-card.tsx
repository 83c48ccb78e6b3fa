import { useState } from 'react';
import type { CaseView, ParcelView } from '../../cases/core/case-view.ts';
import type { CustodyView, IncidentView } from '../../cases/custody/present-custody.ts';
import { shortDate, shortMoment } from '../../regulation/shanghai-time.ts';
import { Button } from '../components/button.tsx';
import { actionOf } from '../components/case-frame.tsx';
import { Card } from '../components/frame.tsx';
import { Icon, type IconName } from '../components/icon.tsx';
import { Tag } from '../components/marks.tsx';
import { useKeys } from '../keys/keyboard.tsx';
import { useNow } from '../time/now.tsx';
import {
  ConfirmBackDialog,
  comingBack,
  ReturnDialog,
  returnable,
  SettleDialog,
  sideOf,
  TakeDialog,
} from './custody-dialogs.tsx';
import { CloseIncidentDialog, OpenIncidentDialog } from './incident-dialogs.tsx';
import { custodyText as text } from './text.zh-CN.ts';
import '../case-page/case-page.css';
import './custody.css';

type Opened =
  | { act: 'return' | 'take' | 'received' | 'settle' }
  | { act: 'incident'; parcel: ParcelView }
  | { act: 'close'; incident: IncidentView };

/** A parcel of this window that the carrier can be asked about. */
const askable = (kase: CaseView): ParcelView | undefined =>
  kase.parcels.find(({ waybill, from }) => from === sideOf(kase) && kase.askable.includes(waybill));

/** 原件在哪里: every piece of paper with its place, since when, what comes next, and the acts on it. */
export function CustodyCard({ kase }: { kase: CaseView }) {
  const [opened, setOpened] = useState<Opened>();
  const close = () => setOpened(undefined);
  const can = (command: Parameters<typeof actionOf>[1]): boolean => {
    const action = actionOf(kase, command);
    return action !== undefined && action.blocked === undefined;
  };
  const mayReturn = can('returnOriginals') && returnable(kase).length > 0;
  const mayTake = can('recordCustody') && kase.lines.some(({ paper }) => paper !== sideOf(kase));
  const mayConfirm = can('confirmOriginals') && comingBack(kase).length > 0;
  const maySettle = can('settleLostOriginal') && kase.custody.some(({ place }) => place === 'lost');
  const silent = can('openIncident') ? askable(kase) : undefined;
  useKeys([
    { key: 'R', name: text.returnBack, act: () => setOpened({ act: 'return' }), off: !mayReturn },
    { key: 'R', name: text.take, act: () => setOpened({ act: 'take' }), off: !mayTake },
  ]);
  if (kase.custody.length === 0 && kase.incidents.length === 0 && !mayTake) return null;
  return (
    <Card title={text.title}>
      <ul className="document-list custody">
        {kase.custody.length === 0 ? (
          <li>
            <Icon name="document" />
            <span className="soft">{text.none}</span>
          </li>
        ) : null}
        {kase.custody.map((line) => (
          <Line key={line.lineId} line={line} />
        ))}
        {kase.incidents.map((incident) => (
          <Incident
            key={incident.id}
            incident={incident}
            onClose={
              can('closeIncident') && incident.side === sideOf(kase) && incident.closedAt === undefined
                ? () => setOpened({ act: 'close', incident })
                : undefined
            }
          />
        ))}
      </ul>
      <div className="custody-acts">
        {mayReturn ? (
          <Button small keys="R" onPress={() => setOpened({ act: 'return' })}>
            {text.returnBack}
          </Button>
        ) : null}
        {mayTake ? (
          <Button small keys="R" onPress={() => setOpened({ act: 'take' })}>
            {text.take}
          </Button>
        ) : null}
        {mayConfirm ? (
          <Button small onPress={() => setOpened({ act: 'received' })}>
            {text.received}
          </Button>
        ) : null}
        {maySettle ? (
          <Button small onPress={() => setOpened({ act: 'settle' })}>
            {text.settle}
          </Button>
        ) : null}
        {silent ? (
          <Button small onPress={() => setOpened({ act: 'incident', parcel: silent })}>
            {text.incident}
          </Button>
        ) : null}
      </div>
      {opened?.act === 'return' ? <ReturnDialog kase={kase} onClose={close} /> : null}
      {opened?.act === 'take' ? <TakeDialog kase={kase} onClose={close} /> : null}
      {opened?.act === 'received' ? <ConfirmBackDialog kase={kase} onClose={close} /> : null}
      {opened?.act === 'settle' ? <SettleDialog kase={kase} onClose={close} /> : null}
      {opened?.act === 'incident' ? (
        <OpenIncidentDialog kase={kase} parcel={opened.parcel} onClose={close} />
      ) : null}
      {opened?.act === 'close' ? (
        <CloseIncidentDialog kase={kase} incident={opened.incident} onClose={close} />
      ) : null}
    </Card>
  );
}

const icons: Record<CustodyView['place'], IconName> = {
  intake: 'lock',
  home: 'lock',
  onTheWay: 'box',
  returned: 'check',
  lost: 'octagon',
  settled: 'check',
};

function markOf({ original, needed, place }: CustodyView): string | undefined {
  if (place === 'returned' || place === 'settled') return undefined;
  if (!original) return needed ? text.archived : text.copyOnly;
  return needed ? text.needed : undefined;
}

function Line({ line }: { line: CustodyView }) {
  const year = Number(useNow().slice(0, 4));
  const mark = markOf(line);
  return (
    <li>
      <Icon name={icons[line.place]} />
      <div>
        <b>{line.name}</b>
        {mark === undefined ? null : <span className="small custody-mark">{mark}</span>}
        <span className="block">
          {line.where}
          <span className="small"> · {text.since(shortMoment(line.since, year))}</span>
        </span>
        {line.expected ? (
          <span className="small block">
            {text.next(line.expected.what, shortDate(line.expected.on, year))}
          </span>
        ) : null}
        {line.chain.length > 1 ? (
          <details className="small">
            <summary>{text.chain(line.chain.length)}</summary>
            <ol className="custody-chain">
              {line.chain.map((link) => (
                <li key={`${link.at} ${link.place}`}>
                  {shortMoment(link.at, year)} · {link.holder}
                </li>
              ))}
            </ol>
          </details>
        ) : null}
      </div>
      {line.place === 'lost' ? (
        <Tag tone="bad" icon="octagon">
          遗失
        </Tag>
      ) : (
        <span />
      )}
    </li>
  );
}

function Incident(props: { incident: IncidentView; onClose: (() => void) | undefined }) {
  const { incident, onClose } = props;
  const year = Number(useNow().slice(0, 4));
  const { closedAt, resultLabel = '' } = incident;
  return (
    <li>
      <Icon name={closedAt === undefined ? 'alert' : 'check'} />
      <div>
        <b>
          {text.incidentTitle}：{incident.kindLabel}
        </b>
        <span className="small block">
          {incident.waybill} ·{' '}
          {closedAt === undefined
            ? text.incidentOpen(shortMoment(incident.openedAt, year))
            : text.incidentClosed(shortMoment(closedAt, year), resultLabel)}
        </span>
      </div>
      {onClose ? (
        <Button small onPress={onClose}>
          {text.closeIncident}
        </Button>
      ) : (
        <span />
      )}
    </li>
  );
}
