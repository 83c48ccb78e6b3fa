import type { Case } from './case.ts';

/** A file of a case as its readers get it. */
export type FileView = { id: string; href: string; mediaType: string; size: number; pages: number };

/** What is known of files, by id. */
export type KnownFiles = ReadonlyMap<string, Omit<FileView, 'id' | 'href'>>;

/** Files with the address under which the case gives them out; what is not known any more is left out. */
export const fileViews = (kase: Pick<Case, 'id'>, ids: readonly string[], files: KnownFiles): FileView[] =>
  ids.flatMap((id) => {
    const file = files.get(id);
    return file ? [{ id, href: `/api/cases/${kase.id}/files/${id}`, ...file }] : [];
  });
