import { object, oneOf, type Static, Type } from '../../platform/schema.ts';
import type { Case } from '../core/case.ts';
import { command, noFacts, refuse } from '../core/command.ts';
import { identityMethods } from '../review/record-identity-check.ts';

const HandOverInput = object({
  identityMethod: Type.Optional(oneOf(Object.keys(identityMethods))),
  identityPassed: Type.Optional(Type.Boolean()),
  signature: Type.Optional(oneOf(['pad', 'paper', 'fingerprint'])),
});

const placed = (kase: Case): 'intake' | 'home' | undefined =>
  kase.result?.arrivedAt && (kase.result.place === 'intake' || kase.result.place === 'home')
    ? kase.result.place
    : undefined;

/** Hands the result over at a window, against identity check and signature (C.1, 32; R-114). */
export const handOverResult = command<'handOverResult', Static<typeof HandOverInput>, undefined>({
  name: 'handOverResult',
  input: HandOverInput,
  summary: '窗口交付结果',
  example: { identityMethod: 'documentReader', identityPassed: true, signature: 'pad' },
  facts: noFacts,
  blocked(kase) {
    if (kase.result?.deliveredAt) return 'already-delivered';
    return placed(kase) ? undefined : 'result-not-here';
  },
  decide(kase, { identityMethod, identityPassed, signature }, _facts, { now, capacities }) {
    if (kase.result?.deliveredAt) return refuse('already-delivered');
    const place = placed(kase);
    if (!place || !capacities.has(place === 'intake' ? 'intakeClerk' : 'homeClerk'))
      return refuse('result-not-here');
    if (!identityMethod || identityPassed === false) return refuse('identity-not-passed');
    if (!signature) return refuse('signature-missing');
    return {
      events: [
        { type: 'resultHandedOver', data: { at: place, identityMethod, signature } },
        { type: 'resultDelivered', data: { occurredAt: now } },
      ],
    };
  },
});
