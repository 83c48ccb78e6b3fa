import { checkPlainText } from '../../platform/plain-text.ts';
import { InstantText, object, oneOf, type Static, Type } from '../../platform/schema.ts';
import { type Instant, parseInstant } from '../../regulation/instant.ts';
import type { Case, Handed, Parcel } from '../core/case.ts';
import { command, type Decision, refuse } from '../core/command.ts';
import { asAsked, countsFit, HandedIn, handBackFault } from '../review/handed-in.ts';
import { plainWaybill } from '../transfer/waybill.ts';
import { isInTimeFor, type SupplementEnd, supplementEnd } from './in-time.ts';
import { currentNotice, missingLines } from './notice.ts';

const HandInInput = object({
  way: oneOf(['counter', 'post']),
  waybill: Type.Optional(Type.String({ minLength: 1, maxLength: 40, description: '邮寄的，填运单号' })),
  collectedAt: Type.Optional(InstantText),
  pieces: Type.Array(
    object({ lineId: Type.String({ minLength: 1, maxLength: 80 }), received: Type.Optional(HandedIn) }),
    { maxItems: 100, description: '每项补正材料收到了什么' },
  ),
  extras: Type.Optional(
    Type.Array(Type.String({ maxLength: 100 }), {
      maxItems: 20,
      description: '告知书以外的附加材料，不算补正',
    }),
  ),
});
type HandInInput = Static<typeof HandInInput>;

type Refused = Extract<Decision<'handInSupplement'>, { refusal: unknown }>;

const invalid = (pointer: string, detail: string): Refused =>
  refuse('field-invalid', { errors: [{ pointer, detail }] });

/** The applicant's parcel with this number. */
const parcelOf = (kase: Case, waybill = ''): Parcel | undefined =>
  kase.parcels.find(({ purpose, waybill: own }) => purpose === 'supplement' && own === plainWaybill(waybill));

/** When the pieces count as handed in: at the counter now, by post when the carrier collected them. */
function occurredAt(
  kase: Case,
  input: HandInInput,
  end: SupplementEnd,
  now: Instant,
): { at: Instant } | Refused {
  const named = input.pieces.map(({ lineId }) => lineId);
  if (input.way === 'counter') {
    return isInTimeFor(end, now, named) ? { at: now } : refuse('supplement-due-passed');
  }
  const parcel = parcelOf(kase, input.waybill);
  if (!parcel) return refuse('waybill-unknown');
  const told = input.collectedAt === undefined ? undefined : parseInstant(input.collectedAt);
  if (
    input.collectedAt !== undefined &&
    (!told || told > now || told < (kase.submittedAt ?? kase.openedAt))
  ) {
    return invalid('/collectedAt', '揽收时间应在办件登记以后、现在以前，且要带时区。');
  }
  // Without any mark of the carrier the arrival itself is the first sign of it.
  const at = parcel.collectedAt ?? told ?? parcel.deliveredAt ?? now;
  const lineIds = named.length > 0 ? named : parcel.packed.map(({ lineId }) => lineId);
  return isInTimeFor(end, at, lineIds) ? { at } : refuse('collected-too-late');
}

/** What was counted for each line named; a line that stands in no notice satisfies nothing. */
function piecesOf(
  kase: Case,
  input: HandInInput,
  named: readonly string[],
): Record<string, Handed> | Refused {
  const received: Record<string, Handed> = {};
  for (const { lineId, received: counted } of input.pieces) {
    const line = kase.lines.find(({ id }) => id === lineId);
    if (!line || !named.includes(lineId)) return refuse('line-not-named');
    const handed = counted ?? asAsked(line);
    if (!countsFit(handed))
      return invalid(`/pieces/${lineId}`, '份数应为 0 到 99，且原件、复印件至少 1 份。');
    if (!line.media.includes(handed.medium)) return invalid(`/pieces/${lineId}`, '这一项不收这种形式。');
    const [kept] = handBackFault(line, handed) ?? [];
    if (kept) return invalid(`/pieces/${lineId}`, kept.detail);
    received[lineId] = handed;
  }
  return received;
}

/**
 * Takes pieces of a supplement in, all or in parts, at the counter or from a parcel (C.1, 11). When every line named
 * has a piece, the review goes on with exactly these lines; what they are worth is judged there (OP-68).
 */
export const handInSupplement = command<'handInSupplement', HandInInput, { end: SupplementEnd | undefined }>({
  name: 'handInSupplement',
  input: HandInInput,
  summary: '收补正材料（可分次，可邮寄）',
  example: { way: 'counter', pieces: [{ lineId: '048-1-m-photo' }] },
  facts: async (sources, kase) => ({ end: await supplementEnd(sources, kase) }),
  decide(kase, input, { end }, { now }) {
    const notice = currentNotice(kase);
    if (!notice || !end) return refuse('illegal-transition');
    const time = occurredAt(kase, input, end, now);
    if ('refusal' in time) return time;
    const extras = (input.extras ?? []).map((text) => checkPlainText(text, { max: 100, min: 2 }));
    const bad = extras.find((each) => !each.valid);
    if (bad && !bad.valid) return invalid('/extras', bad.reason);
    if (input.way === 'counter' && input.pieces.length + extras.length === 0) {
      return invalid('/pieces', '还没有登记收到了哪一项。');
    }
    const received = piecesOf(kase, input, notice.lineIds);
    if ('refusal' in received) return received as Refused;
    const lineIds = Object.keys(received);
    const parcel = input.way === 'post' ? parcelOf(kase, input.waybill) : undefined;
    const isComplete = missingLines(kase, notice).every(({ id }) => lineIds.includes(id));
    return {
      events: [
        {
          type: 'supplementHandedIn',
          data: {
            lineIds,
            received,
            way: input.way,
            ...(parcel ? { waybill: parcel.waybill } : {}),
            occurredAt: time.at,
          },
          ...(extras.length > 0
            ? { personal: { extras: extras.flatMap((each) => (each.valid ? [each.normalized] : [])) } }
            : {}),
        },
        ...(isComplete ? [{ type: 'supplementCompleted' as const, data: {} }] : []),
      ],
      to: isComplete ? 'formalReview' : kase.state,
    };
  },
});
