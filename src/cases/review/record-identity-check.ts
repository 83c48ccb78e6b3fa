import { object, oneOf, type Static, Type } from '../../platform/schema.ts';
import type { Case } from '../core/case.ts';
import { command, noFacts, refuse } from '../core/command.ts';

/** How an identity can be verified at a window. */
export const identityMethods = {
  documentReader: '读卡器',
  visual: '人工核对证件',
  eLicence: '电子证照',
  face: '人像比对',
} as const;

const IdentityCheckInput = object({
  method: Type.String({ maxLength: 40, description: Object.keys(identityMethods).join('、') }),
  subject: oneOf(['applicant', 'agent']),
  passed: Type.Boolean(),
});

/** Third failure in a row: the window lead is told. */
export const failuresBeforeAlert = 3;

const authorisation = /授权委托书|介绍信/;

/**
 * Whether the agent's authorisation was handed in and judged good. Which paper proves it is the standard's to say; where
 * it asks for none, the agent acts by law, as a guardian does.
 */
export const hasAuthorisation = (kase: Case): boolean =>
  kase.lines.filter(({ name }) => authorisation.test(name)).every(({ verdict }) => verdict === 'passed');

/** Records a check of the applicant's or the agent's identity (C.1, 5): method, result, time — never an image. */
export const recordIdentityCheck = command<
  'recordIdentityCheck',
  Static<typeof IdentityCheckInput>,
  undefined
>({
  name: 'recordIdentityCheck',
  input: IdentityCheckInput,
  summary: '登记身份核验',
  example: { method: 'documentReader', subject: 'applicant', passed: true },
  facts: noFacts,
  decide(kase, { method, subject, passed }) {
    if (!Object.hasOwn(identityMethods, method)) return refuse('method-unknown');
    if (subject === 'agent' && !kase.personal?.agent) {
      return refuse('authorisation-missing', { detail: '本件没有登记代理人。' });
    }
    if (subject === 'agent' && passed && !hasAuthorisation(kase)) return refuse('authorisation-missing');
    const earlier = kase.identityChecks.filter((check) => check.subject === subject).length;
    return {
      events: [{ type: 'identityCheckRecorded', data: { method, subject, passed, attempt: earlier + 1 } }],
    };
  },
});
