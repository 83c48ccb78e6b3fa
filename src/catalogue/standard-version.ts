/** Versions count within an edition: 2021-1.1, 2021-1.2, then 2022-1.1. */
export function versionAfter(before: string | undefined, label: string): string {
  const [, editionLabel, revision] = /^(.+)\.(\d+)$/.exec(before ?? '') ?? [];
  return editionLabel === label ? `${label}.${Number(revision) + 1}` : `${label}.1`;
}
