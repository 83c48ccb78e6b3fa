import type { Day } from '../../regulation/instant.ts';

/** An item of an extension: one of a list, or one of its own with its department. */
export type ExtensionItem =
  | { readonly programmeId: string; readonly number: number }
  | { readonly name: string; readonly department: string };

/** Items that prefectures and counties handle between themselves. */
export type Extension = {
  readonly id: string;
  readonly name: string;
  readonly regions: readonly string[];
  readonly items: readonly ExtensionItem[];
  readonly effectiveFrom: Day;
  readonly state: 'proposed' | 'published' | 'withdrawn';
  readonly confirmed: readonly string[];
  readonly programmeId: string | null;
  readonly proposedBy: string;
  readonly proposedByName: string;
};
