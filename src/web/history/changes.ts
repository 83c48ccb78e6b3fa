/** One thing that a version says: a stable key, what it is called, and its value in words (empty: not said). */
export type VersionField = { key: string; label: string; value: string };

/** One version of anything that is kept with history: who made it and when, and what it says. */
export type Version = {
  id: string;
  /** What the version is called, e.g. “第 3 版”. */
  title: string;
  /** Who made it; empty: came with the system. */
  by: string;
  /** When it was made, an instant; absent: came with the system. */
  at?: string | undefined;
  /** Who approved it, where it needed that. */
  approvedBy?: string | undefined;
  /** A further sentence: from when it holds, why it was made. */
  note?: string | undefined;
  fields: readonly VersionField[];
};

/** How one thing differs between two versions. */
export type FieldChange = {
  key: string;
  label: string;
  kind: 'same' | 'changed' | 'added' | 'removed';
  before: string;
  after: string;
};

/** What differs between any two versions, in the order of the later one; what only the earlier says stands last. */
export function changesOf(before: readonly VersionField[], after: readonly VersionField[]): FieldChange[] {
  const old = new Map(before.map((field) => [field.key, field]));
  const now = new Set(after.map(({ key }) => key));
  const gone = before.filter(({ key }) => !now.has(key)).map((field) => ({ ...field, value: '' }));
  return [...after, ...gone].map(({ key, label, value }) => {
    const was = old.get(key)?.value ?? '';
    const kind = was === value ? 'same' : was === '' ? 'added' : value === '' ? 'removed' : 'changed';
    return { key, label, kind, before: was, after: value };
  });
}
