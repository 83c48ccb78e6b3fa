import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { CaseView, ParcelView } from '../../cases/core/case-view.ts';
import { shortMoment } from '../../regulation/shanghai-time.ts';
import { useCommand } from '../api/cases.ts';
import { CarrierDialog } from '../case-page/carrier-dialog.tsx';
import { ContactDialog, ContactsCard } from '../case-page/contact-dialog.tsx';
import { ApplicantCard, DeadlinesCard, DocumentsCard, OutcomeCard } from '../case-page/reference-cards.tsx';
import { Button } from '../components/button.tsx';
import { actionOf, CaseFrame } from '../components/case-frame.tsx';
import { CaseHead } from '../components/case-head.tsx';
import { Card, Confirm, Empty } from '../components/frame.tsx';
import { Icon } from '../components/icon.tsx';
import { useMessages } from '../components/messages.tsx';
import { CustodyCard } from '../custody/custody-card.tsx';
import { useKeys } from '../keys/keyboard.tsx';
import { DeliveryDialog } from './delivery-dialog.tsx';
import { type DeliveryAct, deliveryActs } from './next-step.ts';
import { DispatchDialog, HandOverDialog, SendBackDialog } from './sending-dialogs.tsx';
import { deliverText as text } from './text.zh-CN.ts';
import '../case-page/case-page.css';

/** 送达: from the decision to the applicant's hands, and the end of the case. */
export default function DeliverPage() {
  return <CaseFrame>{(kase) => <Deliver kase={kase} />}</CaseFrame>;
}

const titles: Record<DeliveryAct, string> = {
  completeCase: text.complete,
  handOverResult: text.handOver,
  redeliverResult: text.redeliver,
  dispatchResult: text.dispatch,
  recordCarrierEvent: '登记寄递进展',
  sendBackUncollected: text.sendBack,
  keepForCollection: text.keep,
};

function Deliver({ kase }: { kase: CaseView }) {
  const navigate = useNavigate();
  const { say } = useMessages();
  const [dialog, setDialog] = useState<DeliveryAct | 'delivery' | 'contact'>();
  const complete = useCommand(kase.id);
  const parcel = resultParcel(kase);
  const acts = deliveryActs(kase.actions).open.filter(
    (act) => act !== 'recordCarrierEvent' || parcel !== undefined,
  );
  const { blocked } = deliveryActs(kase.actions);
  const [main, ...others] = acts;
  const close = () => setDialog(undefined);
  const done = (message: string) => () => {
    close();
    say(message);
  };
  useKeys([
    {
      key: 'Ctrl Enter',
      name: main === undefined ? text.toCase : titles[main],
      act: () => setDialog(main),
      off: !main,
    },
    { key: 'Esc', name: text.back, act: () => void navigate(`/cases/${kase.id}`) },
  ]);

  if (kase.result === undefined && acts.length === 0 && blocked.length === 0) {
    return (
      <>
        <CaseHead act={text.title} kase={kase} />
        <Card label={text.title}>
          <Empty
            title={text.notHere}
            action={<Button onPress={() => void navigate(`/cases/${kase.id}`)}>{text.toCase}</Button>}
          />
        </Card>
      </>
    );
  }
  const reason = blocked.find(({ command }) => command === 'completeCase') ?? blocked[0];
  const canChange = actionOf(kase, 'chooseDelivery');

  return (
    <>
      <CaseHead act={text.title} kase={kase} />
      <div className="two-columns above-bar">
        <div className="stack">
          <Card
            title={text.result}
            className="current-card"
            aside={
              canChange && !canChange.blocked ? (
                <button type="button" className="link-button" onClick={() => setDialog('delivery')}>
                  {text.change}
                </button>
              ) : undefined
            }
          >
            <div className="pad">
              <Progress kase={kase} />
            </div>
          </Card>
          <CustodyCard kase={kase} />
          <OutcomeCard kase={kase} />
          <DocumentsCard kase={kase} />
        </div>
        <aside className="stack">
          <DeadlinesCard kase={kase} />
          <ContactsCard kase={kase} onRecord={() => setDialog('contact')} />
          <ApplicantCard kase={kase} />
        </aside>
      </div>
      <div className="action-bar">
        <Button keys="Esc" onPress={() => void navigate(`/cases/${kase.id}`)}>
          {text.back}
        </Button>
        <span className="small">{reason?.blocked?.sentence}</span>
        <div className="acts">
          {actionOf(kase, 'recordContact') ? (
            <Button onPress={() => setDialog('contact')}>
              <Icon name="phone" />
              {text.tell}
            </Button>
          ) : null}
          {others.map((act) => (
            <Button key={act} onPress={() => setDialog(act)}>
              {titles[act]}
            </Button>
          ))}
          {main ? (
            <Button kind="main" keys="Ctrl Enter" onPress={() => setDialog(main)}>
              {titles[main]}
            </Button>
          ) : null}
        </div>
      </div>
      {dialog === 'delivery' ? <DeliveryDialog kase={kase} onClose={close} /> : null}
      {dialog === 'contact' ? <ContactDialog kase={kase} purpose={purposeOf(kase)} onClose={close} /> : null}
      {dialog === 'dispatchResult' || dialog === 'redeliverResult' ? (
        <DispatchDialog
          kase={kase}
          again={dialog === 'redeliverResult'}
          onClose={close}
          onDone={done(text.dispatched)}
        />
      ) : null}
      {dialog === 'handOverResult' ? (
        <HandOverDialog kase={kase} onClose={close} onDone={done(text.delivered)} />
      ) : null}
      {dialog === 'sendBackUncollected' ? (
        <SendBackDialog kase={kase} onClose={close} onDone={close} />
      ) : null}
      {dialog === 'recordCarrierEvent' && parcel ? (
        <CarrierDialog kase={kase} parcel={parcel} onClose={close} />
      ) : null}
      {dialog === 'keepForCollection' ? (
        <Confirm
          title={text.keepTitle}
          verb={text.keep}
          safe={text.notKeep}
          busy={complete.isPending}
          error={complete.error}
          onClose={close}
          onConfirm={() => complete.run({ command: 'keepForCollection' }, done(text.kept))}
        >
          <p>{text.keepWhy}</p>
        </Confirm>
      ) : null}
      {dialog === 'completeCase' ? (
        <Confirm
          title={text.completeTitle}
          verb={text.complete}
          safe={text.notComplete}
          busy={complete.isPending}
          error={complete.error}
          onClose={close}
          onConfirm={() => complete.run({ command: 'completeCase' }, done(text.completed))}
        >
          <p>{kase.result?.keptAt === undefined ? text.completeWhy : text.completeKeptWhy}</p>
        </Confirm>
      ) : null}
    </>
  );
}

/** The parcel with the result that this side sent and that has not arrived. */
function resultParcel(kase: CaseView): ParcelView | undefined {
  const side = kase.capacities.includes('homeClerk') ? 'home' : 'intake';
  return kase.parcels.findLast(
    (parcel) =>
      parcel.purpose !== 'material' &&
      parcel.from === side &&
      parcel.deliveredAt === undefined &&
      parcel.returnedAt === undefined &&
      parcel.cancelledAt === undefined,
  );
}

const purposeOf = (kase: CaseView): 'decision' | 'pickUp' => (kase.result?.arrivedAt ? 'pickUp' : 'decision');

function Progress({ kase }: { kase: CaseView }) {
  const { result, delivery } = kase;
  const place = result === undefined ? 'home' : result.place;
  return (
    <dl className="facts">
      <dt>{text.result}</dt>
      <dd>{kase.resultName}</dd>
      <dt>{text.way}</dt>
      <dd>
        {delivery?.wayLabel}
        {delivery?.address === undefined ? '' : ` · ${delivery.address}`}
      </dd>
      <dt>{text.place}</dt>
      <dd>{Object.hasOwn(text.places, place) ? text.places[place as keyof typeof text.places] : place}</dd>
      <dt>{text.progress}</dt>
      <dd>
        {result === undefined
          ? text.notSent
          : [
              text.sent(shortMoment(result.dispatchedAt)),
              result.waybill === undefined ? '' : text.waybill(result.waybill),
              result.arrivedAt === undefined
                ? ''
                : (result.failed ? text.cameBack : text.arrived)(shortMoment(result.arrivedAt)),
              result.deliveredAt === undefined ? '' : text.deliveredAt(shortMoment(result.deliveredAt)),
              result.keptAt === undefined ? '' : text.keptAt(shortMoment(result.keptAt)),
            ]
              .filter(Boolean)
              .join(' · ')}
      </dd>
    </dl>
  );
}
