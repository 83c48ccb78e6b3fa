import { useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import type { CaseView, CommandReceipt } from '../../cases/core/case-view.ts';
import { checkPlainText } from '../../platform/plain-text.ts';
import { shortMoment } from '../../regulation/shanghai-time.ts';
import { useCommand } from '../api/cases.ts';
import { isStale, sentenceFor } from '../api/problem.ts';
import { RareActs } from '../case-page/rare-acts.tsx';
import { Button } from '../components/button.tsx';
import { actionOf, CaseFrame } from '../components/case-frame.tsx';
import { CaseHead } from '../components/case-head.tsx';
import { Card, Empty, Note } from '../components/frame.tsx';
import { useKept } from '../components/kept.ts';
import { ScanViewer } from '../components/scan-viewer.tsx';
import { useKeyboard, useKeys } from '../keys/keyboard.tsx';
import { DetachTool } from '../notice/detach-tool.tsx';
import { IssueDialog, IssuedDialog } from '../notice/issue-dialog.tsx';
import { ReopenDialog } from '../notice/replace-dialogs.tsx';
import { noticeText } from '../notice/text.zh-CN.ts';
import { WriteDialog } from '../requests/dialogs.tsx';
import { requestText } from '../requests/text.zh-CN.ts';
import { AcceptDialog, AcceptedDialog } from './accept-dialog.tsx';
import { AttachArea } from './attach.tsx';
import { AwaitStandard } from './await-standard.tsx';
import { useCommandQueue } from './command-queue.ts';
import { IdentityBar } from './identity-bar.tsx';
import { type LineDraft, ReviewLine } from './review-line.tsx';
import { scansOf } from './scans-of.ts';
import { DeclineDialog, OnSpotDialog } from './small-dialogs.tsx';
import { StandardLine } from './standard-source-link.tsx';
import { reviewText as text } from './text.zh-CN.ts';
import { countVerdicts, handedInOf, nextOpen, scansByLine, usuallyHandedIn } from './verdicts.ts';
import './formal-review.css';

/** 形式审查: each line judged against the home region's standard. */
export default function FormalReviewPage() {
  const navigate = useNavigate();
  const [receipt, setReceipt] = useState<CommandReceipt>();
  const [notice, setNotice] = useState<{ receipt: CommandReceipt; dueOn: string }>();
  return (
    <CaseFrame>
      {(kase) => (
        <>
          {receipt || notice ? (
            <CaseHead kase={kase} />
          ) : kase.state === 'formalReview' && kase.standard.missing && actionOf(kase, 'requestStandard') ? (
            <AwaitStandard kase={kase} />
          ) : kase.state === 'formalReview' && actionOf(kase, 'markMaterial') ? (
            <Review
              kase={kase}
              onAccepted={setReceipt}
              onNotified={(issued, dueOn) => setNotice({ receipt: issued, dueOn })}
            />
          ) : (
            <NotInReview kase={kase} />
          )}
          {notice ? <IssuedDialog {...notice} onNext={() => void navigate(`/cases/${kase.id}`)} /> : null}
          {receipt ? (
            <AcceptedDialog
              receipt={receipt}
              home={kase.home.regionName}
              onNext={() => void navigate(`/cases/${kase.id}`)}
            />
          ) : null}
        </>
      )}
    </CaseFrame>
  );
}

function NotInReview({ kase }: { kase: CaseView }) {
  const navigate = useNavigate();
  const start = useCommand(kase.id);
  const action = actionOf(kase, 'startFormalReview');
  const go = () => {
    if (action && !action.blocked) start.run({ command: 'startFormalReview' });
    else void navigate(`/cases/${kase.id}`);
  };
  useKeys([{ key: 'Ctrl Enter', name: action ? text.start : text.toCase, act: go }]);
  return (
    <>
      <CaseHead act={text.title} kase={kase} />
      <Card label={text.title}>
        <Empty
          icon="document"
          title={action ? text.startWhy : text.notHere}
          action={
            <Button kind="main" keys="Ctrl Enter" busy={start.isPending} onPress={go}>
              {action ? text.start : text.toCase}
            </Button>
          }
        >
          {start.error ? sentenceFor(start.error) : undefined}
        </Empty>
      </Card>
    </>
  );
}

const noDrafts: Record<string, Partial<LineDraft>> = {};

type ReviewProps = {
  kase: CaseView;
  onAccepted: (receipt: CommandReceipt) => void;
  onNotified: (receipt: CommandReceipt, dueOn: string) => void;
};

function Review({ kase, onAccepted, onNotified }: ReviewProps) {
  const navigate = useNavigate();
  const { effort } = useKeyboard();
  const { lines } = kase;
  const queue = useCommandQueue(kase.id);
  const [currentId, setCurrentId] = useState(
    () => lines.find((line) => line.verdict === 'unmarked')?.id ?? lines[0]?.id,
  );
  const [drafts, setDrafts, forgetDrafts] = useKept(`review.${kase.id}`, noDrafts);
  const [shortText, setShortText] = useState(false);
  const [dialog, setDialog] = useState<'accept' | 'notice' | 'onSpot' | 'decline' | 'reopen' | 'ask'>();
  const [sent, setSent] = useState<readonly string[]>([]);
  const [scanId, setScanId] = useState<string>();
  const index = Math.max(
    0,
    lines.findIndex((line) => line.id === currentId),
  );
  const line = lines[index];

  const draftOf = (id: string): LineDraft => {
    const found = lines.find((each) => each.id === id);
    const usual = found ? usuallyHandedIn(found) : { originals: 1, copies: 0, medium: 'paper' as const };
    const draft = {
      handedIn: usual,
      writing: false,
      reason: 'wrongForm' as const,
      correction: '',
      ...drafts[id],
    };
    return found ? { ...draft, handedIn: handedInOf(found, draft.handedIn) } : draft;
  };
  const change = (id: string, part: Partial<LineDraft>) => {
    setShortText(false);
    setDrafts((all) => ({ ...all, [id]: { ...all[id], ...part } }));
  };
  const select = (id: string | undefined) => {
    if (id === undefined) return;
    setShortText(false);
    setCurrentId(id);
    setScanId(lines.find((each) => each.id === id)?.files[0]?.id);
  };
  const moveOn = (id: string) => {
    const marked = queue.error ? [id] : [...sent, id];
    setSent(marked);
    select(
      nextOpen(
        lines.filter((each) => each.id === id || !marked.includes(each.id)),
        id,
      ),
    );
  };

  const mark = (verdict: 'passed' | 'notSubmitted') => {
    if (!line) return;
    const body =
      verdict === 'passed'
        ? { lineId: line.id, verdict, received: draftOf(line.id).handedIn }
        : { lineId: line.id, verdict, reasonCode: 'missing', correction: text.handIn(line.name) };
    change(line.id, { writing: false });
    queue.send({ command: 'markMaterial', body });
    moveOn(line.id);
  };
  const markDeficient = () => {
    if (!line) return;
    const { handedIn, reason, correction } = draftOf(line.id);
    const checked = checkPlainText(correction, { max: 300, min: 5 });
    setShortText(!checked.valid);
    if (!checked.valid) return;
    const body = {
      lineId: line.id,
      verdict: 'deficient',
      received: handedIn,
      reasonCode: reason,
      correction,
    };
    queue.send({ command: 'markMaterial', body }, () => change(line.id, { writing: false }));
    moveOn(line.id);
  };
  const closed = line !== undefined && kase.closedLineIds.includes(line.id);
  const verdict = (key: '1' | '2' | '3') => {
    if (closed) return;
    if (key === '1') mark('passed');
    else if (key === '3') mark('notSubmitted');
    else if (line) change(line.id, { writing: true });
  };

  const counts = countVerdicts(lines);
  const toNotify = actionOf(kase, 'issueOneTimeNotice');
  const notifies = toNotify !== undefined && toNotify.blocked === undefined;
  const blocked = notifies ? undefined : whyNot(kase, queue.busy);
  const mainAct = notifies ? noticeText.issue : text.accept;
  const go = () => setDialog(notifies ? 'notice' : 'accept');
  const canCorrect =
    (line?.verdict === 'deficient' || line?.verdict === 'notSubmitted') &&
    !kase.notices.some(({ lineIds }) => lineIds.includes(line.id));
  const mayAsk = actionOf(kase, 'askOtherWindow') !== undefined;
  const scans = useMemo(() => scansOf(kase), [kase]);

  useKeys([
    { key: '↓', name: text.line, act: () => select(lines[Math.min(index + 1, lines.length - 1)]?.id) },
    { key: '↑', name: text.line, act: () => select(lines[Math.max(index - 1, 0)]?.id) },
    { key: '1', name: text.verdicts.passed, act: () => verdict('1') },
    { key: '2', name: text.verdicts.deficient, act: () => verdict('2') },
    { key: '3', name: text.verdicts.notSubmitted, act: () => verdict('3') },
    { key: 'F9', name: text.onSpot, act: () => setDialog('onSpot'), off: !canCorrect },
    { key: 'M', name: requestText.write, act: () => setDialog('ask'), off: !mayAsk },
    { key: 'Ctrl Enter', name: mainAct, act: () => blocked === undefined && go() },
    { key: 'Esc', name: text.back, act: () => void navigate('/') },
  ]);

  return (
    <>
      <CaseHead
        act={text.title}
        kase={kase}
        tools={
          <span className="small">
            {kase.submittedAt === undefined ? '' : `${shortMoment(kase.submittedAt)} 起 · `}
            {text.effort(effort)}
          </span>
        }
      />
      {queue.error ? (
        <div className="banner">
          <Note tone={isStale(queue.error) ? 'warn' : 'bad'}>{sentenceFor(queue.error)}</Note>
        </div>
      ) : null}
      <div className="formal-review above-bar">
        <Card
          title={text.standard}
          aside={
            <span className="small">
              <StandardLine standard={kase.standard} />
            </span>
          }
        >
          <IdentityBar
            kase={kase}
            busy={queue.busy}
            onCheck={(check) => queue.send({ command: 'recordIdentityCheck', body: check })}
          />
          <ol className="review-lines">
            {lines.map((each, i) => (
              <ReviewLine
                key={each.id}
                line={each}
                number={i + 1}
                current={each.id === line?.id}
                draft={draftOf(each.id)}
                error={shortText && each.id === line?.id ? text.correctionShort : undefined}
                closed={kase.closedLineIds.includes(each.id)}
                onReopen={actionOf(kase, 'reopenPassedLine') ? () => setDialog('reopen') : undefined}
                onSelect={() => select(each.id)}
                onDraft={(part) => change(each.id, part)}
                onVerdict={verdict}
                onDeficient={markDeficient}
              />
            ))}
          </ol>
          {kase.generalPoints.length > 0 ? (
            <div className="general-points">
              <h3 className="small">{text.generalPoints}</h3>
              <ul className="points">
                {kase.generalPoints.map((point) => (
                  <li key={point.id}>
                    {point.question}
                    <span className="small block">{point.basis}</span>
                  </li>
                ))}
              </ul>
            </div>
          ) : null}
        </Card>
        <AttachArea
          lineName={line?.name}
          onUploaded={(uploadIds) => {
            for (const body of line ? scansByLine(lines, line.id, uploadIds) : [])
              queue.send({ command: 'attachFile', body });
          }}
        >
          {(tools, empty) => (
            <ScanViewer
              scans={scans}
              current={scanId ?? line?.files[0]?.id}
              onCurrent={setScanId}
              tools={
                <>
                  {tools}
                  <DetachTool
                    kase={kase}
                    scanId={scanId ?? line?.files[0]?.id}
                    lineId={line?.id}
                    send={queue.send}
                  />
                </>
              }
              empty={empty}
            />
          )}
        </AttachArea>
      </div>
      <div className="action-bar">
        <div>
          <b>
            {lines.length} 项：{text.summary(counts)}
          </b>{' '}
          <span className="small">{blocked ?? text.acceptRule}</span>
        </div>
        <div className="acts">
          <RareActs kase={kase} only={['correctHomeRegion']} inBar />
          {mayAsk ? (
            <Button keys="M" onPress={() => setDialog('ask')}>
              {requestText.write}
            </Button>
          ) : null}
          {actionOf(kase, 'declineIntake') ? (
            <Button onPress={() => setDialog('decline')}>{text.decline}</Button>
          ) : null}
          <Button
            keys="F9"
            blocked={canCorrect ? undefined : '选中不合格或未提交的材料后，可以当场补正。'}
            onPress={() => setDialog('onSpot')}
          >
            {text.onSpot}
          </Button>
          <Button kind="main" keys="Ctrl Enter" blocked={blocked} onPress={go}>
            {mainAct}
          </Button>
        </div>
      </div>
      {dialog === 'accept' ? (
        <AcceptDialog
          kase={kase}
          onClose={() => setDialog(undefined)}
          onDone={(done) => {
            forgetDrafts();
            onAccepted(done);
          }}
        />
      ) : null}
      {dialog === 'notice' ? (
        <IssueDialog
          kase={kase}
          onClose={() => setDialog(undefined)}
          onDone={(done, dueOn) => {
            forgetDrafts();
            onNotified(done, dueOn);
          }}
        />
      ) : null}
      {dialog === 'reopen' && line ? (
        <ReopenDialog kase={kase} line={line} onClose={() => setDialog(undefined)} />
      ) : null}
      {dialog === 'ask' ? (
        <WriteDialog
          kase={kase}
          to={kase.home.windowName}
          lineId={line?.id}
          onClose={() => setDialog(undefined)}
        />
      ) : null}
      {dialog === 'onSpot' && line ? (
        <OnSpotDialog
          kase={kase}
          line={line}
          handedIn={draftOf(line.id).handedIn}
          onClose={() => setDialog(undefined)}
        />
      ) : null}
      {dialog === 'decline' ? (
        <DeclineDialog
          kase={kase}
          onClose={() => setDialog(undefined)}
          onDone={() => void navigate(`/cases/${kase.id}`)}
        />
      ) : null}
    </>
  );
}

/** Why taking in is not possible yet: an open line by its name, else what the server says. */
function whyNot(kase: CaseView, busy: boolean): string | undefined {
  const open = kase.lines.filter((line) => line.verdict === 'unmarked');
  const [first] = open;
  if (open.length === 1 && first) return text.missing(first.name);
  const action = actionOf(kase, 'acceptIntake');
  if (action?.blocked) return action.blocked.sentence;
  return busy ? undefined : action === undefined ? text.notHere : undefined;
}
