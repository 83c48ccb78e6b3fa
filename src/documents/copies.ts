/** Who holds a copy of a triplicate: applicant, intake region, home region. */
export type Holder = 'applicant' | 'intake' | 'home';

/**
 * What distinguishes one printed copy from the others. It is no part of the content: all copies of a form share one
 * content digest, also after the form is voided or printed again.
 */
export type CopyMark = {
  /** Absent on forms that have one copy only. */
  readonly holder?: Holder;
  /** A draft carries 草稿, no seal and no code; a void form stays readable under 作废. */
  readonly state: 'draft' | 'issued' | 'void';
  /** A copy beyond the original set, 副本（补打）. */
  readonly reprint: boolean;
};

/** How each copy of the triplicate is marked. */
const holderNames: Readonly<Record<Holder, string>> = {
  applicant: '申请人联',
  intake: '收件地留存联',
  home: '属地联',
};

const watermarks = { draft: '草稿', issued: null, void: '作废' } as const;

/** Printed on every copy beyond the original set. */
const reprintMark = '副本（补打）';

/** The original set of a triplicate, in the order of the annex. */
export const triplicate: readonly CopyMark[] = (['applicant', 'intake', 'home'] as const).map((holder) => ({
  holder,
  state: 'issued',
  reprint: false,
}));

/** The original of a form that has one copy only. */
export const singleCopy: readonly CopyMark[] = [{ state: 'issued', reprint: false }];

/** The words a copy carries: the holder in the corner, the marks across the page. */
export function copyWords(mark: CopyMark): { holder: string; watermarks: string[] } {
  const state = watermarks[mark.state];
  return {
    holder: [mark.holder && holderNames[mark.holder], mark.reprint && reprintMark]
      .filter(Boolean)
      .join(' · '),
    watermarks: [state, mark.reprint ? reprintMark : null].filter((word) => word !== null),
  };
}

/** Whether a set names one holder twice without marking the second as a reprint: that is no triplicate. */
export function repeatsHolder(copies: readonly CopyMark[]): boolean {
  const originals = copies.filter((mark) => !mark.reprint).map((mark) => mark.holder);
  return new Set(originals).size < originals.length;
}
