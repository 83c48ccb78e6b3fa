import { useState } from 'react';
import type { CaseView, LineView, ParcelView } from '../../cases/core/case-view.ts';
import { type CarrierId, carriers } from '../../cases/transfer/carriers.ts';
import { shortMoment } from '../../regulation/shanghai-time.ts';
import { Button } from '../components/button.tsx';
import { actionOf } from '../components/case-frame.tsx';
import { Card } from '../components/frame.tsx';
import { Icon } from '../components/icon.tsx';
import { AddScans } from './add-scans.tsx';
import { CarrierDialog } from './carrier-dialog.tsx';
import { usualKind } from './carrier-kinds.ts';
import { CancelParcelDialog, SwitchDialog, switchable } from './channel-dialogs.tsx';
import { transferText as text } from './text.zh-CN.ts';
import { ParcelDialog, SendDialog } from './transfer-dialogs.tsx';

/** Which dialog of the transfer stands open. */
export type TransferDialog = 'send' | 'parcel' | 'carrier';

type TransferCardProps = {
  kase: CaseView;
  dialog: TransferDialog | undefined;
  onDialog: (dialog: TransferDialog | undefined) => void;
};

/** 材料流转: the electronic package and the parcels, for the window that sends them. */
export function TransferCard({ kase, dialog, onDialog }: TransferCardProps) {
  const [carrierOf, setCarrierOf] = useState<ParcelView>();
  const [other, setOther] = useState<{ act: 'switch' } | { act: 'cancel'; parcel: ParcelView }>();
  const close = () => {
    onDialog(undefined);
    setCarrierOf(undefined);
    setOther(undefined);
  };
  if (kase.channels.length === 0) return null;
  const pending = kase.parcels.find((parcel) => parcel.from !== 'applicant' && isUnderWay(parcel));
  const opened = carrierOf ?? (dialog === 'carrier' ? pending : undefined);
  const switches = actionOf(kase, 'switchChannel');
  return (
    <Card
      title={text.title}
      aside={
        switches && !switches.blocked && switchable(kase).length > 0 ? (
          <Button small onPress={() => setOther({ act: 'switch' })}>
            {text.switch}
          </Button>
        ) : undefined
      }
    >
      <ul className="document-list">
        <Electronic kase={kase} onSend={() => onDialog('send')} />
        <Postal
          kase={kase}
          onParcel={() => onDialog('parcel')}
          onCarrier={setCarrierOf}
          onCancel={(parcel) => setOther({ act: 'cancel', parcel })}
        />
      </ul>
      {dialog === 'send' ? <SendDialog kase={kase} onClose={close} /> : null}
      {dialog === 'parcel' ? <ParcelDialog kase={kase} onClose={close} /> : null}
      {opened ? <CarrierDialog kase={kase} parcel={opened} onClose={close} /> : null}
      {other?.act === 'switch' ? <SwitchDialog kase={kase} onClose={close} /> : null}
      {other?.act === 'cancel' ? (
        <CancelParcelDialog kase={kase} parcel={other.parcel} onClose={close} />
      ) : null}
    </Card>
  );
}

/** A registered parcel of which the end is not known. */
const isUnderWay = (parcel: ParcelView): boolean =>
  !(parcel.deliveredAt ?? parcel.cancelledAt ?? parcel.returnedAt ?? parcel.lostAt ?? parcel.confirmedAt);

/** Lines that were handed in and have no scan yet. */
const withoutScan = (kase: CaseView): LineView[] =>
  kase.lines.filter(
    (line) => line.received && line.received.medium !== 'eLicence' && line.files.length === 0,
  );

function Electronic({ kase, onSend }: { kase: CaseView; onSend: () => void }) {
  const action = actionOf(kase, 'sendPackage');
  const chosen = kase.channels.includes('electronic');
  const firstTime = chosen && !kase.package;
  // What the home window found changed goes once more.
  const mayRepeat =
    action !== undefined &&
    chosen &&
    kase.package !== undefined &&
    !kase.received.includes('electronic') &&
    (kase.state === 'intakeAccepted' || kase.state === 'inTransit');
  const bare = withoutScan(kase);
  return (
    <li>
      <Icon name="up" />
      <div>
        <b>{text.electronic}</b>
        <span className="small block">
          {!chosen
            ? text.notChosen
            : kase.package
              ? text.electronicSent(shortMoment(kase.package.sentAt), kase.package.files)
              : text.electronicOpen}
        </span>
        {kase.package?.receivedAt === undefined ? null : (
          <span className="small block">{text.electronicReceived(shortMoment(kase.package.receivedAt))}</span>
        )}
        {firstTime && bare.length > 0 && actionOf(kase, 'attachFile') ? (
          <AddScans kase={kase} lines={bare} lead={text.noScan(bare.map(({ name }) => name).join('、'))} />
        ) : null}
      </div>
      {action && (firstTime || mayRepeat) ? (
        <Button small blocked={action.blocked?.sentence} onPress={onSend}>
          {mayRepeat ? text.sendAgain : text.send}
        </Button>
      ) : (
        <span />
      )}
    </li>
  );
}

function Postal(props: {
  kase: CaseView;
  onParcel: () => void;
  onCarrier: (parcel: ParcelView) => void;
  onCancel: (parcel: ParcelView) => void;
}) {
  const { kase } = props;
  const action = actionOf(kase, 'dispatchParcel');
  const paper = kase.lines.filter((line) => line.paper === 'intake');
  const before = kase.state === 'intakeAccepted' || kase.state === 'inTransit';
  const open = before && kase.channels.includes('postal') && paper.length > 0;
  if (!kase.channels.includes('postal') && kase.parcels.length === 0) return null;
  return (
    <>
      {open && action && !action.blocked ? (
        <li>
          <Icon name="box" />
          <div>
            <b>{text.postal}</b>
            <span className="small block">
              {text.postalOpen} · {text.paperLines(paper.map(({ name }) => name).join('、'))}
            </span>
          </div>
          <Button small onPress={props.onParcel}>
            {text.parcel}
          </Button>
        </li>
      ) : null}
      {kase.parcels.map((parcel) => (
        <Parcel
          key={parcel.waybill}
          kase={kase}
          parcel={parcel}
          onCarrier={() => props.onCarrier(parcel)}
          onCancel={() => props.onCancel(parcel)}
        />
      ))}
    </>
  );
}

const isCarrier = (id: string): id is CarrierId => Object.hasOwn(carriers, id);

/** What is known of a parcel, in the order in which it happens. */
const progressOf = (parcel: ParcelView): string[] =>
  (
    [
      parcel.collectedAt === undefined
        ? text.registered(shortMoment(parcel.registeredAt))
        : text.collectedAt(shortMoment(parcel.collectedAt)),
      parcel.movedAt && text.movedAt(shortMoment(parcel.movedAt)),
      parcel.failedAt && text.failedAt(shortMoment(parcel.failedAt)),
      parcel.deliveredAt && text.deliveredOn(shortMoment(parcel.deliveredAt)),
      parcel.returnedAt && text.returnedAt(shortMoment(parcel.returnedAt)),
      parcel.lostAt && text.lostAt(shortMoment(parcel.lostAt)),
      parcel.cancelledAt && text.cancelledAt(shortMoment(parcel.cancelledAt)),
      parcel.confirmedAt && text.confirmed(shortMoment(parcel.confirmedAt)),
    ] as (string | undefined)[]
  ).filter((words) => words !== undefined);

type ParcelProps = { kase: CaseView; parcel: ParcelView; onCarrier: () => void; onCancel: () => void };

function Parcel({ kase, parcel, onCarrier, onCancel }: ParcelProps) {
  const side = kase.capacities.includes('homeClerk') ? 'home' : 'intake';
  const mine = parcel.from === side || (parcel.from === 'applicant' && parcel.to === side);
  const told = mine && actionOf(kase, 'recordCarrierEvent') !== undefined && parcel.cancelledAt === undefined;
  const can = told && (parcel.confirmedAt === undefined || parcel.collectedAt === undefined);
  const cancels =
    parcel.from === side &&
    parcel.collectedAt === undefined &&
    isUnderWay(parcel) &&
    actionOf(kase, 'cancelParcel') !== undefined;
  const list = kase.documents.find(
    ({ kind, issuedAt }) => kind === 'packingList' && issuedAt === parcel.registeredAt,
  );
  return (
    <li>
      <Icon name="box" />
      <div>
        <b>{text.parcelRow(text.purposes[parcel.purpose], text.to[parcel.to])}</b>
        <span className="small block">
          {parcel.waybill} · {isCarrier(parcel.carrier) ? carriers[parcel.carrier] : parcel.carrier}
        </span>
        <span className="small block">{progressOf(parcel).join(' · ')}</span>
        {list ? (
          <a className="small" href={list.href} target="_blank" rel="noreferrer">
            {text.packingList}
          </a>
        ) : null}
      </div>
      <span className="row parcel-acts">
        {can ? (
          <Button small onPress={onCarrier}>
            {usualKind(parcel) === 'collected' ? text.collected : text.progress}
          </Button>
        ) : null}
        {cancels ? (
          <Button small onPress={onCancel}>
            {text.cancelParcel}
          </Button>
        ) : null}
      </span>
    </li>
  );
}
