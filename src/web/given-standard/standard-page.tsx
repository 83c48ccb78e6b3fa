import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import type { CaseView } from '../../cases/core/case-view.ts';
import type { WindowRequestView } from '../../cases/requests/present-requests.ts';
import { dayOf } from '../../regulation/instant.ts';
import { shortDate, shortMoment } from '../../regulation/shanghai-time.ts';
import { useCommand } from '../api/cases.ts';
import { sentenceFor } from '../api/problem.ts';
import { Button } from '../components/button.tsx';
import { actionOf, CaseFrame } from '../components/case-frame.tsx';
import { CaseHead } from '../components/case-head.tsx';
import { Due } from '../components/due.tsx';
import { TextField } from '../components/field.tsx';
import { Card, Empty, Note } from '../components/frame.tsx';
import { useKept } from '../components/kept.ts';
import { useMessages } from '../components/messages.tsx';
import { StandardSourceLink } from '../formal-review/standard-source-link.tsx';
import { useKeys } from '../keys/keyboard.tsx';
import { requestText as text } from '../requests/text.zh-CN.ts';
import { bodyOf, type ChecklistDraft, draftOf, emptyChecklist, faultsOf } from './checklist-draft.ts';
import { ChecklistEditor } from './checklist-editor.tsx';
import { checklistText } from './text.zh-CN.ts';
import '../requests/requests.css';

/** Where a case gets its standard: the home window answers, or the intake window copies the published guide. */
export default function StandardPage() {
  const [params] = useSearchParams();
  return (
    <CaseFrame>
      {(kase) => {
        const request = kase.requests.find(({ kind, open }) => kind === 'standard' && open);
        if (params.has('guide') && actionOf(kase, 'adoptGuide')) return <Guide kase={kase} />;
        return request && actionOf(kase, 'answerStandardRequest') ? (
          <Answer kase={kase} request={request} />
        ) : (
          <NotOpen kase={kase} />
        );
      }}
    </CaseFrame>
  );
}

function NotOpen({ kase }: { kase: CaseView }) {
  const navigate = useNavigate();
  const go = () => void navigate(`/cases/${kase.id}`);
  useKeys([{ key: 'Ctrl Enter', name: text.toCase, act: go }]);
  return (
    <>
      <CaseHead act={text.answerTitle} kase={kase} />
      <Card label={text.answerTitle}>
        <Empty
          icon="check"
          title={text.notOpenTitle}
          action={
            <Button kind="main" keys="Ctrl Enter" onPress={go}>
              {text.toCase}
            </Button>
          }
        >
          {text.notOpenWhy}
        </Empty>
      </Card>
    </>
  );
}

const startOf = ({ standard }: CaseView): ChecklistDraft =>
  standard.last ? draftOf(standard.last) : emptyChecklist();

function LastNote({ kase }: { kase: CaseView }) {
  const { last } = kase.standard;
  return last ? (
    <Note>
      {checklistText.last(
        shortDate(dayOf(last.givenAt)),
        [last.windowName ?? '', last.givenBy.name].join(' ').trim(),
      )}
    </Note>
  ) : null;
}

function Answer({ kase, request }: { kase: CaseView; request: WindowRequestView }) {
  const navigate = useNavigate();
  const { say } = useMessages();
  const [draft, setDraft, forget] = useKept(`standard.${request.id}`, startOf(kase));
  const [tried, setTried] = useState(false);
  const command = useCommand(kase.id);
  const faults = tried ? faultsOf(draft) : [];
  const send = () => {
    setTried(true);
    if (faultsOf(draft).length > 0 || command.isPending) return;
    command.run(
      { command: 'answerStandardRequest', body: { id: request.id, standard: bodyOf(draft) } },
      () => {
        forget();
        say(text.answered);
        void navigate(`/cases/${kase.id}`);
      },
    );
  };
  const back = () => void navigate(`/cases/${kase.id}`);
  useKeys([
    { key: 'Ctrl Enter', name: text.answer, act: send },
    { key: 'Esc', name: text.back, act: back },
  ]);
  return (
    <>
      <CaseHead act={text.answerTitle} kase={kase} />
      <div className="standard-page above-bar">
        <Card title={checklistText.materials}>
          <div className="pad stack">
            <LastNote kase={kase} />
            <ChecklistEditor value={draft} faults={faults} onChange={setDraft} />
          </div>
        </Card>
        <Card title={text.askedBy}>
          <div className="pad stack">
            <p>
              <b>{kase.item.name}</b>
              <span className="small block">
                {request.windowName} {request.by} · {shortMoment(request.askedAt)} · {kase.intake.phone}
              </span>
            </p>
            <p>
              <span className="small block">{text.askedWhat}</span>
              <span className="message-text">{request.text ?? text.noQuestion}</span>
            </p>
            {request.dueAt ? (
              <Due
                dueAt={request.dueAt}
                dueOn={request.dueAt.slice(0, 10)}
                overdue={request.overdue}
                provisional={false}
                rule="homeAnswer"
              />
            ) : null}
          </div>
        </Card>
      </div>
      <Bar
        faults={faults.length}
        error={command.error}
        busy={command.isPending}
        verb={text.answer}
        onSend={send}
        onBack={back}
      />
    </>
  );
}

type Source = { address: string; version: string };

function Guide({ kase }: { kase: CaseView }) {
  const navigate = useNavigate();
  const { say } = useMessages();
  const [draft, setDraft, forget] = useKept(`guide.${kase.id}`, startOf(kase));
  const [source, setSource] = useState<Source>({ address: '', version: '' });
  const [tried, setTried] = useState(false);
  const command = useCommand(kase.id);
  const wrong = {
    address: /^https?:\/\/\S+\.gov\.cn(?:[/:?#]|$)/.test(source.address.trim()) ? undefined : text.guideWrong,
    version: source.version.trim() === '' ? text.versionMissing : undefined,
  };
  const faults = tried ? faultsOf(draft) : [];
  const open = faults.length + (tried ? Object.values(wrong).filter((each) => each !== undefined).length : 0);
  const send = () => {
    setTried(true);
    const sound = faultsOf(draft).length === 0 && wrong.address === undefined && wrong.version === undefined;
    if (!sound || command.isPending) return;
    const body = {
      address: source.address.trim(),
      version: source.version.trim(),
      standard: bodyOf(draft),
    };
    command.run({ command: 'adoptGuide', body }, () => {
      forget();
      say(text.guideAdopted);
      void navigate(`/cases/${kase.id}/review`);
    });
  };
  const back = () => void navigate(`/cases/${kase.id}/review`);
  useKeys([
    { key: 'Ctrl Enter', name: text.adoptGuide, act: send },
    { key: 'Esc', name: text.back, act: back },
  ]);
  return (
    <>
      <CaseHead act={text.guideTitle} kase={kase} />
      <div className="standard-page above-bar">
        <Card title={checklistText.materials}>
          <div className="pad stack">
            <LastNote kase={kase} />
            <ChecklistEditor value={draft} faults={faults} onChange={setDraft} />
          </div>
        </Card>
        <Card title={text.guideSource}>
          <div className="pad stack">
            <p className="soft">{text.copyOver}</p>
            <StandardSourceLink standard={kase.standard} />
            <TextField
              label={text.guideAddress}
              hint={text.guideAddressHint}
              maxLength={500}
              value={source.address}
              error={tried ? wrong.address : undefined}
              onChange={(address) => setSource({ ...source, address })}
            />
            <TextField
              label={text.guideVersion}
              hint={text.guideVersionHint}
              maxLength={100}
              value={source.version}
              error={tried ? wrong.version : undefined}
              onChange={(version) => setSource({ ...source, version })}
            />
          </div>
        </Card>
      </div>
      <Bar
        faults={open}
        error={command.error}
        busy={command.isPending}
        verb={text.adoptGuide}
        onSend={send}
        onBack={back}
      />
    </>
  );
}

function Bar(props: {
  faults: number;
  error: unknown;
  busy: boolean;
  verb: string;
  onSend: () => void;
  onBack: () => void;
}) {
  return (
    <div className="action-bar">
      <div>
        {props.faults > 0 ? (
          <b role="status">{text.faults(props.faults)}</b>
        ) : (
          <span className="small">{text.sendRule}</span>
        )}
        {props.error ? <Note tone="bad">{sentenceFor(props.error)}</Note> : null}
      </div>
      <div className="acts">
        <Button keys="Esc" onPress={props.onBack}>
          {text.back}
        </Button>
        <Button kind="main" keys="Ctrl Enter" busy={props.busy} onPress={props.onSend}>
          {props.verb}
        </Button>
      </div>
    </div>
  );
}
