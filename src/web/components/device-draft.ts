import type { Instant } from '../../regulation/instant.ts';

const prefix = 'tongban.draft.';

/** What was being written when the tab was closed, with what it was written upon. */
export type DeviceDraft<Value> = { at: Instant; base: string; value: Value };

/** What is kept on this computer under a key; undefined without anything readable. Never for personal data. */
export function readDeviceDraft<Value>(key: string): DeviceDraft<Value> | undefined {
  try {
    const text = localStorage.getItem(prefix + key);
    return text === null ? undefined : (JSON.parse(text) as DeviceDraft<Value>);
  } catch {
    return undefined;
  }
}

/** Keeps it beyond the tab; where there is no room for it, the page itself still has it. */
export function keepDeviceDraft<Value>(key: string, draft: DeviceDraft<Value>): void {
  try {
    localStorage.setItem(prefix + key, JSON.stringify(draft));
  } catch {
    forgetDeviceDraft(key);
  }
}

/** Forgets it once it is stored elsewhere or not wanted. */
export const forgetDeviceDraft = (key: string): void => localStorage.removeItem(prefix + key);
