import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { CarrierId } from '../../cases/transfer/carriers.ts';
import { checkWaybill } from '../../cases/transfer/waybill.ts';
import { shortMoment } from '../../regulation/shanghai-time.ts';
import type { UnassignedView } from '../../shipments/views.ts';
import { findByNumber } from '../api/cases.ts';
import { type ShipmentScope, useShipmentAct, useUnassigned } from '../api/shipments.ts';
import { WaybillFields } from '../case-page/waybill-fields.tsx';
import { ActDialog } from '../components/act-dialog.tsx';
import { Button } from '../components/button.tsx';
import { Check, TextField } from '../components/field.tsx';
import { Card, Empty, ReadFailed, Skeleton } from '../components/frame.tsx';
import { Icon } from '../components/icon.tsx';
import { useMessages } from '../components/messages.tsx';
import { useKeys } from '../keys/keyboard.tsx';
import { useNow } from '../time/now.tsx';
import { shipmentText as text } from './text.zh-CN.ts';

type Opened = { act: 'register' } | { act: 'link' | 'return'; parcel: UnassignedView };

/** 未认领: what arrived without a business number, until it is linked to a case or returned. */
export function UnassignedTab({ scope, works }: { scope: ShipmentScope; works: boolean }) {
  const year = Number(useNow().slice(0, 4));
  const { data, error, isPending, refetch } = useUnassigned(scope);
  const [opened, setOpened] = useState<Opened>();
  const close = () => setOpened(undefined);
  const acts = works && scope === 'window';
  useKeys([{ key: 'R', name: text.register, act: () => setOpened({ act: 'register' }), off: !acts }]);
  return (
    <Card
      title={text.tabs.unassigned}
      aside={
        acts ? (
          <Button kind="main" small keys="R" onPress={() => setOpened({ act: 'register' })}>
            {text.register}
          </Button>
        ) : undefined
      }
    >
      {error ? <ReadFailed error={error} retry={() => void refetch()} /> : null}
      {isPending && !error ? <Skeleton rows={4} /> : null}
      {data && data.parcels.length === 0 ? (
        <Empty icon="check" title={text.unassignedNone}>
          {text.unassignedNoneWhy}
        </Empty>
      ) : null}
      <ul className="document-list">
        {(data?.parcels ?? []).map((parcel) => (
          <li key={parcel.id}>
            <Icon name="box" />
            <div>
              <b>{parcel.sender}</b> · {parcel.contents}
              <span className="small block">
                {[
                  parcel.waybill,
                  parcel.carrierName,
                  text.arrived(shortMoment(parcel.arrivedAt, year)),
                  scope === 'region' ? parcel.windowName : '',
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </div>
            {acts ? (
              <span className="row parcel-acts">
                <Button small onPress={() => setOpened({ act: 'link', parcel })}>
                  {text.link}
                </Button>
                <Button small onPress={() => setOpened({ act: 'return', parcel })}>
                  {text.sendBack}
                </Button>
              </span>
            ) : (
              <span />
            )}
          </li>
        ))}
      </ul>
      {opened?.act === 'register' ? <RegisterDialog onClose={close} /> : null}
      {opened?.act === 'link' ? <LinkDialog parcel={opened.parcel} onClose={close} /> : null}
      {opened?.act === 'return' ? <ReturnDialog parcel={opened.parcel} onClose={close} /> : null}
    </Card>
  );
}

const tooShort = (words: string): boolean => [...words.trim()].length < 2;

function RegisterDialog({ onClose }: { onClose: () => void }) {
  const now = useNow();
  const [waybill, setWaybill] = useState('');
  const [carrier, setCarrier] = useState<CarrierId>('ems');
  const [sender, setSender] = useState('');
  const [contents, setContents] = useState('');
  const [arrived, setArrived] = useState(now.slice(0, 16));
  const [collected, setCollected] = useState('');
  const act = useShipmentAct();
  const checked = checkWaybill(waybill);
  const blocked = checked.valid
    ? tooShort(sender) || tooShort(contents)
      ? text.fillIn
      : undefined
    : checked.reason;
  const go = () => {
    if (blocked !== undefined || act.isPending) return;
    const body = {
      waybill: waybill.trim(),
      carrier,
      sender: sender.trim(),
      contents: contents.trim(),
      arrivedAt: `${arrived}:00+08:00`,
      ...(collected === '' ? {} : { collectedAt: `${collected}:00+08:00` }),
    };
    act.mutate({ path: '/api/unassigned-parcels', body }, { onSuccess: onClose });
  };
  return (
    <ActDialog
      title={text.registerTitle}
      verb={text.register}
      safe={text.notRegister}
      blocked={blocked}
      busy={act.isPending}
      error={act.error}
      onAct={go}
      onClose={onClose}
    >
      <WaybillFields waybill={waybill} carrier={carrier} onWaybill={setWaybill} onCarrier={setCarrier} />
      <TextField
        label={text.sender}
        hint={text.senderHint}
        value={sender}
        maxLength={100}
        onChange={setSender}
      />
      <TextField label={text.contents} value={contents} maxLength={200} onChange={setContents} />
      <TextField
        label={text.arrivedAt}
        type="datetime-local"
        value={arrived}
        max={now.slice(0, 16)}
        onChange={setArrived}
      />
      <TextField
        label={text.collectedAt}
        hint={text.collectedHint}
        optional
        type="datetime-local"
        value={collected}
        max={now.slice(0, 16)}
        onChange={setCollected}
      />
    </ActDialog>
  );
}

function LinkDialog({ parcel, onClose }: { parcel: UnassignedView; onClose: () => void }) {
  const navigate = useNavigate();
  const { say } = useMessages();
  const [number, setNumber] = useState('');
  const [inIt, setInIt] = useState<readonly string[]>();
  const act = useShipmentAct<{ caseId: string; outcome: 'supplement' | 'noted' }>();
  const digits = number.replaceAll(/\s/g, '');
  const complete = /^\d{20}$/.test(digits);
  const found = useQuery({
    queryKey: ['case-by-number', digits],
    queryFn: () => findByNumber(digits),
    enabled: complete,
    retry: false,
  });
  const kase = complete ? found.data : undefined;
  const open = kase?.homeSupplements.find(({ state }) => state === 'open');
  const pieces = kase?.supplement?.lines ?? open?.points.map(({ id, text: name }) => ({ id, name })) ?? [];
  const chosen = inIt ?? pieces.map(({ id }) => id);
  const blocked = !complete
    ? text.numberWrong
    : kase
      ? undefined
      : found.error
        ? text.linkNotFound
        : text.numberWrong;
  const go = () => {
    if (blocked !== undefined || act.isPending) return;
    act.mutate(
      {
        path: `/api/unassigned-parcels/${parcel.id}/link`,
        body: { businessNumber: digits, lineIds: chosen },
      },
      {
        onSuccess: ({ caseId, outcome }) => {
          say(text.linked[outcome]);
          onClose();
          void navigate(`/cases/${caseId}`);
        },
      },
    );
  };
  return (
    <ActDialog
      title={text.linkTitle}
      verb={text.link}
      safe={text.notLink}
      blocked={blocked}
      busy={act.isPending}
      error={act.error}
      onAct={go}
      onClose={onClose}
    >
      <p className="soft">
        {parcel.sender} · {parcel.contents}。{text.linkWhy}
      </p>
      <TextField
        label={text.numberLabel}
        first
        value={number}
        inputMode="numeric"
        maxLength={26}
        onChange={setNumber}
      />
      {kase ? <p className="small">{text.linkFound(`${kase.item.name} · ${kase.stateLabel}`)}</p> : null}
      {kase && pieces.length === 0 ? <p className="small">{text.linkNothing}</p> : null}
      {pieces.length > 0 ? (
        <fieldset>
          <legend className="small">{text.linkWhich}</legend>
          {pieces.map(({ id, name }) => (
            <Check
              key={id}
              checked={chosen.includes(id)}
              onChange={(ticked) => setInIt(ticked ? [...chosen, id] : chosen.filter((each) => each !== id))}
            >
              {name}
            </Check>
          ))}
        </fieldset>
      ) : null}
    </ActDialog>
  );
}

function ReturnDialog({ parcel, onClose }: { parcel: UnassignedView; onClose: () => void }) {
  const { say } = useMessages();
  const [reason, setReason] = useState('');
  const [waybill, setWaybill] = useState('');
  const act = useShipmentAct();
  const checked = waybill.trim() === '' ? undefined : checkWaybill(waybill);
  const blocked = tooShort(reason)
    ? text.reasonMissing
    : checked && !checked.valid
      ? checked.reason
      : undefined;
  return (
    <ActDialog
      title={text.sendBackTitle}
      verb={text.sendBack}
      safe={text.notSettle}
      blocked={blocked}
      busy={act.isPending}
      error={act.error}
      onAct={() =>
        blocked === undefined &&
        act.mutate(
          {
            path: `/api/unassigned-parcels/${parcel.id}/return`,
            body: { reason: reason.trim(), ...(waybill.trim() === '' ? {} : { waybill: waybill.trim() }) },
          },
          {
            onSuccess: () => {
              say(text.returned);
              onClose();
            },
          },
        )
      }
      onClose={onClose}
    >
      <p className="soft">
        {parcel.sender} · {parcel.waybill}
      </p>
      <TextField label={text.reason} first value={reason} maxLength={200} onChange={setReason} />
      <TextField label={text.returnWaybill} optional value={waybill} maxLength={40} onChange={setWaybill} />
    </ActDialog>
  );
}
