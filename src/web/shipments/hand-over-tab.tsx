import { useState } from 'react';
import { shortMoment } from '../../regulation/shanghai-time.ts';
import type { HandOverView } from '../../shipments/views.ts';
import { useWaitingParcels } from '../api/custody.ts';
import { sentenceFor } from '../api/problem.ts';
import { useHandOverLists, useShipmentAct } from '../api/shipments.ts';
import { ActDialog } from '../components/act-dialog.tsx';
import { Button } from '../components/button.tsx';
import { Check, TextField } from '../components/field.tsx';
import { Card, Empty, Note, ReadFailed, Skeleton } from '../components/frame.tsx';
import { Icon } from '../components/icon.tsx';
import { useMessages } from '../components/messages.tsx';
import { custodyPageText } from '../custody/text.zh-CN.ts';
import { WaitingTable } from '../custody/waiting-card.tsx';
import { useKeys } from '../keys/keyboard.tsx';
import { useNow } from '../time/now.tsx';
import { shipmentText as text } from './text.zh-CN.ts';

/** 交接: what waits for the carrier, the lists of the last days, and the carrier's signature on them. */
export function HandOverTab() {
  const { say } = useMessages();
  const year = Number(useNow().slice(0, 4));
  const waiting = useWaitingParcels(true);
  const lists = useHandOverLists();
  const [signing, setSigning] = useState<HandOverView>();
  const make = useShipmentAct<{ all: { number: string; href: string }[] }>();
  const parcels = waiting.data?.parcels ?? [];
  const print = () => {
    if (parcels.length === 0 || make.isPending) return;
    make.mutate(
      { path: '/api/hand-over-lists' },
      {
        onSuccess: ({ all }) => {
          say(text.made(all.map(({ number }) => number).join('、')));
          for (const { href } of all) window.open(href, '_blank', 'noopener');
        },
      },
    );
  };
  useKeys([{ key: 'P', name: text.makeList, act: print, off: parcels.length === 0 }]);
  const error = waiting.error ?? lists.error;
  if (error)
    return <ReadFailed error={error} retry={() => void Promise.all([waiting.refetch(), lists.refetch()])} />;
  if (!waiting.data || !lists.data) return <Skeleton rows={5} />;
  return (
    <>
      <Card title={custodyPageText.waiting}>
        {parcels.length === 0 ? (
          <Empty icon="check" title={custodyPageText.waitingNone}>
            {custodyPageText.waitingNoneWhy}
          </Empty>
        ) : (
          <>
            <WaitingTable parcels={parcels} />
            <div className="shipment-foot">
              <Button kind="main" keys="P" busy={make.isPending} onPress={print}>
                <Icon name="print" />
                {text.makeList}
              </Button>
            </div>
          </>
        )}
        {make.error ? <Note tone="bad">{sentenceFor(make.error)}</Note> : null}
      </Card>
      <Card title={text.lists}>
        {lists.data.lists.length === 0 ? <Empty title={text.listsNone}>{text.listsNoneWhy}</Empty> : null}
        <ul className="document-list">
          {lists.data.lists.map((list) => (
            <li key={list.id}>
              <Icon name="document" />
              <div>
                <a href={list.href} target="_blank" rel="noreferrer">
                  {list.number}
                </a>
                <span className="small block">
                  {text.listRow(list.parcels, shortMoment(list.madeAt, year))}
                </span>
                <span className="small block">
                  {list.collector !== undefined && list.signedAt !== undefined
                    ? text.signed(list.collector, shortMoment(list.signedAt, year))
                    : text.unsigned}
                </span>
              </div>
              {list.signedAt === undefined ? (
                <Button small onPress={() => setSigning(list)}>
                  {text.sign}
                </Button>
              ) : (
                <span />
              )}
            </li>
          ))}
        </ul>
        {signing ? <SignDialog list={signing} onClose={() => setSigning(undefined)} /> : null}
      </Card>
    </>
  );
}

function SignDialog({ list, onClose }: { list: HandOverView; onClose: () => void }) {
  const now = useNow();
  const { say } = useMessages();
  const [collector, setCollector] = useState('');
  const [signedAt, setSignedAt] = useState(now.slice(0, 16));
  const [taken, setTaken] = useState<readonly string[]>(list.waybills);
  const act = useShipmentAct<{ collected: number; refused: { waybill: string; sentence: string }[] }>();
  const blocked = [...collector.trim()].length < 2 || taken.length === 0 ? text.nobody : undefined;
  const go = () => {
    if (blocked !== undefined || act.isPending) return;
    const leftBehind = list.waybills.filter((waybill) => !taken.includes(waybill));
    act.mutate(
      {
        path: `/api/hand-over-lists/${list.id}/signature`,
        body: { collector: collector.trim(), signedAt: `${signedAt}:00+08:00`, leftBehind },
      },
      {
        onSuccess: ({ collected, refused }) => {
          say(text.signedDone(collected));
          if (refused.length > 0) {
            say(
              text.signedRefused(refused.map(({ waybill, sentence }) => `${waybill} ${sentence}`).join('；')),
              'warn',
            );
          }
          onClose();
        },
      },
    );
  };
  return (
    <ActDialog
      title={text.signTitle}
      verb={text.sign}
      safe={text.notSign}
      blocked={blocked}
      busy={act.isPending}
      error={act.error}
      onAct={go}
      onClose={onClose}
    >
      <p className="soft">
        {list.number} · {text.signWhy}
      </p>
      <TextField label={text.collector} first value={collector} maxLength={60} onChange={setCollector} />
      <TextField
        label={text.signedAt}
        type="datetime-local"
        value={signedAt}
        max={now.slice(0, 16)}
        onChange={setSignedAt}
      />
      <fieldset>
        <legend className="small">{text.left}</legend>
        {list.waybills.map((waybill) => (
          <Check
            key={waybill}
            checked={taken.includes(waybill)}
            onChange={(ticked) =>
              setTaken((all) => (ticked ? [...all, waybill] : all.filter((each) => each !== waybill)))
            }
          >
            {waybill}
          </Check>
        ))}
      </fieldset>
    </ActDialog>
  );
}
