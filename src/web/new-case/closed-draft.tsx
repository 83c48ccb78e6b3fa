import { useNavigate } from 'react-router';
import type { CaseView } from '../../cases/core/case-view.ts';
import type { Draft } from '../api/intake.ts';
import { Button } from '../components/button.tsx';
import { Card, Note } from '../components/frame.tsx';
import { useDiscarding } from './registering.ts';
import { newCaseText as text } from './text.zh-CN.ts';

/** What was typed, under the words of the form. */
function typed({ form }: Draft): [string, string][] {
  const { applicant, agent, contact, answers = {}, delivery } = form;
  const rows: [string, string | undefined][] = [
    [text.closed.applicant, applicant && `${applicant.name} ${applicant.identityNumber}`],
    [text.closed.agent, agent && `${agent.name} ${agent.identityNumber}`],
    [text.closed.contact, contact && `${contact.name} ${contact.phone}`],
    [text.closed.answers, Object.values(answers).join('、') || undefined],
    [text.closed.address, delivery?.address?.address],
  ];
  return rows.filter((row): row is [string, string] => row[1] !== undefined);
}

/** A draft whose matter was withdrawn from the lists: to be read and cleared, no more to be written. */
export function ClosedDraft({ kase, draft }: { kase: CaseView; draft: Draft }) {
  const navigate = useNavigate();
  const discarding = useDiscarding();
  const clear = () => discarding.mutate(async () => kase.id, { onSuccess: () => void navigate('/') });
  return (
    <Card title={`${kase.item.name}（${kase.option.name}）`} label={text.closed.label}>
      <div className="pad">
        <Note tone="warn">{draft.closedBecause}</Note>
        <dl className="facts">
          {typed(draft).map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <div className="actions">
          <Button kind="main" onPress={() => void navigate('/new')}>
            {text.closed.another}
          </Button>
          <Button onPress={clear}>{text.closed.clear}</Button>
        </div>
      </div>
    </Card>
  );
}
