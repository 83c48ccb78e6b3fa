import { contentDigest } from '../../documents/content-digest.ts';
import type { Form } from '../../documents/forms.ts';
import type { Instant } from '../../regulation/instant.ts';
import type { Case, IssuedDocument } from './case.ts';
import type { Context, DocumentOrder } from './command.ts';

/** What a document knows of itself: its number is the business number and its place among the case's documents. */
export type OwnFacts = { number: string; code: string; issuedAt: Instant };

/** A document that comes into being now: what the case remembers of it, and the order to render it. */
export function orderDocument(
  kase: Pick<Case, 'businessNumber' | 'documents'>,
  context: Pick<Context, 'now' | 'newId' | 'newVerificationCode'>,
  makeForm: (own: OwnFacts) => Form,
): { document: IssuedDocument; order: DocumentOrder } {
  const id = context.newId();
  const code = context.newVerificationCode();
  const number = `${kase.businessNumber ?? ''}-${kase.documents.length + 1}`;
  const form = makeForm({ number, code, issuedAt: context.now });
  const digest = contentDigest(form);
  return {
    document: {
      id,
      number,
      kind: form.kind,
      issuedAt: context.now,
      contentDigest: digest,
      verificationCode: code,
    },
    order: { id, verificationCode: code, contentDigest: digest, form },
  };
}
