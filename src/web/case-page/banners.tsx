import { useState } from 'react';
import type { CaseView } from '../../cases/core/case-view.ts';
import { shortMoment } from '../../regulation/shanghai-time.ts';
import { Button } from '../components/button.tsx';
import { actionOf } from '../components/case-frame.tsx';
import { Note } from '../components/frame.tsx';
import { procedureText } from '../decide/procedure-text.zh-CN.ts';
import { namedDay } from '../time/due-words.ts';
import { useNow } from '../time/now.tsx';
import { withdrawalText } from '../withdrawal/text.zh-CN.ts';
import { ConfirmWithdrawalDialog, TakeBackDialog } from '../withdrawal/withdrawal-dialogs.tsx';
import { bannerText as text } from './banner-text.zh-CN.ts';

/** What stops or ends a case, on top of its page: a special procedure, a withdrawal that waits, a withdrawn case. */
export function CaseBanners({ kase }: { kase: CaseView }) {
  return (
    <>
      <WithdrawalBanner kase={kase} />
      <SuspensionBanner kase={kase} />
    </>
  );
}

function SuspensionBanner({ kase }: { kase: CaseView }) {
  const now = useNow();
  const open = kase.suspensions.find(({ endOn }) => endOn === undefined);
  if (!open) return null;
  return (
    <div className="case-banner">
      <Note tone="warn" icon="pause">
        <b>
          {procedureText.bannerSuspended(
            open.typeLabel,
            namedDay(open.startOn, now),
            namedDay(open.expectedEndOn, now),
          )}
        </b>
        <PausedLimits kase={kase} />
      </Note>
    </div>
  );
}

/** Both dates of each limit that stood still. */
export function PausedLimits({ kase }: { kase: CaseView }) {
  const now = useNow();
  return kase.pausedLimits.map(({ rule, title, withoutPauses, withPauses, expected }) => (
    <span key={rule} className="block">
      {procedureText.bannerLimit(
        title,
        namedDay(withoutPauses, now, true),
        namedDay(withPauses, now, true),
        expected,
      )}
    </span>
  ));
}

function WithdrawalBanner({ kase }: { kase: CaseView }) {
  const now = useNow();
  const [dialog, setDialog] = useState<'confirm' | 'takeBack'>();
  const { withdrawal } = kase;
  if (!withdrawal || withdrawal.state === 'takenBack') return null;
  const at = shortMoment(withdrawal.at, Number(now.slice(0, 4)));
  if (withdrawal.state === 'confirmed') {
    return (
      <div className="case-banner">
        <Note icon="slashed">
          <b>{text.withdrawn(at)}</b>
          {withdrawal.reason === undefined ? null : (
            <span className="block">{text.reason(withdrawal.reason)}</span>
          )}
        </Note>
      </div>
    );
  }
  const answer = kase.deadlines.find(({ rule }) => rule === 'withdrawalAnswer');
  const close = () => setDialog(undefined);
  return (
    <div className="case-banner">
      <Note tone="warn" icon="alert">
        <b>{text.requested(at)}</b>
        <span className="block">
          {answer ? text.answerBy(namedDay(answer.dueOn, now, true)) : ''}
          {withdrawal.reason === undefined ? '' : text.reason(withdrawal.reason)}
        </span>
        {actionOf(kase, 'confirmWithdrawal') ? (
          <Button kind="main" small onPress={() => setDialog('confirm')}>
            {withdrawalText.confirm}
          </Button>
        ) : null}
        {actionOf(kase, 'cancelWithdrawal') ? (
          <Button small onPress={() => setDialog('takeBack')}>
            {withdrawalText.takeBack}
          </Button>
        ) : null}
      </Note>
      {dialog === 'confirm' ? <ConfirmWithdrawalDialog kase={kase} onClose={close} /> : null}
      {dialog === 'takeBack' ? <TakeBackDialog kase={kase} onClose={close} /> : null}
    </div>
  );
}
