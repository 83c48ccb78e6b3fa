import { describe, expect, test } from 'vitest';
import { makeBusinessNumber } from '../../cases/core/business-number.ts';
import { noScan, readScan, type ScanStep, scanStep } from './scanner.ts';

const typed = (text: string, ...keys: string[]): string[] => [...Array.from(text), ...keys];

/** Feeds keys with the given pause and gives all steps. */
function feed(keys: readonly string[], pause: number): ScanStep[] {
  let state = noScan;
  return keys.map((key, i) => {
    const step = scanStep(state, key, 1000 + i * pause);
    state = step.state;
    return step;
  });
}

describe('scan detection', () => {
  test('characters faster than 35 ms ended by Enter are one scan, and only the first reaches the field', () => {
    const steps = feed(typed('51010720210929', 'Enter'), 8);
    expect(steps.map((step) => step.act)).toEqual(['pass', ...Array<string>(13).fill('hold'), 'scan']);
    expect(steps.at(-1)).toMatchObject({ act: 'scan', text: '51010720210929' });
  });

  test('a hand is slower: nothing is held, Enter passes', () => {
    expect(feed(typed('5101072', 'Enter'), 35).map((step) => step.act)).toEqual(
      Array<string>(8).fill('pass'),
    );
  });

  test('two keys pressed almost together are given back to the field', () => {
    const [first, second] = feed(['s', 'b'], 10);
    expect(first?.act).toBe('pass');
    expect(second?.act).toBe('hold');
    const third = scanStep(second?.state ?? noScan, 'k', 5000);
    expect(third).toMatchObject({ act: 'release', text: 'b' });
  });

  test('a short burst ended by Enter is typing', () => {
    expect(feed(typed('12345', 'Enter'), 5).at(-1)).toMatchObject({ act: 'release', text: '2345' });
    expect(feed(typed('123456', 'Enter'), 5).at(-1)).toMatchObject({ act: 'scan', text: '123456' });
  });

  test('Enter that comes late ends no scan', () => {
    const held = feed(typed('51010720210929'), 8).at(-1)?.state ?? noScan;
    expect(scanStep(held, 'Enter', held.lastAt + 35).act).toBe('release');
    expect(scanStep(held, 'Enter', held.lastAt + 34).act).toBe('scan');
  });
});

describe('what a scan is', () => {
  const number = makeBusinessNumber({ regionCode: '510107', on: '2021-09-29', sequence: 178 });
  const wrongDigit = number.slice(0, 19) + String((Number(number.at(-1)) + 1) % 10);

  test.each([
    [number, 'businessNumber'],
    ['11010519491231002X', 'residentId'],
    ['11010519491231002x', 'residentId'],
    ['RR473124829US', 'waybill'],
    ['1100110011', 'waybill'],
    ['abc', 'unknown'],
  ])('%s is %s', (text, kind) => {
    expect(readScan(text).kind).toBe(kind);
  });

  test('a business number with a wrong check digit opens no case', () => {
    expect(readScan(wrongDigit).kind).not.toBe('businessNumber');
  });
});
