import { useState } from 'react';
import type { CaseView } from '../../cases/core/case-view.ts';
import type { WindowRequestView } from '../../cases/requests/present-requests.ts';
import { useCommand } from '../api/cases.ts';
import { errorAt } from '../api/problem.ts';
import { useSettingHere } from '../api/settings.ts';
import { ActDialog } from '../components/act-dialog.tsx';
import { Check, ChoiceField, TextArea } from '../components/field.tsx';
import { useMessages } from '../components/messages.tsx';
import { AttachField } from './attach-field.tsx';
import { requestText as text } from './text.zh-CN.ts';

const shortest = 2;
const isShort = (words: string): boolean => [...words.trim()].length < shortest;

/** Asks the home window for its standard. */
export function AskStandardDialog({ kase, onClose }: { kase: CaseView; onClose: () => void }) {
  const [question, setQuestion] = useState('');
  const hours = useSettingHere('homeAnswer', kase, 'home');
  const { say } = useMessages();
  const command = useCommand(kase.id);
  const ask = () =>
    command.run(
      {
        command: 'requestStandard',
        body: question.trim() === '' ? {} : { question: question.trim() },
      },
      () => {
        say(text.asked);
        onClose();
      },
    );
  return (
    <ActDialog
      title={text.askTitle}
      verb={text.ask}
      safe={text.notAsk}
      blocked={undefined}
      busy={command.isPending}
      error={command.error}
      onAct={ask}
      onClose={onClose}
    >
      <p className="soft">{text.askWhy(kase.home.regionName, hours)}</p>
      <TextArea
        label={text.question}
        optional
        hint={text.questionHint}
        maxLength={500}
        rows={3}
        value={question}
        focusRef={(element) => element?.setAttribute('data-first', '')}
        onChange={setQuestion}
      />
    </ActDialog>
  );
}

/** Writes to the other window: a question with a clock, or a note. */
export function WriteDialog(props: {
  kase: CaseView;
  to: string;
  lineId?: string | undefined;
  onClose: () => void;
}) {
  const { kase, to, onClose } = props;
  const [words, setWords] = useState('');
  // Who is asked answers in its own hours: the other side.
  const hours = useSettingHere('homeAnswer', kase, to === kase.intake.windowName ? 'intake' : 'home');
  const [needsAnswer, setNeedsAnswer] = useState(true);
  const [lineId, setLineId] = useState(props.lineId ?? '');
  const [uploadIds, setUploadIds] = useState<readonly string[]>([]);
  const { say } = useMessages();
  const command = useCommand(kase.id);
  const blocked = isShort(words) ? text.messageHint : undefined;
  const send = () => {
    if (blocked !== undefined) return;
    const body = {
      text: words.trim(),
      needsAnswer,
      ...(lineId === '' ? {} : { lineId }),
      ...(uploadIds.length === 0 ? {} : { uploadIds }),
    };
    command.run({ command: 'askOtherWindow', body }, () => {
      say(text.sent);
      onClose();
    });
  };
  return (
    <ActDialog
      title={text.writeTo(to)}
      verb={text.send}
      safe={text.notSend}
      blocked={blocked}
      busy={command.isPending}
      error={command.error}
      onAct={send}
      onClose={onClose}
    >
      <TextArea
        label={text.message}
        hint={text.messageHint}
        maxLength={500}
        rows={4}
        value={words}
        focusRef={(element) => element?.setAttribute('data-first', '')}
        onChange={setWords}
      />
      {kase.lines.length > 0 ? (
        <ChoiceField
          label={text.about}
          value={lineId}
          choices={[
            { value: '', name: text.wholeCase },
            ...kase.lines.map(({ id, name }) => ({ value: id, name })),
          ]}
          onChange={setLineId}
        />
      ) : null}
      <AttachField ids={uploadIds} fault={errorAt(command.error, '/uploadIds')} onChange={setUploadIds} />
      <Check checked={needsAnswer} onChange={setNeedsAnswer}>
        {text.needsAnswer}
        <span className="small block">{text.needsAnswerNote(hours)}</span>
      </Check>
    </ActDialog>
  );
}

/** The substantive reply that stops the clock. */
export function ReplyDialog(props: { kase: CaseView; asked: WindowRequestView; onClose: () => void }) {
  const { kase, asked, onClose } = props;
  const [words, setWords] = useState('');
  const [uploadIds, setUploadIds] = useState<readonly string[]>([]);
  const { say } = useMessages();
  const command = useCommand(kase.id);
  const blocked = isShort(words) ? text.messageHint : undefined;
  const send = () => {
    if (blocked !== undefined) return;
    const body = {
      id: asked.id,
      text: words.trim(),
      ...(uploadIds.length === 0 ? {} : { uploadIds }),
    };
    command.run({ command: 'answerOtherWindow', body }, () => {
      say(text.replied);
      onClose();
    });
  };
  return (
    <ActDialog
      title={text.replyTitle}
      verb={text.reply}
      safe={text.notSend}
      blocked={blocked}
      busy={command.isPending}
      error={command.error}
      onAct={send}
      onClose={onClose}
    >
      {asked.text ? <blockquote className="quoted">{asked.text}</blockquote> : null}
      <TextArea
        label={text.yourReply}
        hint={text.messageHint}
        maxLength={500}
        rows={4}
        value={words}
        focusRef={(element) => element?.setAttribute('data-first', '')}
        onChange={setWords}
      />
      <AttachField ids={uploadIds} fault={errorAt(command.error, '/uploadIds')} onChange={setUploadIds} />
    </ActDialog>
  );
}
