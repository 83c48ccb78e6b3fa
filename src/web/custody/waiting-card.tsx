import { useState } from 'react';
import { Link } from 'react-router';
import type { WaitingParcel } from '../../cases/custody/desk-view.ts';
import { clockTime, shortMoment } from '../../regulation/shanghai-time.ts';
import { type HandOver, handOverHref, useCollectAll, useHandOver } from '../api/custody.ts';
import { sentenceFor } from '../api/problem.ts';
import { Button } from '../components/button.tsx';
import { Card, Confirm, Empty, Note } from '../components/frame.tsx';
import { Icon } from '../components/icon.tsx';
import { BusinessNumber } from '../components/marks.tsx';
import { useMessages } from '../components/messages.tsx';
import { useKeys } from '../keys/keyboard.tsx';
import { useNow } from '../time/now.tsx';
import { custodyPageText as text } from './text.zh-CN.ts';

const columns = text.waitingColumns;

/** 待揽收的邮件, with the list the carrier signs, and the collection of all of them on that signature. */
export function WaitingCard({ parcels, lists }: { parcels: WaitingParcel[]; lists: HandOver[] }) {
  const { say } = useMessages();
  const now = useNow();
  const [asking, setAsking] = useState(false);
  const handOver = useHandOver();
  const collect = useCollectAll();
  const [latest] = lists;
  const print = () => {
    if (parcels.length === 0 || handOver.isPending) return;
    handOver.mutate(undefined, {
      onSuccess: ({ number, href }) => {
        say(text.made(number));
        window.open(href, '_blank', 'noopener');
      },
    });
  };
  const collectAll = () => {
    if (!latest) return;
    collect.mutate(
      { parcels, proof: `邮件交接清单 ${latest.number}`, at: now },
      {
        onSuccess: ({ done, failed }) => {
          setAsking(false);
          say(failed === undefined ? text.collected(done) : text.collectFailed(failed));
        },
      },
    );
  };
  useKeys([{ key: 'P', name: text.makeList, act: print, off: parcels.length === 0 }]);
  return (
    <Card title={text.waiting}>
      {parcels.length === 0 ? (
        <Empty icon="check" title={text.waitingNone}>
          {text.waitingNoneWhy}
        </Empty>
      ) : (
        <>
          <WaitingTable parcels={parcels} />
          <div className="hand-over">
            <span className="small">{text.listWhy}</span>
            {latest ? <Button onPress={() => setAsking(true)}>{text.collect}</Button> : null}
            <Button kind="main" keys="P" busy={handOver.isPending} onPress={print}>
              <Icon name="print" />
              {text.makeList}
            </Button>
          </div>
        </>
      )}
      {handOver.error ? <Note tone="bad">{sentenceFor(handOver.error)}</Note> : null}
      {lists.length > 0 ? <Lists lists={lists} /> : null}
      {asking && latest ? (
        <Confirm
          title={text.collectTitle}
          verb={text.collectVerb}
          safe={text.notCollect}
          busy={collect.isPending}
          error={collect.error}
          onClose={() => setAsking(false)}
          onConfirm={collectAll}
        >
          <p>{text.collectWhy(parcels.length, latest.number)}</p>
        </Confirm>
      ) : null}
    </Card>
  );
}

/** Parcels that wait for the carrier. */
export function WaitingTable({ parcels }: { parcels: readonly WaitingParcel[] }) {
  const year = Number(useNow().slice(0, 4));
  return (
    <div className="table-frame">
      <table className="cards-when-narrow" aria-label={text.waiting}>
        <thead>
          <tr>
            <th>{columns.waybill}</th>
            <th>{columns.to}</th>
            <th>{columns.contents}</th>
            <th className="col-number">{columns.number}</th>
            <th className="col-due">{columns.registered}</th>
          </tr>
        </thead>
        <tbody>
          {parcels.map((parcel) => (
            <tr key={parcel.waybill}>
              <td data-label={columns.waybill}>
                <span className="strong">{parcel.waybill}</span>
                <span className="small under">{parcel.carrier}</span>
              </td>
              <td data-label={columns.to}>{parcel.addressee}</td>
              <td data-label={columns.contents}>
                {parcel.contents}
                <span className="small under">{parcel.purposeLabel}</span>
              </td>
              <td data-label={columns.number} className="number">
                <Link to={`/cases/${parcel.caseId}`}>
                  <BusinessNumber value={parcel.businessNumber ?? ''} />
                </Link>
              </td>
              <td data-label={columns.registered}>{shortMoment(parcel.registeredAt, year)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Lists({ lists }: { lists: readonly HandOver[] }) {
  return (
    <>
      <h3 className="pad small">{text.lists}</h3>
      <ul className="document-list">
        {lists.map((list) => (
          <li key={list.id}>
            <Icon name="document" />
            <div>
              <a href={handOverHref(list.id)} target="_blank" rel="noreferrer">
                {list.number}
              </a>
              <span className="small block">{text.listRow(list.parcels, clockTime(list.madeAt))}</span>
            </div>
            <span />
          </li>
        ))}
      </ul>
    </>
  );
}
