import type { Clock } from '../platform/clock.ts';
import type { Database, Db } from '../platform/database.ts';
import { openWith, sealWith } from '../platform/envelope.ts';
import type { Files } from '../platform/files.service.ts';
import { Problem } from '../platform/problem.ts';
import { type Day, dayOf, type Instant } from '../regulation/instant.ts';
import { contentDigest } from './content-digest.ts';
import { type CopyMark, singleCopy, triplicate } from './copies.ts';
import * as store from './document.store.ts';
import { type Form, type FormKind, isCounterForm, isSealless } from './forms.ts';
import { FormRefused, type RenderedForm, type Renderer } from './renderer.service.ts';

/** A document to come into being with a step of a case. */
export type Order = { id: string; verificationCode: string; contentDigest: string; form: Form };

/** A rendered document, ready to be written with the step. */
export type Prepared = { order: Order; pdf: Uint8Array; layoutVersion: number };

/** An issued document with its content. */
export type IssuedForm = {
  id: string;
  caseId: string;
  kind: FormKind;
  regionCode: string;
  issuedAt: Instant;
  contentDigest: string;
  verificationCode: string;
  fileId: string;
  /** Version of the printed form by which it was issued. */
  layoutVersion: number;
  /** Undefined once the content was erased. */
  form: Form | undefined;
};

/** Issues, shows and verifies documents. */
export type Documents = {
  /** Renders an order with all its copies; refuses (`form-field-missing`, `seal-not-valid`) a form with a fault. */
  prepare(order: Order): Prepared;
  /** Writes a prepared document and the use of its seal, in the step's transaction. */
  issue(
    tx: Db,
    prepared: Prepared,
    owner: { caseId: string; caseKey: Buffer; issuedBy: string | null; at: Instant },
  ): Promise<void>;
  find(id: string): Promise<IssuedForm | undefined>;
  findByCode(code: string): Promise<IssuedForm | undefined>;
  /** The original set as it was issued. */
  original(issued: IssuedForm): Promise<Buffer>;
  /** The set of a voided document: readable, under the watermark 作废. */
  voidedSet(issued: IssuedForm): RenderedForm;
  /** One copy; beyond the original set it is marked 副本（补打） and its reason recorded. */
  copy(issued: IssuedForm, mark: CopyMark): RenderedForm;
  /** Receipt in its three copies and the latest packing list, as one PDF to print in one action. */
  printSet(issued: readonly IssuedForm[]): Buffer;
  /** Records that a copy was opened for printing; answers the number of its kind. */
  recordPrint(
    issued: IssuedForm,
    print: { copy: string; reprint: boolean; reason: string | null; by: string },
  ): Promise<number>;
  /** The region's seal that is valid now. */
  findSeal(regionCode: string): Promise<store.SealRow | undefined>;
  revokeSeal(regionCode: string, reason: string): Promise<void>;
  /** Gives every region named a sample seal, once (demonstration). */
  loadSampleSeals(regions: readonly { regionCode: string; authority: string; id: string }[]): Promise<number>;
};

const copiesOf = (kind: FormKind): readonly CopyMark[] => (isCounterForm(kind) ? triplicate : singleCopy);

const formContext = (id: string): string => `document:${id}`;

/** The region whose seal a form bears. */
const regionOf = ({ data }: Form): string => {
  if ('intakeRegionCode' in data) return data.intakeRegionCode;
  return 'homeRegionCode' in data ? data.homeRegionCode : '';
};

/** Builds the documents of cases; `keyOf` finds the key of a case, undefined once destroyed. */
export function createDocuments(given: {
  database: Database;
  files: Files;
  clock: Clock;
  renderer: Renderer;
  keyOf: (caseId: string) => Promise<Buffer | undefined>;
  /** The version of the layout of a form that holds on a day; without it the first. */
  layoutOn?: (kind: FormKind, on: Day) => number;
}): Documents {
  const { database, files, clock, renderer, keyOf, layoutOn = () => 1 } = given;
  const { db } = database;

  async function opened(row: store.DocumentRow | undefined): Promise<IssuedForm | undefined> {
    if (!row) return undefined;
    const key = await keyOf(row.caseId);
    const form = key
      ? (JSON.parse(openWith(key, row.form, formContext(row.id)).toString('utf8')) as Form)
      : undefined;
    return { ...row, kind: row.kind as FormKind, form };
  }

  return {
    prepare(order) {
      const { kind, data } = order.form;
      const layoutVersion = layoutOn(kind, dayOf(clock.now()));
      try {
        return { order, layoutVersion, pdf: renderer.render(kind, data, copiesOf(kind), layoutVersion).pdf };
      } catch (error) {
        if (!(error instanceof FormRefused)) throw error;
        const { code, sentence, field } = error.fault;
        throw new Problem(code === 'seal-not-valid' ? 'seal-not-valid' : 'form-field-missing', {
          detail: sentence,
          errors: [{ pointer: `/${field}`, detail: sentence }],
        });
      }
    },
    async issue(tx, { order, pdf, layoutVersion }, { caseId, caseKey, issuedBy, at }) {
      const { form } = order;
      const regionCode = regionOf(form);
      const seal = isSealless(form.kind) ? undefined : await store.findValidSeal(tx, regionCode, at);
      if (!isSealless(form.kind) && !seal) throw new Problem('seal-not-valid');
      const file = await files.store(tx, pdf, { name: `${form.kind}.pdf`, caseId });
      await store.insertDocument(tx, {
        id: order.id,
        caseId,
        kind: form.kind,
        regionCode,
        issuedAt: at,
        issuedBy,
        contentDigest: order.contentDigest,
        verificationCode: order.verificationCode,
        sealId: seal?.id ?? null,
        form: sealWith(caseKey, JSON.stringify(form), formContext(order.id)),
        fileId: file.id,
        layoutVersion,
      });
    },
    find: async (id) => opened(await store.findDocument(db, id)),
    findByCode: async (code) => opened(await store.findDocumentByCode(db, code)),
    original: (issued) => files.read(issued.fileId),
    copy(issued, mark) {
      if (!issued.form) throw new Problem('not-found', { detail: '文书内容已依法删除。' });
      return renderer.render(issued.form.kind, issued.form.data, [mark], issued.layoutVersion);
    },
    voidedSet(issued) {
      if (!issued.form) throw new Problem('not-found', { detail: '文书内容已依法删除。' });
      const { kind, data } = issued.form;
      return renderer.render(
        kind,
        data,
        copiesOf(kind).map((mark) => ({ ...mark, state: 'void' })),
        issued.layoutVersion,
      );
    },
    printSet: (issued) =>
      Buffer.from(
        renderer.renderSet(
          issued.flatMap(({ form, layoutVersion }) =>
            form ? [{ ...form, copies: copiesOf(form.kind), layoutVersion }] : [],
          ),
        ).pdf,
      ),
    recordPrint: (issued, print) =>
      store.insertPrint(db, { documentId: issued.id, ...print, at: clock.now() }),
    findSeal: (regionCode) => store.findValidSeal(db, regionCode, clock.now()),
    async revokeSeal(regionCode, reason) {
      await store.revokeSeal(db, regionCode, clock.now(), reason);
    },
    loadSampleSeals: (regions) =>
      store.insertSeals(
        db,
        regions.map(({ id, regionCode, authority }) => ({ id, regionCode, authority, sample: true })),
        '2021-01-01T00:00:00.000+08:00',
      ),
  };
}

/** Whether the content of an issued document still is what was promised when it was issued. */
export const isUnaltered = (issued: IssuedForm): boolean =>
  issued.form !== undefined && contentDigest(issued.form) === issued.contentDigest;
