import { useState } from 'react';
import type { CaseView } from '../../cases/core/case-view.ts';
import { shortMoment } from '../../regulation/shanghai-time.ts';
import { useColleagues, useCommand } from '../api/cases.ts';
import { sentenceFor } from '../api/problem.ts';
import { ActDialog } from '../components/act-dialog.tsx';
import { actionOf } from '../components/case-frame.tsx';
import { ChoiceField } from '../components/field.tsx';
import { Card, Note } from '../components/frame.tsx';
import { Icon } from '../components/icon.tsx';
import { useMessages } from '../components/messages.tsx';
import { type Hand, handsOf } from './hands.ts';
import { handsText as text } from './hands-text.zh-CN.ts';

/** 经办人: in whose hands the case is by name at each post, with taking and giving it to somebody else. */
export function HandsCard({ kase }: { kase: CaseView }) {
  const { say } = useMessages();
  const [reassigning, setReassigning] = useState(false);
  const take = useCommand(kase.id);
  const hands = handsOf(kase);
  if (hands.length === 0) return null;
  return (
    <Card
      title={text.title}
      aside={
        actionOf(kase, 'reassignCase') ? (
          <button type="button" className="link-button" onClick={() => setReassigning(true)}>
            {text.reassign}
          </button>
        ) : undefined
      }
    >
      <ul className="document-list">
        {hands.map((hand) => (
          <li key={hand.post}>
            <Icon name="person" />
            <div>
              {text[hand.post]} ·{' '}
              {hand.person === undefined ? <span className="soft">{text.nobody}</span> : <b>{hand.person}</b>}
              {hand.own ? `（${text.me}）` : ''}
              {hand.since === undefined ? null : (
                <span className="small block">{text.since(shortMoment(hand.since))}</span>
              )}
            </div>
            <TakeButton
              hand={hand}
              busy={take.isPending}
              onTake={() =>
                take.run({ command: 'takeCase', body: { post: hand.post } }, () => say(text.taken))
              }
            />
          </li>
        ))}
      </ul>
      {take.error ? <Note tone="bad">{sentenceFor(take.error)}</Note> : null}
      {reassigning ? <ReassignDialog kase={kase} onClose={() => setReassigning(false)} /> : null}
    </Card>
  );
}

function TakeButton({ hand, busy, onTake }: { hand: Hand; busy: boolean; onTake: () => void }) {
  if (!hand.takeable) return <span />;
  return (
    <button type="button" className="link-button" disabled={busy} onClick={onTake}>
      {hand.person === undefined ? text.take : text.takeOver}
    </button>
  );
}

/** 改派: which post, and to whom. */
function ReassignDialog({ kase, onClose }: { kase: CaseView; onClose: () => void }) {
  const { say } = useMessages();
  const { data, error } = useColleagues(kase.id);
  const posts = data?.posts ?? [];
  const [post, setPost] = useState('');
  const [successor, setSuccessor] = useState('');
  const reassign = useCommand(kase.id);
  const chosen = posts.find((each) => each.post === post) ?? posts[0];
  const person = chosen?.staff.find(({ id }) => id === successor);
  const blocked = chosen && chosen.staff.length === 0 ? text.none : person ? undefined : text.missing;
  const send = () => {
    if (!chosen || !person || reassign.isPending) return;
    reassign.run({ command: 'reassignCase', body: { successor: person.id, post: chosen.post } }, () => {
      say(text.done(person.name));
      onClose();
    });
  };
  return (
    <ActDialog
      title={text.reassignTitle}
      verb={text.verb}
      safe={text.safe}
      blocked={blocked}
      busy={reassign.isPending}
      error={reassign.error ?? error}
      onAct={send}
      onClose={onClose}
    >
      <p className="soft">{text.reassignWhy}</p>
      <div className="field-grid">
        {posts.length > 1 ? (
          <ChoiceField
            label={text.post}
            name="post"
            value={chosen?.post ?? ''}
            choices={posts.map(({ post: value, name }) => ({ value, name }))}
            onChange={(value) => {
              setPost(value);
              setSuccessor('');
            }}
          />
        ) : null}
        <ChoiceField
          label={text.successor}
          name="successor"
          value={successor}
          empty={text.choose}
          choices={(chosen?.staff ?? []).map(({ id, name }) => ({ value: id, name }))}
          onChange={setSuccessor}
        />
      </div>
    </ActDialog>
  );
}
