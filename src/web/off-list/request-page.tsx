import { type ReactNode, useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import type { OffListView } from '../../offlist/off-list-view.ts';
import type { OffListCommand } from '../../regulation/off-list.ts';
import { shortMoment } from '../../regulation/shanghai-time.ts';
import { useOffList, useOffListUnmask } from '../api/off-list.ts';
import { Button } from '../components/button.tsx';
import { Card, Note, ReadFailed, Skeleton } from '../components/frame.tsx';
import { Icon } from '../components/icon.tsx';
import { Route, Tag } from '../components/marks.tsx';
import type { KeyName } from '../keys/key-map.ts';
import { useKeys } from '../keys/keyboard.tsx';
import { useNow } from '../time/now.tsx';
import { ActDialogs, type OffListDialog } from './act-dialogs.tsx';
import { AnswerCard } from './answer-card.tsx';
import { offListLooks } from './looks.ts';
import { StandardCard } from './standard-card.tsx';
import { offListText as text } from './text.zh-CN.ts';
import { untilWords } from './until.ts';
import '../case-page/case-page.css';
import './off-list.css';

/** One off-list request: what is asked, who has it, what can be done, what happened. */
export default function RequestPage() {
  const { id = '' } = useParams();
  const { data, error, refetch } = useOffList(id);
  if (error) return <ReadFailed error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton rows={8} />;
  return <Request view={data} />;
}

/** Acts with a dialog of their own, with the word on the button. */
const dialogActs: Partial<Record<OffListCommand, { dialog: OffListDialog; verb: string; key: KeyName }>> = {
  requestOffListConsent: { dialog: 'ask', verb: text.askHome, key: '1' },
  explainOffList: { dialog: 'explain', verb: text.explain, key: '2' },
  withdrawOffListRequest: { dialog: 'withdraw', verb: text.withdraw, key: '3' },
  correctOffListRequest: { dialog: 'correct', verb: text.correct, key: '4' },
};

function Request({ view }: { view: OffListView }) {
  const navigate = useNavigate();
  const year = Number(useNow().slice(0, 4));
  const [opened, setOpened] = useState<OffListDialog>();
  const acts = view.actions.flatMap(({ command, blocked }) => {
    const act = dialogActs[command as OffListCommand];
    return act ? [{ ...act, blocked: blocked?.sentence }] : [];
  });
  const answers = view.actions.some(({ command }) => command === 'giveOffListConsent');
  const mayOpen = view.state === 'offListConsented' && view.actors.includes('intakeClerk');
  const openCase = () => void navigate(`/offlist/${view.id}/register`);
  useKeys([
    { key: 'Ctrl Enter', name: text.openByConsent, act: openCase, off: !mayOpen },
    ...acts.map(({ key, verb, dialog, blocked }) => ({
      key,
      name: verb,
      act: () => setOpened(dialog),
      off: blocked !== undefined,
    })),
    { key: 'Esc', name: text.backToList, act: () => void navigate('/offlist'), off: answers },
  ]);
  const { tone, icon } = offListLooks[view.state];
  return (
    <>
      <div className="page-head">
        <div className="titles">
          <h1>{view.wording}</h1>
          <p className="line">
            <Tag tone={tone} icon={icon}>
              {view.stateLabel}
            </Tag>
            <Route intake={view.intake.regionName} home={view.home.regionName} />
          </p>
        </div>
        <div className="tools">
          {acts.map(({ key, verb, dialog, blocked }) => (
            <Button key={dialog} keys={key} blocked={blocked} onPress={() => setOpened(dialog)}>
              {verb}
            </Button>
          ))}
          {mayOpen ? (
            <Button kind="main" keys="Ctrl Enter" onPress={openCase}>
              {text.openByConsent}
            </Button>
          ) : null}
        </div>
      </div>
      <div className="two-columns">
        <div className="stack">
          <Holder view={view} year={year} />
          {answers ? <AnswerCard view={view} /> : null}
          <Facts view={view} year={year} />
          {view.standard ? <StandardCard standard={view.standard} /> : null}
        </div>
        <div className="stack">
          {view.papers.length > 0 ? <Papers view={view} /> : null}
          <History view={view} year={year} />
        </div>
      </div>
      {opened ? <ActDialogs opened={opened} view={view} onClose={() => setOpened(undefined)} /> : null}
    </>
  );
}

function Holder({ view, year }: { view: OffListView; year: number }) {
  const { holder } = view;
  if (!holder) return <Note tone="ok">{text.ended}</Note>;
  return (
    <Note tone={holder.overdue ? 'bad' : 'go'} icon={holder.overdue ? 'octagon' : 'clock'}>
      <b>{text.holder(holder.who, holder.what)}</b>
      {holder.dueAt ? (
        <p>
          {text.holderDue(untilWords(holder.dueAt, year))}
          {holder.atDue ? `；${holder.atDue}` : ''}
        </p>
      ) : null}
    </Note>
  );
}

function Facts({ view, year }: { view: OffListView; year: number }) {
  const unmask = useOffListUnmask(view.id);
  const at = (moment: string | undefined): string | undefined => moment && shortMoment(moment, year);
  const rows: [string, string | undefined][] = [
    [text.facts.recordedAt, at(view.recordedAt)],
    [text.facts.question, view.question],
    [text.facts.due, at(view.answerDueAt)],
    [text.facts.answered, view.answeredAt && `${at(view.answeredAt)} ${view.answeredBy ?? ''}`],
    [text.facts.reason, view.reason],
    [text.facts.explanation, view.explanation],
    [text.facts.until, view.consentUntil && untilWords(view.consentUntil, year)],
    [text.facts.notThese, view.notThese.map(({ name }) => name).join('、') || undefined],
    [text.facts.ended, at(view.endedAt)],
  ];
  return (
    <Card label={text.title}>
      <dl className="facts pad">
        {view.applicant ? (
          <>
            <dt>{text.facts.applicant}</dt>
            <dd>
              {view.applicant.name} {view.applicant.phone}{' '}
              {view.applicant.identityNumber ? `${view.applicant.identityNumber} ` : ''}
              {view.unmasked ? null : (
                <button
                  type="button"
                  className="link-button"
                  title={text.unmaskWhy}
                  onClick={() => unmask.mutate()}
                >
                  {text.unmask}
                </button>
              )}
            </dd>
          </>
        ) : null}
        {rows.map(([label, value]) =>
          value ? (
            <FactRow key={label} label={label}>
              {value}
            </FactRow>
          ) : null,
        )}
        {view.caseId && view.actors.includes('intakeClerk') ? (
          <FactRow label={text.facts.case}>
            <Link to={`/cases/${view.caseId}`}>{text.openCase}</Link>
          </FactRow>
        ) : null}
      </dl>
    </Card>
  );
}

function FactRow({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Papers({ view }: { view: OffListView }) {
  return (
    <Card title={text.papers}>
      <ul className="document-list">
        {view.papers.map(({ paper, title, href }) => (
          <li key={paper}>
            <Icon name="print" />
            <a href={href} target="_blank" rel="noreferrer">
              {title}
            </a>
            <span />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function History({ view, year }: { view: OffListView; year: number }) {
  return (
    <Card title={text.history}>
      <ol className="off-list-history">
        {view.events.map(({ seq, title, at, actor, article, note }) => (
          <li key={seq}>
            <b>{title}</b>
            <span className="small block">
              {shortMoment(at, year)} · {actor} · {article}
            </span>
            {note ? <span className="small block">{note}</span> : null}
          </li>
        ))}
      </ol>
    </Card>
  );
}
