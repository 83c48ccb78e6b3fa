import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { CaseView } from '../../cases/core/case-view.ts';
import { isStale, sentenceFor } from '../api/problem.ts';
import { CaseBanners } from '../case-page/banners.tsx';
import { RareActs } from '../case-page/rare-acts.tsx';
import { ApplicantCard, DeadlinesCard } from '../case-page/reference-cards.tsx';
import { Button } from '../components/button.tsx';
import { actionOf } from '../components/case-frame.tsx';
import { CaseHead } from '../components/case-head.tsx';
import { Due } from '../components/due.tsx';
import { Cards, TextField } from '../components/field.tsx';
import { Card, Confirm, Note } from '../components/frame.tsx';
import { Icon } from '../components/icon.tsx';
import { useKept } from '../components/kept.ts';
import { useMessages } from '../components/messages.tsx';
import { useCommandQueue } from '../formal-review/command-queue.ts';
import { Consequences } from '../home-accept/accept-page.tsx';
import { lackingIn, type Reasons } from '../home-accept/reasons.ts';
import { ReasonsFields } from '../home-accept/reasons-fields.tsx';
import { acceptPageText } from '../home-accept/text.zh-CN.ts';
import { useKeys } from '../keys/keyboard.tsx';
import { MaterialsCard } from './materials-card.tsx';
import { OpinionTable } from './opinion-table.tsx';
import { nextOpenPoint, type Opinion, opinionBody, type Point, standOf } from './opinions.ts';
import { decideText as text } from './text.zh-CN.ts';

/** Points of the materials and of the application as a whole, with what was recorded before. */
const pointsOf = (kase: CaseView): Point[] => [
  ...kase.lines.flatMap((line) => line.points),
  ...kase.generalPoints,
];

type Written = {
  opinions: Record<string, Opinion>;
  choice: 'grant' | 'deny' | undefined;
  reasons: Reasons;
  resultNumber: string;
};

const nothingWritten: Written = {
  opinions: {},
  choice: undefined,
  reasons: { reasons: '', legalBasis: '', remedies: acceptPageText.remediesUsual },
  resultNumber: '',
};

const recorded = (kase: CaseView): Record<string, Opinion> =>
  Object.fromEntries(
    (kase.opinions ?? []).map(({ pointId, favourable, text: words = '' }) => [
      pointId,
      { favourable, text: words },
    ]),
  );

/** Opinion on every point, then 准予 or 不予许可 with its reasons. */
export function Decide({ kase }: { kase: CaseView }) {
  const navigate = useNavigate();
  const { say } = useMessages();
  const points = pointsOf(kase);
  const [written, setWritten, forget] = useKept<Written>(`decide.${kase.id}`, nothingWritten);
  const opinions = { ...recorded(kase), ...written.opinions };
  const [at, setAt] = useState(0);
  const [tried, setTried] = useState(false);
  const [confirming, setConfirming] = useState(false);
  const queue = useCommandQueue(kase.id);

  const stand = standOf(points, opinions);
  const choice = written.choice ?? (stand.unfavourable > 0 ? 'deny' : 'grant');
  const granting = choice === 'grant';
  const lacking = granting ? [] : lackingIn(written.reasons);
  const decisionAction = actionOf(kase, granting ? 'grantApplication' : 'denyApplication');
  const blocked = blockedBy(stand, granting, decisionAction?.blocked);

  const write = (id: string, opinion: Partial<Opinion>) =>
    setWritten((now) => ({
      ...now,
      opinions: {
        ...now.opinions,
        [id]: { text: '', ...recorded(kase)[id], ...now.opinions[id], ...opinion },
      },
    }));
  const judge = (favourable: boolean, index = at) => {
    const point = points[index];
    if (!point) return;
    write(point.id, { favourable });
    if (favourable) {
      const next = nextOpenPoint(points, { ...opinions, [point.id]: { favourable, text: '' } }, index);
      setAt(next ?? index);
    } else setAt(index);
  };
  const ask = () => {
    setTried(true);
    if (blocked === undefined && lacking.length === 0 && !queue.busy) setConfirming(true);
  };
  const decide = () => {
    queue.send({ command: 'recordOpinion', body: opinionBody(points, opinions) });
    const number = written.resultNumber.trim();
    queue.send(
      granting
        ? { command: 'grantApplication', body: number === '' ? {} : { resultNumber: number } }
        : { command: 'denyApplication', body: written.reasons },
      () => {
        forget();
        say(granting ? text.granted : text.denied);
        void navigate(`/cases/${kase.id}`);
      },
    );
  };
  const choose = (value: string) =>
    setWritten((now) => ({ ...now, choice: value === 'deny' ? 'deny' : 'grant' }));
  useKeys([
    { key: '1', name: text.favourable, act: () => judge(true) },
    { key: '2', name: text.unfavourable, act: () => judge(false) },
    { key: '↓', name: text.point, act: () => setAt((now) => Math.min(now + 1, points.length - 1)) },
    { key: '↑', name: text.point, act: () => setAt((now) => Math.max(now - 1, 0)) },
    { key: 'Ctrl Enter', name: granting ? text.grantVerb : text.denyVerb, act: ask },
    { key: 'Esc', name: text.back, act: () => void navigate('/') },
  ]);
  const due = kase.deadlines.find(({ rule }) => rule === 'promisedLimit');

  return (
    <>
      <CaseHead
        act={text.title}
        kase={kase}
        tools={
          <>
            {due ? <Due {...due} workingDaysLeft={due.workingDaysLeft} /> : null}
            <RareActs kase={kase} only={['requestHomeSupplement', 'suspendReview']} />
          </>
        }
      />
      <CaseBanners kase={kase} />
      <div className="two-columns above-bar">
        <div className="stack">
          <OpinionTable
            points={points}
            opinions={opinions}
            at={at}
            tried={tried}
            onAt={setAt}
            onJudge={(index, favourable) => judge(favourable, index)}
            onText={(id, words) => write(id, { text: words })}
          />
          <Card
            title={text.decision}
            aside={<span className="small">{text.decisionHint}</span>}
            className="current-card"
          >
            <div className="pad stack">
              <Cards
                legend={text.decision}
                hideLegend
                two
                value={choice}
                choices={[
                  {
                    value: 'grant',
                    name: text.grant,
                    note: stand.unfavourable > 0 ? text.grantNot(stand.unfavourable) : text.grantNote,
                    disabled: stand.unfavourable > 0,
                  },
                  { value: 'deny', name: text.deny, note: text.denyNote },
                ]}
                onChange={choose}
              />
              {granting ? (
                <div className="field-grid">
                  <TextField
                    label={text.resultNumber}
                    optional
                    maxLength={60}
                    value={written.resultNumber}
                    onChange={(resultNumber) => setWritten((now) => ({ ...now, resultNumber }))}
                  />
                </div>
              ) : (
                <ReasonsFields
                  value={written.reasons}
                  tried={tried}
                  missing={text.missing}
                  onChange={(reasons) => setWritten((now) => ({ ...now, reasons }))}
                />
              )}
            </div>
          </Card>
        </div>
        <aside className="stack">
          <DeadlinesCard kase={kase} />
          <MaterialsCard kase={kase} />
          <Card title={text.after}>
            <div className="pad">
              <Consequences
                title={granting ? text.grant : text.deny}
                lines={granting ? text.afterGrant : text.afterDeny}
              />
            </div>
          </Card>
          <ApplicantCard kase={kase} />
          <Note icon="shield">{text.reviewer}</Note>
        </aside>
      </div>
      <div className="action-bar">
        <Button keys="Esc" onPress={() => void navigate('/')}>
          {text.back}
        </Button>
        <BarMessage
          blocked={blocked}
          lacking={tried ? lacking : []}
          error={confirming ? undefined : queue.error}
        />
        <div className="acts">
          <Button
            blocked={stand.open > 0 ? text.openPoints(stand.open) : undefined}
            busy={queue.busy}
            onPress={() =>
              queue.send({ command: 'recordOpinion', body: opinionBody(points, opinions) }, () =>
                say(text.saved),
              )
            }
          >
            {text.saveOpinion}
          </Button>
          <Button kind="main" keys="Ctrl Enter" blocked={blocked} onPress={ask}>
            {granting ? text.grantVerb : text.denyVerb}
          </Button>
        </div>
      </div>
      {confirming ? (
        <Confirm
          title={granting ? text.grantTitle : text.denyTitle}
          verb={granting ? text.grantVerb : text.denyVerb}
          safe={text.notDecide}
          danger={!granting}
          busy={queue.busy}
          error={queue.error}
          onClose={() => setConfirming(false)}
          onConfirm={decide}
        >
          <p>{granting ? text.grantWhy(kase.resultName) : text.denyWhy}</p>
        </Confirm>
      ) : null}
    </>
  );
}

/** Why no decision is possible yet. An opinion that is not recorded yet is sent along with the decision. */
function blockedBy(
  stand: ReturnType<typeof standOf>,
  granting: boolean,
  blocked: { code: string; sentence: string } | undefined,
): string | undefined {
  if (blocked && blocked.code !== 'opinion-missing') return blocked.sentence;
  if (stand.open > 0) return text.openPoints(stand.open);
  if (stand.unexplained > 0) return text.needText(stand.unexplained);
  return granting && stand.unfavourable > 0 ? text.grantNot(stand.unfavourable) : undefined;
}

function BarMessage(props: {
  blocked: string | undefined;
  lacking: readonly (keyof Reasons)[];
  error: unknown;
}) {
  const { blocked, lacking, error } = props;
  const wrong = error
    ? sentenceFor(error)
    : lacking.length > 0
      ? text.toFix(lacking.map((part) => text.partNames[part]).join('、'))
      : undefined;
  if (wrong === undefined) return <span className="small">{blocked}</span>;
  return (
    <span className={isStale(error) ? 'soft' : 'field-error'} role="alert">
      <Icon name="octagon" />
      <span>{wrong}</span>
    </span>
  );
}
