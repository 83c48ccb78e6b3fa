import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { CaseView } from '../../cases/core/case-view.ts';
import { useCommand } from '../api/cases.ts';
import { sentenceFor } from '../api/problem.ts';
import { CaseBanners } from '../case-page/banners.tsx';
import { DeadlinesCard } from '../case-page/reference-cards.tsx';
import { Button } from '../components/button.tsx';
import { actionOf, CaseFrame } from '../components/case-frame.tsx';
import { CaseHead } from '../components/case-head.tsx';
import { Card, Empty } from '../components/frame.tsx';
import { useKeys } from '../keys/keyboard.tsx';
import { Decide } from './decide-form.tsx';
import { MaterialsCard } from './materials-card.tsx';
import { procedureText } from './procedure-text.zh-CN.ts';
import { ResumeDialog } from './suspension-dialogs.tsx';
import { decideText as text } from './text.zh-CN.ts';
import '../case-page/case-page.css';
import '../home-accept/accept.css';
import './decide.css';

/** 审批决定: an opinion on every point, then the decision. */
export default function DecidePage() {
  return (
    <CaseFrame>
      {(kase) => {
        if (actionOf(kase, 'recordOpinion')) return <Decide kase={kase} />;
        if (actionOf(kase, 'startReview')) return <Start kase={kase} />;
        if (actionOf(kase, 'resumeReview')) return <Suspended kase={kase} />;
        return <Elsewhere kase={kase} />;
      }}
    </CaseFrame>
  );
}

function Elsewhere({ kase }: { kase: CaseView }) {
  const navigate = useNavigate();
  return (
    <>
      <CaseHead act={text.title} kase={kase} />
      <Card label={text.title}>
        <Empty
          icon="lock"
          title={text.notHere}
          action={<Button onPress={() => void navigate(`/cases/${kase.id}`)}>{text.toCase}</Button>}
        >
          {text.notHereWhy}
        </Empty>
      </Card>
    </>
  );
}

/** The clock stands still: nothing can be decided before the procedure has ended. */
function Suspended({ kase }: { kase: CaseView }) {
  const navigate = useNavigate();
  const [resuming, setResuming] = useState(false);
  useKeys([
    { key: 'Ctrl Enter', name: procedureText.resume, act: () => setResuming(true) },
    { key: 'Esc', name: text.back, act: () => void navigate(`/cases/${kase.id}`) },
  ]);
  return (
    <>
      <CaseHead act={text.title} kase={kase} />
      <CaseBanners kase={kase} />
      <div className="two-columns">
        <Card label={text.title}>
          <Empty
            icon="pause"
            title={procedureText.waiting}
            action={
              <Button kind="main" keys="Ctrl Enter" onPress={() => setResuming(true)}>
                {procedureText.resume}
              </Button>
            }
          >
            {procedureText.waitingWhy}
          </Empty>
        </Card>
        <aside className="stack">
          <DeadlinesCard kase={kase} />
          <MaterialsCard kase={kase} />
        </aside>
      </div>
      {resuming ? <ResumeDialog kase={kase} onClose={() => setResuming(false)} /> : null}
    </>
  );
}

function Start({ kase }: { kase: CaseView }) {
  const start = useCommand(kase.id);
  const blocked = actionOf(kase, 'startReview')?.blocked?.sentence;
  const go = () => {
    if (blocked === undefined && !start.isPending) start.run({ command: 'startReview' });
  };
  useKeys([{ key: 'Ctrl Enter', name: text.start, act: go }]);
  return (
    <>
      <CaseHead act={text.title} kase={kase} />
      <div className="two-columns">
        <Card label={text.title}>
          <Empty
            icon="document"
            title={blocked ?? text.startWhy}
            action={
              <Button kind="main" keys="Ctrl Enter" blocked={blocked} busy={start.isPending} onPress={go}>
                {text.start}
              </Button>
            }
          >
            {start.error ? sentenceFor(start.error) : undefined}
          </Empty>
        </Card>
        <aside className="stack">
          <DeadlinesCard kase={kase} />
          <MaterialsCard kase={kase} />
        </aside>
      </div>
    </>
  );
}
