import { useState } from 'react';
import { useNavigate } from 'react-router';
import { type OriginalsScope, useOriginals, useWaitingParcels } from '../api/custody.ts';
import { useSession } from '../api/session.ts';
import { Card, Empty, ReadFailed, Skeleton } from '../components/frame.tsx';
import { useKeys } from '../keys/keyboard.tsx';
import { HeldTable } from './held-table.tsx';
import { custodyPageText as text } from './text.zh-CN.ts';
import { WaitingCard } from './waiting-card.tsx';
import '../case-page/case-page.css';
import './custody.css';

/** 原件与邮件: what this window holds of other people's, and what waits for the carrier. */
export default function CustodyPage() {
  const navigate = useNavigate();
  const { data: session } = useSession();
  const grants = session?.grants ?? [];
  const works = grants.some(({ role }) => role === 'windowClerk' || role === 'windowLead');
  const answers = grants.some(({ role }) => role === 'windowLead' || role === 'serviceAdministration');
  const [scope, setScope] = useState<OriginalsScope>(works ? 'window' : 'region');
  useKeys([{ key: 'Esc', name: text.back, act: () => void navigate('/') }]);
  return (
    <>
      <div className="page-head">
        <h1>{text.title}</h1>
      </div>
      <div className="stack">
        {works ? <Waiting /> : null}
        <Held scope={scope} onScope={works && answers ? setScope : undefined} />
      </div>
    </>
  );
}

function Waiting() {
  const waiting = useWaitingParcels(true);
  if (waiting.error) return <ReadFailed error={waiting.error} retry={() => void waiting.refetch()} />;
  if (!waiting.data) return <Skeleton rows={3} />;
  return <WaitingCard {...waiting.data} />;
}

const scopes = ['window', 'region'] as const;

function Held(props: { scope: OriginalsScope; onScope: ((scope: OriginalsScope) => void) | undefined }) {
  const { scope, onScope } = props;
  const { data, error, isPending, refetch } = useOriginals(scope);
  return (
    <Card
      title={text.held}
      aside={
        onScope ? (
          <div className="row">
            {scopes.map((each) => (
              <button
                key={each}
                type="button"
                className="link-button"
                aria-pressed={each === scope}
                onClick={() => onScope(each)}
              >
                {text.scope[each]}
              </button>
            ))}
          </div>
        ) : undefined
      }
    >
      {error ? <ReadFailed error={error} retry={() => void refetch()} /> : null}
      {isPending && !error ? <Skeleton rows={5} /> : null}
      {data && data.originals.length === 0 ? (
        <Empty icon="check" title={text.heldNone}>
          {text.heldNoneWhy}
        </Empty>
      ) : null}
      {data && data.originals.length > 0 ? <HeldTable {...data} /> : null}
    </Card>
  );
}
