import type { CaseView } from '../../cases/core/case-view.ts';
import { shortDate, shortMoment } from '../../regulation/shanghai-time.ts';
import { Icon, type IconName } from '../components/icon.tsx';
import { acceptPageText as text } from './text.zh-CN.ts';
import './stages.css';

type Stage = { name: string; note: string; stand: 'done' | 'current' | 'open' | 'later' };

/** The five stages of the home region's handling. */
export function Stages({ kase }: { kase: CaseView }) {
  return (
    <ol className="stages" aria-label={text.stagesLabel}>
      {stagesOf(kase).map((stage) => (
        <li
          key={stage.name}
          className={`stage-${stage.stand}`}
          aria-current={stage.stand === 'current' ? 'step' : undefined}
        >
          <Icon name={icons[stage.stand]} />
          <div>
            <b>{stage.name}</b>
            <span className="small block">{stage.note}</span>
          </div>
        </li>
      ))}
    </ol>
  );
}

const icons: Record<Stage['stand'], IconName> = {
  done: 'check',
  current: 'dot',
  open: 'phone',
  later: 'lock',
};

const acceptedNote = ({ homeAcceptedOn }: CaseView): string =>
  homeAcceptedOn === undefined ? text.stageNotes.rejected : shortDate(homeAcceptedOn);

function stagesOf(kase: CaseView): Stage[] {
  const contacted = kase.contacts.find(({ side }) => side === 'home');
  const accepted = kase.homeAcceptedOn !== undefined || kase.rejection !== undefined;
  const reviewing = kase.state === 'substantiveReview';
  const decided = kase.decidedAt !== undefined;
  const stand = (done: boolean, current: boolean): Stage['stand'] =>
    done ? 'done' : current ? 'current' : 'later';
  return [
    {
      name: text.stages.receive,
      note:
        kase.receivedAtHomeAt === undefined ? text.stageNotes.receiving : shortMoment(kase.receivedAtHomeAt),
      stand: stand(kase.receivedAtHomeAt !== undefined, true),
    },
    {
      name: text.stages.contact,
      note: contacted === undefined ? text.stageNotes.notContacted : shortMoment(contacted.at),
      stand: contacted !== undefined ? 'done' : kase.receivedAtHomeAt === undefined ? 'later' : 'open',
    },
    {
      name: text.stages.accept,
      note: accepted ? acceptedNote(kase) : text.stageNotes.accept,
      stand: stand(accepted, kase.state === 'receivedAtHome'),
    },
    {
      name: text.stages.review,
      note: kase.handler?.person ?? kase.handler?.department ?? text.stageNotes.review,
      stand: stand(decided, reviewing || kase.state === 'homeAccepted'),
    },
    {
      name: text.stages.decide,
      note: kase.decidedAt === undefined ? text.stageNotes.decide : shortMoment(kase.decidedAt),
      stand: stand(decided, false),
    },
  ];
}
