import { checkPlainText } from '../../platform/plain-text.ts';
import { Id, object, oneOf, type Static, Type } from '../../platform/schema.ts';
import type { Case, Discrepancy, MorePackage } from '../core/case.ts';
import { command, refuse } from '../core/command.ts';
import { isWhole } from '../transfer/receipt.ts';
import { isOpen } from './open-discrepancies.ts';
import { afterResolution } from './resolution.ts';

const ResolveInput = object({
  id: Id,
  result: oneOf(['pieceThere', 'waived', 'askedFromApplicant']),
  reason: Type.Optional(Type.String({ maxLength: 300 })),
});

/** Scans sent in place of what differed, not confirmed yet. */
const replacements = (kase: Case, id: string): MorePackage[] =>
  kase.morePackages.filter(({ refId, receivedAt }) => refId === id && receivedAt === undefined);

const asked = (kase: Case, { lineId }: Discrepancy): boolean =>
  kase.homeSupplements.some(
    ({ state, points }) => state === 'open' && points.some((point) => point.lineId === lineId),
  );

/**
 * The home window ends a discrepancy (C.1, 17b): the piece is there, it does without it for a reason, or it has asked
 * the applicant for it. With the last gap the materials have arrived.
 */
export const resolveDiscrepancy = command<
  'resolveDiscrepancy',
  Static<typeof ResolveInput>,
  { digests: Map<string, string | undefined> }
>({
  name: 'resolveDiscrepancy',
  input: ResolveInput,
  summary: '了结材料差异',
  example: { id: '00000000-0000-4000-8000-000000000001', result: 'pieceThere' },
  facts: async (sources, kase, { id }) => ({
    digests: await sources.rehash(
      replacements(kase, id).flatMap(({ manifest }) => manifest.map(({ fileId }) => fileId)),
    ),
  }),
  decide(kase, { id, result, reason }, { digests }, { now, actor }) {
    const found = kase.discrepancies.find((each) => each.id === id && isOpen(each));
    if (!found) return refuse('discrepancy-not-open');
    const text = checkPlainText(reason ?? '', { max: 300, min: 2 });
    if (result === 'waived' && !text.valid) return refuse('reason-missing');
    if (result === 'askedFromApplicant' && !asked(kase, found)) {
      return refuse('field-invalid', {
        errors: [{ pointer: '/result', detail: '请先出具属地补正通知书，列明这一项。' }],
      });
    }
    const sent = replacements(kase, id).flatMap(({ manifest }) => manifest);
    if (result === 'pieceThere' && sent.some(({ fileId, sha256 }) => digests.get(fileId) !== sha256)) {
      return refuse('hash-mismatch');
    }
    const data = { id, result };
    const after = { ...kase, ...afterResolution(kase, data, { at: now, by: actor.id }) };
    const whole = kase.state === 'inTransit' && isWhole(after);
    return {
      events: [
        {
          type: 'discrepancyResolved',
          data,
          ...(text.valid ? { personal: { reason: text.normalized } } : {}),
        },
        ...(whole ? [{ type: 'materialsReceived' as const, data: {} }] : []),
      ],
      to: whole ? 'receivedAtHome' : kase.state,
    };
  },
});
