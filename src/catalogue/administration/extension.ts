import type { Day, Instant } from '../../regulation/instant.ts';

/** An item of an extension: one of a list, or one of its own with its department. */
export type ExtensionItem =
  | { readonly programmeId: string; readonly number: number }
  | { readonly name: string; readonly department: string };

/** How an extension stands, in words. */
export const extensionStates = {
  proposed: '待对方确认',
  published: '已公布',
  declined: '对方谢绝',
  withdrawn: '已撤回',
} as const;

/** How an extension stands. */
export type ExtensionState = keyof typeof extensionStates;

/** Items that prefectures and counties handle between themselves. */
export type Extension = {
  readonly id: string;
  readonly name: string;
  readonly regions: readonly string[];
  readonly items: readonly ExtensionItem[];
  readonly effectiveFrom: Day;
  readonly state: ExtensionState;
  readonly confirmed: readonly string[];
  readonly programmeId: string | null;
  readonly proposedBy: string;
  readonly proposedByName: string;
  readonly proposedAt: Instant;
  readonly endedAt: Instant | null;
  readonly endedByName: string | null;
  readonly endReason: string | null;
};

/** Who confirmed an extension for a region. */
export type ExtensionConfirmation = {
  readonly extensionId: string;
  readonly region: string;
  readonly at: Instant;
  readonly byName: string;
};

/** An extension as somebody sees it: with its confirmations, and the regions for which this person answers. */
export type ExtensionView = Extension & {
  readonly confirmations: readonly ExtensionConfirmation[];
  readonly own: readonly string[];
};
