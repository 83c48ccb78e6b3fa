import { useState } from 'react';
import type { CaseView } from '../../cases/core/case-view.ts';
import type { CommandName } from '../../regulation/lifecycle/index.ts';
import { Button } from '../components/button.tsx';
import { actionOf } from '../components/case-frame.tsx';
import { CorrectDialog } from '../decide/correct-dialog.tsx';
import { procedureText } from '../decide/procedure-text.zh-CN.ts';
import { SuspendDialog } from '../decide/suspension-dialogs.tsx';
import { RequestDialog } from '../home-supplement/request-dialog.tsx';
import { supplementText } from '../home-supplement/text.zh-CN.ts';
import { CorrectHomeDialog } from '../notice/correct-home-dialog.tsx';
import { ReinstateDialog, ReplaceReceiptDialog } from '../notice/correction-dialogs.tsx';
import { noticeText } from '../notice/text.zh-CN.ts';
import { withdrawalText } from '../withdrawal/text.zh-CN.ts';
import { WithdrawDialog } from '../withdrawal/withdrawal-dialogs.tsx';
import { MarkPriorityDialog, UnmarkPriorityDialog } from './priority-dialogs.tsx';
import { priorityText } from './priority-text.zh-CN.ts';

const acts = [
  { command: 'correctHomeRegion', name: noticeText.correctHome, Dialog: CorrectHomeDialog },
  { command: 'replaceIntakeReceipt', name: noticeText.receipt, Dialog: ReplaceReceiptDialog },
  { command: 'reinstateCase', name: noticeText.reinstate, Dialog: ReinstateDialog },
  { command: 'requestHomeSupplement', name: supplementText.ask, Dialog: RequestDialog },
  { command: 'suspendReview', name: procedureText.suspend, Dialog: SuspendDialog },
  { command: 'correctDecisionRecord', name: procedureText.correct, Dialog: CorrectDialog },
  { command: 'withdrawCase', name: withdrawalText.withdraw, Dialog: WithdrawDialog },
  { command: 'markPriority', name: priorityText.mark, Dialog: MarkPriorityDialog },
  { command: 'unmarkPriority', name: priorityText.unmark, Dialog: UnmarkPriorityDialog },
] as const satisfies readonly { command: CommandName; name: string; Dialog: unknown }[];

/** Acts off the usual way, each a small button of the case's head, or of ordinary size in the bar of a page. */
export function RareActs({ kase, only, inBar = false }: RareActsProps) {
  const [open, setOpen] = useState<CommandName>();
  const shown = acts.filter(
    ({ command }) => (only === undefined || only.includes(command)) && actionOf(kase, command),
  );
  const chosen = shown.find(({ command }) => command === open);
  return (
    <>
      {shown.map(({ command, name }) => (
        <Button
          key={command}
          small={!inBar}
          blocked={actionOf(kase, command)?.blocked?.sentence}
          onPress={() => setOpen(command)}
        >
          {name}
        </Button>
      ))}
      {chosen ? <chosen.Dialog kase={kase} onClose={() => setOpen(undefined)} /> : null}
    </>
  );
}

type RareActsProps = { kase: CaseView; only?: readonly CommandName[]; inBar?: boolean };
