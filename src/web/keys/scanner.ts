import { readBusinessNumber } from '../../cases/core/business-number.ts';
import { checkWaybill } from '../../cases/transfer/waybill.ts';
import { checkIdentityDocument } from '../../identity/identity-documents.ts';

/** Longest pause between two characters of a scanner, in milliseconds. */
export const scannerPause = 35;

/** Fewer characters ended by Enter are somebody typing fast. */
const shortestScan = 6;

/** Characters held back because they came as fast as from a scanner. */
export type ScanState = { held: string; lastAt: number };

/** What to do with the next character or Enter. */
export type ScanStep =
  /** It may be typing: let it through and remember it. */
  | { act: 'pass'; state: ScanState }
  /** It came too fast for a hand: keep it from the field. */
  | { act: 'hold'; state: ScanState }
  /** A whole scan. */
  | { act: 'scan'; text: string; state: ScanState }
  /** It was typing after all: give the held characters back to the field. */
  | { act: 'release'; text: string; state: ScanState };

export const noScan: ScanState = { held: '', lastAt: Number.NEGATIVE_INFINITY };

/**
 * The next step of scan detection (ux §5). `key` is the value of the keyboard event, `at` its time in milliseconds.
 * `held` always begins with the first character, which has already reached the field when the second one comes.
 */
export function scanStep(state: ScanState, key: string, at: number): ScanStep {
  const fast = at - state.lastAt < scannerPause;
  if (key === 'Enter') {
    if (fast && state.held.length >= shortestScan) return { act: 'scan', text: state.held, state: noScan };
    return released(state, noScan);
  }
  if ([...key].length !== 1) return released(state, noScan);
  if (fast && state.held !== '') return { act: 'hold', state: { held: state.held + key, lastAt: at } };
  return released(state, { held: key, lastAt: at });
}

/** What a field must get back when the characters stop without Enter. */
export const heldBack = (state: ScanState): string => state.held.slice(1);

function released(state: ScanState, next: ScanState): ScanStep {
  const text = heldBack(state);
  return text === '' ? { act: 'pass', state: next } : { act: 'release', text, state: next };
}

/** What a scan is. */
export type Scan =
  | { kind: 'businessNumber'; value: string }
  | { kind: 'residentId'; value: string }
  | { kind: 'waybill'; value: string }
  | { kind: 'unknown'; value: string };

/** Tells what was scanned, by check digits only: the business number first, then the identity card, then a waybill. */
export function readScan(text: string): Scan {
  const value = text.trim();
  if (readBusinessNumber(value) !== undefined) return { kind: 'businessNumber', value };
  const identity = /^[\dXx]{18}$/.test(value)
    ? checkIdentityDocument({ kind: 'residentId', value })
    : undefined;
  if (identity?.valid) return { kind: 'residentId', value: identity.normalized };
  const waybill = checkWaybill(value);
  return waybill.valid ? { kind: 'waybill', value: waybill.normalized } : { kind: 'unknown', value };
}
