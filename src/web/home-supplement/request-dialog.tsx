import { useState } from 'react';
import type { CaseView } from '../../cases/core/case-view.ts';
import { useCommand } from '../api/cases.ts';
import { ActDialog } from '../components/act-dialog.tsx';
import { actionOf } from '../components/case-frame.tsx';
import { useKept } from '../components/kept.ts';
import { useMessages } from '../components/messages.tsx';
import { useDueDay } from './due-days.tsx';
import { bodyOf, emptyRequest, lackingIn } from './request-draft.ts';
import { askedBefore, RequestFields } from './request-fields.tsx';
import { supplementText as text } from './text.zh-CN.ts';

/** 要求补正 during the review, in a dialog. */
export function RequestDialog({ kase, onClose }: { kase: CaseView; onClose: () => void }) {
  const { say } = useMessages();
  const [draft, setDraft, forget] = useKept(`supplement.${kase.id}`, emptyRequest);
  const [tried, setTried] = useState(false);
  const request = useCommand(kase.id);
  const due = useDueDay(kase.home.regionCode, draft.days).data;
  const again = askedBefore(kase);
  const blocked = actionOf(kase, 'requestHomeSupplement')?.blocked?.sentence;
  const go = () => {
    setTried(true);
    if (blocked !== undefined || request.isPending || !due || lackingIn(draft, again)) return;
    request.run({ command: 'requestHomeSupplement', body: bodyOf(draft, due.dueOn, again) }, () => {
      forget();
      say(text.asked);
      onClose();
    });
  };
  return (
    <ActDialog
      title={text.askTitle}
      verb={text.askVerb}
      safe={text.notAsk}
      blocked={blocked}
      busy={request.isPending}
      error={request.error}
      onAct={go}
      onClose={onClose}
    >
      <RequestFields kase={kase} value={draft} tried={tried} again={again} due={due} onChange={setDraft} />
    </ActDialog>
  );
}
