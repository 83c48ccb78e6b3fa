import { checkPlainText } from '../../platform/plain-text.ts';
import { object, oneOf, type Static, Type } from '../../platform/schema.ts';
import type { Case, Side } from '../core/case.ts';
import { command, noFacts, refuse } from '../core/command.ts';
import { carrierIds } from '../transfer/carriers.ts';
import { checkNewWaybill } from '../transfer/new-waybill.ts';
import { isClerkOf } from './clerk-of.ts';
import { isNeeded } from './originals.ts';
import { signatures } from './record-custody.ts';

const ReturnInput = object({
  lineIds: Type.Array(Type.String({ minLength: 1, maxLength: 80 }), { minItems: 1, maxItems: 100 }),
  way: oneOf(['counter', 'post']),
  receiver: Type.Optional(Type.String({ maxLength: 80, description: '接收人' })),
  signature: Type.Optional(oneOf(signatures)),
  waybill: Type.Optional(Type.String({ maxLength: 40 })),
  carrier: Type.Optional(oneOf(carrierIds)),
});

/** Why nothing can be given back at all: no window holds paper, or all of it is still needed. */
function nothingToReturn(kase: Case): 'original-not-in-custody' | 'original-still-needed' | undefined {
  const held = kase.lines.filter(({ paper }) => paper === 'intake' || paper === 'home');
  if (held.length === 0) return 'original-not-in-custody';
  return held.every((line) => isNeeded(kase, line)) ? 'original-still-needed' : undefined;
}

/** The one window that holds all of the lines; undefined when none does, or two do. */
function holderOf(kase: Case, lineIds: readonly string[]): Side | undefined {
  const places = new Set(lineIds.map((id) => kase.lines.find((line) => line.id === id)?.paper));
  const [place] = places;
  return places.size === 1 && (place === 'intake' || place === 'home') ? place : undefined;
}

/**
 * Gives originals back to the applicant (C.1, 32c): at the counter against signature, or by post. Only the window
 * that holds them can, and only once neither review nor archive needs them.
 */
export const returnOriginals = command<'returnOriginals', Static<typeof ReturnInput>, undefined>({
  name: 'returnOriginals',
  input: ReturnInput,
  summary: '把原件退给申请人',
  example: { lineIds: ['048-1-m-form'], way: 'counter', receiver: '罗晓梅', signature: 'pad' },
  facts: noFacts,
  blocked: nothingToReturn,
  decide(kase, { lineIds, way, receiver, signature, waybill, carrier }, _facts, { capacities }) {
    const nothing = nothingToReturn(kase);
    if (nothing) return refuse(nothing);
    const from = holderOf(kase, lineIds);
    if (!from || !isClerkOf(from, capacities)) return refuse('original-not-in-custody');
    const needed = kase.lines.find((line) => lineIds.includes(line.id) && isNeeded(kase, line));
    if (needed) {
      return refuse('original-still-needed', { detail: `审查或存档还要用“${needed.name}”，不能先退。` });
    }
    const name = checkPlainText(receiver ?? '', { max: 80, min: 2 });
    if (!name.valid) return refuse('receiver-missing');
    if (way === 'counter' && signature === undefined) return refuse('signature-missing');
    const checked = way === 'post' ? checkNewWaybill(kase, waybill ?? '') : undefined;
    if (checked && !checked.valid) return refuse('waybill-invalid', { detail: checked.reason });
    return {
      events: [
        {
          type: 'originalsReturned',
          data: {
            lineIds: [...new Set(lineIds)],
            from,
            way,
            ...(checked ? { waybill: checked.normalized, carrier: carrier ?? 'ems' } : {}),
            ...(way === 'counter' && signature ? { signature } : {}),
          },
          personal: { receiver: name.normalized },
        },
      ],
    };
  },
});
