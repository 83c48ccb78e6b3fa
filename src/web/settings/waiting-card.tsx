import { useState } from 'react';
import { chineseDate, shortMoment } from '../../regulation/shanghai-time.ts';
import type { ChangeView } from '../../settings/setting-view.ts';
import { useSettingAct } from '../api/settings.ts';
import { ActDialog } from '../components/act-dialog.tsx';
import { Button } from '../components/button.tsx';
import { TextField } from '../components/field.tsx';
import { Card, Empty } from '../components/frame.tsx';
import { useMessages } from '../components/messages.tsx';
import { settingsText as text } from './text.zh-CN.ts';

/** Changes that wait for somebody else's approval. */
export function WaitingCard({ changes }: { changes: readonly ChangeView[] }) {
  const [asked, setAsked] = useState<{ change: ChangeView; approved: boolean }>();
  return (
    <Card title={text.waiting}>
      {changes.length === 0 ? (
        <Empty icon="check" title={text.waitingNone}>
          {text.waitingNoneWhy}
        </Empty>
      ) : (
        <ul className="settings-waiting">
          {changes.map((change) => (
            <li key={change.id}>
              <div>
                <b>{change.title}</b> {text.change(change.scopeName, change.valueText)}，
                {text.from(chineseDate(change.validFrom))}
                <span className="small under">
                  {change.proposedByName} {shortMoment(change.proposedAt)}：{change.reason}
                </span>
                {change.notDecide === null ? null : <span className="small under">{change.notDecide}</span>}
              </div>
              <div className="row">
                {change.mayDecide ? (
                  <Button small kind="main" onPress={() => setAsked({ change, approved: true })}>
                    {text.approve}
                  </Button>
                ) : null}
                {change.mayDecide || change.notDecide !== null ? (
                  <Button small onPress={() => setAsked({ change, approved: false })}>
                    {text.reject}
                  </Button>
                ) : null}
              </div>
            </li>
          ))}
        </ul>
      )}
      {asked ? <DecideDialog {...asked} onClose={() => setAsked(undefined)} /> : null}
    </Card>
  );
}

function DecideDialog(props: { change: ChangeView; approved: boolean; onClose: () => void }) {
  const { change, approved, onClose } = props;
  const [note, setNote] = useState('');
  const act = useSettingAct();
  const { say } = useMessages();
  const day = chineseDate(change.validFrom);
  return (
    <ActDialog
      title={approved ? text.approveTitle(change.title) : text.rejectTitle(change.title)}
      verb={approved ? text.approve : text.reject}
      safe={text.safe}
      blocked={undefined}
      busy={act.isPending}
      error={act.error}
      onAct={() =>
        act.mutate(
          { decide: change.id, approved, note: note.trim() },
          {
            onSuccess: () => {
              say(approved ? text.approved(change.title, day) : text.rejected(change.title), 'ok');
              onClose();
            },
          },
        )
      }
      onClose={onClose}
    >
      <p>
        {text.change(change.scopeName, change.valueText)}，{text.from(day)}
      </p>
      <TextField label={text.note} optional value={note} onChange={setNote} maxLength={200} first />
    </ActDialog>
  );
}
