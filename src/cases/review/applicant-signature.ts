import type { ApplicantSignature } from '../../documents/signature.ts';
import { checkPlainText } from '../../platform/plain-text.ts';
import { object, oneOf, type Static, Type } from '../../platform/schema.ts';
import type { Instant } from '../../regulation/instant.ts';

const Point = Type.Tuple([Type.Number(), Type.Number()]);

const onPad = {
  width: Type.Optional(Type.Number({ minimum: 10, maximum: 4000 })),
  height: Type.Optional(Type.Number({ minimum: 10, maximum: 4000 })),
  strokes: Type.Optional(Type.Array(Type.Array(Point, { minItems: 1, maxItems: 2000 }), { maxItems: 200 })),
};

/** How the applicant signs the receipt: on a pad, on paper, or by fingerprint (R-078, OP-59). */
export const ReceiptSignature = object({ kind: oneOf(['pad', 'paper', 'fingerprint']), ...onPad });

/** How the applicant signs the notice; it is valid without a signature, on a reason and before a second clerk (OP-59). */
export const NoticeSignature = object({
  kind: oneOf(['pad', 'paper', 'fingerprint', 'refused', 'impossible']),
  ...onPad,
  reason: Type.Optional(Type.String({ maxLength: 60, description: '拒签或无法签名的原因' })),
});
type NoticeSignature = Static<typeof NoticeSignature>;

const unsigned = { refused: '申请人拒绝签名', impossible: '申请人无法签名' } as const;

/** Whether nobody signed, so that a reason and a second clerk take the place of the signature. */
export const isUnsigned = (
  signature: NoticeSignature | undefined,
): signature is NoticeSignature & { kind: keyof typeof unsigned } =>
  signature !== undefined && Object.hasOwn(unsigned, signature.kind);

/** Why the applicant did not sign, in its normal form; undefined when nothing sensible was written. */
export function unsignedReason({ reason }: NoticeSignature): string | undefined {
  const text = checkPlainText(reason ?? '', { max: 60, min: 2 });
  return text.valid ? text.normalized : undefined;
}

/** What the form prints where the applicant signs; undefined while a signature is missing. */
export function signatureOf(
  signature: Static<typeof ReceiptSignature> | NoticeSignature | undefined,
  now: Instant,
  witness?: string,
): ApplicantSignature | undefined {
  if (!signature) return undefined;
  if (isUnsigned(signature)) {
    const reason = unsignedReason(signature);
    return reason && witness
      ? {
          kind: 'confirmed',
          words: `${unsigned[signature.kind]}（${reason}）。见证人：${witness}`,
          signedAt: now,
        }
      : undefined;
  }
  if (signature.kind === 'paper') return { kind: 'blank' };
  if (signature.kind === 'fingerprint') return { kind: 'confirmed', words: '已按指印', signedAt: now };
  const { width, height, strokes } = signature;
  if (!width || !height || !strokes || strokes.length === 0) return undefined;
  return {
    kind: 'pad',
    width,
    height,
    strokes: strokes.map((stroke) => stroke.map(([x, y]) => [x, y] as const)),
    signedAt: now,
  };
}
