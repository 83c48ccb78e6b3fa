import { useRef, useState } from 'react';
import type { CaseView, LineView, ParcelView } from '../../cases/core/case-view.ts';
import { type CarrierId, carriers } from '../../cases/transfer/carriers.ts';
import { shortMoment } from '../../regulation/shanghai-time.ts';
import { useCommand } from '../api/cases.ts';
import { sentenceFor } from '../api/problem.ts';
import { Button } from '../components/button.tsx';
import { actionOf } from '../components/case-frame.tsx';
import { Card, Note } from '../components/frame.tsx';
import { Icon } from '../components/icon.tsx';
import { useAttaching } from '../formal-review/attach.tsx';
import { transferText as text } from './text.zh-CN.ts';
import { CarrierDialog, ParcelDialog, SendDialog } from './transfer-dialogs.tsx';

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
  const close = () => {
    onDialog(undefined);
    setCarrierOf(undefined);
  };
  if (kase.channels.length === 0) return null;
  const pending = kase.parcels.find((parcel) => parcel.purpose === 'material' && !parcel.collectedAt);
  const opened = carrierOf ?? (dialog === 'carrier' ? (pending ?? kase.parcels.at(-1)) : undefined);
  return (
    <Card title={text.title}>
      <ul className="document-list">
        <Electronic kase={kase} onSend={() => onDialog('send')} />
        <Postal kase={kase} onParcel={() => onDialog('parcel')} onCarrier={setCarrierOf} />
      </ul>
      {dialog === 'send' ? <SendDialog kase={kase} onClose={close} /> : null}
      {dialog === 'parcel' ? <ParcelDialog kase={kase} onClose={close} /> : null}
      {opened ? <CarrierDialog kase={kase} parcel={opened} onClose={close} /> : null}
    </Card>
  );
}

/** Lines that were handed in and have no scan yet. */
const withoutScan = (kase: CaseView): LineView[] =>
  kase.lines.filter(
    (line) => line.received && line.received.medium !== 'eLicence' && line.files.length === 0,
  );

function Electronic({ kase, onSend }: { kase: CaseView; onSend: () => void }) {
  const action = actionOf(kase, 'sendPackage');
  const bare = withoutScan(kase);
  const chosen = kase.channels.includes('electronic');
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
        {chosen && !kase.package && bare.length > 0 && actionOf(kase, 'attachFile') ? (
          <AddScans kase={kase} lines={bare} />
        ) : null}
      </div>
      {action && !kase.package ? (
        <Button small blocked={action.blocked?.sentence} onPress={onSend}>
          {text.send}
        </Button>
      ) : (
        <span />
      )}
    </li>
  );
}

/** Adds the scans that are missing before the package can go. */
function AddScans({ kase, lines }: { kase: CaseView; lines: LineView[] }) {
  const attach = useCommand(kase.id);
  const picker = useRef<HTMLInputElement>(null);
  const [line, setLine] = useState<LineView>();
  const {
    attach: take,
    working,
    fault,
  } = useAttaching((uploadIds) => {
    if (line) attach.run({ command: 'attachFile', body: { lineId: line.id, uploadIds } });
  });
  return (
    <div className="add-scans">
      <p className="small">{text.noScan(lines.map(({ name }) => name).join('、'))}</p>
      <div className="row">
        {lines.map((each) => (
          <Button
            key={each.id}
            small
            label={text.addScanFor(each.name)}
            busy={working !== undefined}
            onPress={() => {
              setLine(each);
              picker.current?.click();
            }}
          >
            <Icon name="scan" />
            {each.name}
          </Button>
        ))}
      </div>
      <input
        ref={picker}
        type="file"
        hidden
        multiple
        aria-label={text.addScan}
        accept="application/pdf,image/jpeg,image/png"
        onChange={(event) => {
          void take([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
      {fault === undefined ? null : <Note tone="bad">{fault}</Note>}
      {attach.error ? <Note tone="bad">{sentenceFor(attach.error)}</Note> : null}
    </div>
  );
}

function Postal(props: { kase: CaseView; onParcel: () => void; onCarrier: (parcel: ParcelView) => void }) {
  const { kase } = props;
  const action = actionOf(kase, 'dispatchParcel');
  const paper = kase.lines.filter((line) => line.paper === 'intake');
  if (!kase.channels.includes('postal') && kase.parcels.length === 0) return null;
  return (
    <>
      {action && !action.blocked ? (
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
        <Parcel key={parcel.waybill} kase={kase} parcel={parcel} onCarrier={() => props.onCarrier(parcel)} />
      ))}
    </>
  );
}

const isCarrier = (id: string): id is CarrierId => Object.hasOwn(carriers, id);

function Parcel({ kase, parcel, onCarrier }: { kase: CaseView; parcel: ParcelView; onCarrier: () => void }) {
  const mine = parcel.from === (kase.capacities.includes('homeClerk') ? 'home' : 'intake');
  const can = mine && actionOf(kase, 'recordCarrierEvent') !== undefined && parcel.deliveredAt === undefined;
  const list = kase.documents.findLast(({ kind }) => kind === 'packingList');
  return (
    <li>
      <Icon name="box" />
      <div>
        <b>{text.parcelRow(text.purposes[parcel.purpose], text.to[parcel.to])}</b>
        <span className="small block">
          {parcel.waybill} · {isCarrier(parcel.carrier) ? carriers[parcel.carrier] : parcel.carrier}
        </span>
        <span className="small block">
          {[
            parcel.collectedAt === undefined
              ? text.registered(shortMoment(parcel.registeredAt))
              : text.collectedAt(shortMoment(parcel.collectedAt)),
            parcel.deliveredAt === undefined ? '' : text.deliveredOn(shortMoment(parcel.deliveredAt)),
            parcel.confirmedAt === undefined ? '' : text.confirmed(shortMoment(parcel.confirmedAt)),
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
        {list && parcel.purpose === 'material' ? (
          <a className="small" href={list.href} target="_blank" rel="noreferrer">
            {text.packingList}
          </a>
        ) : null}
      </div>
      {can ? (
        <Button small onPress={onCarrier}>
          {parcel.collectedAt === undefined ? text.collected : text.delivered}
        </Button>
      ) : (
        <span />
      )}
    </li>
  );
}
