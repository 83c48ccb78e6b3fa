import type { Answers } from './check-answers.ts';
import type { Binding, DeliveryWay, FormField } from './standard.ts';

/** The facts of a case that its form repeats. */
export type BoundFacts = {
  readonly applicant: { readonly name: string; readonly identityNumber: string };
  readonly agent?: { readonly name: string; readonly identityNumber: string } | undefined;
  readonly contact: { readonly phone: string };
  /** Six-digit code. */
  readonly homeRegion: string;
  readonly delivery?: { readonly way: DeliveryWay; readonly address?: string | undefined } | undefined;
};

/** How the forms word the ways of delivery. */
const wayWords: Record<DeliveryWay, string> = {
  mail: '邮寄送达',
  pickUpAtIntake: '窗口领取',
  pickUpAtHome: '窗口领取',
};

const factOf: Record<Binding, (facts: BoundFacts) => string | undefined> = {
  'applicant.name': ({ applicant }) => applicant.name,
  'applicant.identityNumber': ({ applicant }) => applicant.identityNumber,
  'agent.name': ({ agent }) => agent?.name,
  'agent.identityNumber': ({ agent }) => agent?.identityNumber,
  'contact.phone': ({ contact }) => contact.phone,
  homeRegion: ({ homeRegion }) => homeRegion,
  'delivery.way': ({ delivery }) => delivery && wayWords[delivery.way],
  'delivery.address': ({ delivery }) => delivery?.address,
};

/** The whole form as it is shown and printed: the answers given, and the bound fields filled from the case. */
export function withBoundAnswers(form: readonly FormField[], answers: Answers, facts: BoundFacts): Answers {
  const bound = form.flatMap(({ id, binding }) => {
    const fact = binding && factOf[binding](facts);
    return fact === undefined ? [] : [[id, fact] as const];
  });
  return { ...answers, ...Object.fromEntries(bound) };
}
