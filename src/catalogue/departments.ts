import type { LeadDepartment } from './item.ts';

/** A department that a list may name, with the province it belongs to. */
export type KnownDepartment = LeadDepartment;

/** Departments found in a text, or the part that names none. */
export type DepartmentsFound = { readonly found: LeadDepartment[] } | { readonly unknown: string };

/**
 * Takes a department text apart into known departments, the longest name first; blanks, commas and 、 may stand
 * between. A text with any other rest is not split and goes back for manual choice.
 */
export function splitDepartments(text: string, known: readonly KnownDepartment[]): DepartmentsFound {
  const longestFirst = known.toSorted((a, b) => b.name.length - a.name.length);
  const found: LeadDepartment[] = [];
  let rest = text;
  while (rest !== '') {
    const next = longestFirst.find(({ name }) => rest.startsWith(name));
    if (!next) return { unknown: rest };
    found.push(next);
    rest = rest.slice(next.name.length).replace(/^[\s、，,]+/u, '');
  }
  return found.length === 0 ? { unknown: text } : { found };
}
