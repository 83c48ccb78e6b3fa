/** What 不予受理 and 不予许可 must state (行政许可法第三十八条). */
export type Reasons = { reasons: string; legalBasis: string; remedies: string };

const shortest: Record<keyof Reasons, number> = { reasons: 5, legalBasis: 4, remedies: 8 };

/** The texts that still say too little; remedies must name 复议 or 诉讼. */
export function lackingIn(given: Reasons): (keyof Reasons)[] {
  return (Object.keys(shortest) as (keyof Reasons)[]).filter((part) => {
    const written = given[part].trim();
    return [...written].length < shortest[part] || (part === 'remedies' && !/复议|诉讼/.test(written));
  });
}
