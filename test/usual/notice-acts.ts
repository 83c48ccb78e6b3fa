import { currentNotice, missingLines } from '../../src/cases/notice/notice.ts';
import type { UsualInputs } from '../case-acts.ts';
import { secondPersons } from '../case-facts.ts';

const signed = { applicantSignature: { kind: 'paper' }, handlerSigned: true };

const missing = (kase: Parameters<NonNullable<UsualInputs['handInSupplement']>>[0]): string[] => {
  const notice = currentNotice(kase);
  return notice ? missingLines(kase, notice).map(({ id }) => id) : [];
};

/** How a notice is usually issued, replaced, voided, answered, and a case taken up again. */
export const noticeActs = {
  issueOneTimeNotice: () => ({ days: 15, ...signed }),
  replaceOneTimeNotice: () => ({ days: 30, reason: '申请人在外地，延长补正期限', ...signed }),
  voidOneTimeNotice: () => ({ reason: '复核后材料符合要求，无需补正' }),
  registerInboundParcel: (kase, { nextWaybill }) => ({
    waybill: nextWaybill(),
    carrier: 'ems',
    lineIds:
      kase.state === 'returnedForSupplement'
        ? missing(kase)
        : (kase.homeSupplements.at(-1)?.points.map(({ id }) => id) ?? []),
  }),
  handInSupplement: (kase) => ({ way: 'counter', pieces: missing(kase).map((lineId) => ({ lineId })) }),
  deemAbandoned: () => ({}),
  reinstateCase: (kase) => ({
    ground: 'inTime',
    occurredAt: kase.abandoned
      ? `${kase.notices.at(-1)?.dueOn ?? kase.homeSupplements.at(-1)?.dueOn}T17:20:00.000+08:00`
      : undefined,
    lineIds:
      kase.abandoned?.by === 'homeSupplement'
        ? kase.homeSupplements.at(-1)?.points.map(({ id }) => id)
        : missing(kase),
    proof: '邮政收寄回执',
    reason: '邮件在期限内已揽收，运单号此前没有登记',
    confirmation:
      kase.abandoned?.by === 'homeSupplement' ? secondPersons.homeLead.token : secondPersons.intakeLead.token,
  }),
} satisfies UsualInputs;
