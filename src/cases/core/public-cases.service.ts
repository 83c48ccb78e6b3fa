import type { Documents } from '../../documents/documents.service.ts';
import { isUnaltered } from '../../documents/documents.service.ts';
import { formNames, isCounterForm, isSealless } from '../../documents/forms.ts';
import { all, type Database, sql } from '../../platform/database.ts';
import type { Keyring } from '../../platform/keyring.service.ts';
import * as store from './case.store.ts';
import type { Case } from './case.ts';
import { decodeCase } from './case-codec.service.ts';
import { phoneTailOf } from './case-rows.ts';
import { type CaseProgress, publicProgress } from './public-progress.ts';
import type { Surroundings } from './surroundings.ts';

/** A document as anyone who holds it may know it: no personal data. */
export type DocumentVerification = {
  title: string;
  isIntakeReceipt: boolean;
  businessNumber: string;
  issuedAt: string;
  windowName: string;
  sealAuthority: string;
  status: 'valid' | 'void';
  unaltered: boolean;
  sample: boolean;
};

/** What the cases answer to anyone; undefined for whatever does not fit, without saying why. */
export type PublicCases = {
  findCaseProgress(query: { businessNumber: string; phoneLast4: string }): Promise<CaseProgress | undefined>;
  verifyDocument(code: string): Promise<DocumentVerification | undefined>;
};

/** Builds the public answers. */
export function createPublicCases(parts: {
  database: Database;
  keyring: Keyring;
  documents: Documents;
  around: (kase: Case) => Promise<Surroundings>;
  isSampleWindow: (windowId: string) => boolean;
  windowName: (windowId: string) => string;
}): PublicCases {
  const { database, keyring, documents, around, isSampleWindow, windowName } = parts;

  async function kaseOf(id: string): Promise<Case | undefined> {
    const row = await store.findCase(database.run, id);
    return row && decodeCase(row, keyring).kase;
  }

  return {
    async findCaseProgress({ businessNumber, phoneLast4 }) {
      const index = keyring.blindIndex('phone-tail', phoneTailOf(businessNumber, phoneLast4));
      const [row] = await all(
        database.db,
        sql<{
          id: string;
        }>`select id from cases where business_number = ${businessNumber} and phone_tail_index = ${index}`,
      );
      const kase = row && (await kaseOf(row.id));
      if (!kase) return undefined;
      const surroundings = await around(kase);
      return publicProgress(
        kase,
        surroundings,
        surroundings.standard.sample || isSampleWindow(kase.home.windowId),
      );
    },
    async verifyDocument(code) {
      const issued = await documents.findByCode(code);
      const kase = issued && (await kaseOf(issued.caseId));
      if (!issued || !kase) return undefined;
      const recorded = kase.documents.find(({ id }) => id === issued.id);
      const side = isCounterForm(issued.kind) || isSealless(issued.kind) ? kase.intake : kase.home;
      const form = issued.form?.data;
      const seal = form && 'seal' in form ? form.seal : null;
      return {
        title: formNames[issued.kind],
        isIntakeReceipt: issued.kind === 'intakeReceipt',
        businessNumber: kase.businessNumber ?? '',
        issuedAt: issued.issuedAt,
        windowName: windowName(side.windowId),
        sealAuthority: seal?.authority ?? '',
        status: recorded?.voidedAt ? 'void' : 'valid',
        // Both the content and what the event log remembers of it must agree.
        unaltered: isUnaltered(issued) && recorded?.contentDigest === issued.contentDigest,
        sample: seal?.sample ?? false,
      };
    },
  };
}
