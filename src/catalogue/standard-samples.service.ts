import type { Actor } from '../platform/actor.ts';
import type { Db } from '../platform/database.ts';
import type { Files, StoredFile } from '../platform/files.service.ts';
import { fieldInvalid, Problem } from '../platform/problem.ts';
import type { Catalogue } from './catalogue.service.ts';
import { samplesOf, withMaterials } from './material-samples.ts';
import type { MaterialSample, StandardContent } from './standard.ts';
import { listSamplesInUse } from './standard-proposal.store.ts';

/** A file as it is sent. */
export type SampleContent = { readonly file: StoredFile; readonly bytes: Buffer };

/** Samples and blank forms of materials, kept with the version they stand in. */
export type StandardSamples = {
  /**
   * The content with what the store of files knows of each file. New ones must be uploads of the writer, which stay from
   * now on; others must stand in what the option has published already.
   */
  settle(
    tx: Db,
    actor: Actor,
    optionId: string,
    content: StandardContent,
    last: StandardContent | undefined,
  ): Promise<StandardContent>;
  /** Gives up what stood in a draft and stands nowhere any more. */
  drop(tx: Db, optionId: string, before: StandardContent): Promise<void>;
  /** A file of a published version, for anybody. */
  published(optionId: string, fileId: string): Promise<SampleContent>;
  /** A file of a content that the reader may see. */
  within(content: StandardContent, fileId: string): Promise<SampleContent>;
};

/** Samples over the store of files. */
export function createStandardSamples({
  files,
  catalogue,
}: {
  files: Pick<Files, 'keep' | 'release' | 'describe' | 'read'>;
  catalogue: Pick<Catalogue, 'listKnownOptions'>;
}): StandardSamples {
  const publishedOf = (optionId: string): MaterialSample[] =>
    (catalogue.listKnownOptions().find(({ id }) => id === optionId)?.versions ?? []).flatMap(({ content }) =>
      samplesOf(content),
    );

  async function sent(samples: readonly MaterialSample[], fileId: string): Promise<SampleContent> {
    if (!samples.some((sample) => sample.fileId === fileId)) throw new Problem('file-not-found');
    const [file] = await files.describe([fileId]);
    if (!file) throw new Problem('file-not-found');
    return { file, bytes: await files.read(fileId) };
  }

  return {
    async settle(tx, actor, optionId, content, last) {
      const asked = samplesOf(content);
      if (asked.length === 0) return content;
      const standing = new Map(
        [...publishedOf(optionId), ...(last ? samplesOf(last) : [])].map((sample) => [sample.fileId, sample]),
      );
      const own = [...new Set(asked.map(({ fileId }) => fileId))].filter((id) => !standing.has(id));
      try {
        await files.keep(tx, own, actor.id);
      } catch (error) {
        if (error instanceof Problem)
          throw fieldInvalid('/content/materials', '有样例文件不是您上传的，或已经清除，请重新上传。');
        throw error;
      }
      const known = new Map(
        (await files.describe(own, tx)).map(({ id, name = '', mediaType, pages, size, sha256 }) => [
          id,
          { name, mediaType, pages, size, sha256 },
        ]),
      );
      const settled = (sample: MaterialSample): MaterialSample => ({
        ...sample,
        ...(known.get(sample.fileId) ?? standing.get(sample.fileId)),
        kind: sample.kind,
        fault: sample.kind === 'bad' ? sample.fault.trim() : '',
      });
      return withMaterials(content, (material) =>
        material.samples ? { ...material, samples: material.samples.map(settled) } : material,
      );
    },

    async drop(tx, optionId, before) {
      const ids = [...new Set(samplesOf(before).map(({ fileId }) => fileId))];
      if (ids.length === 0) return;
      const used = new Set(await listSamplesInUse(tx, optionId, ids));
      await files.release(
        tx,
        ids.filter((id) => !used.has(id)),
      );
    },

    published: (optionId, fileId) => sent(publishedOf(optionId), fileId),
    within: (content, fileId) => sent(samplesOf(content), fileId),
  };
}
