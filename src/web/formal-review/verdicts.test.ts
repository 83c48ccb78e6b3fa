import { describe, expect, test } from 'vitest';
import type { Channel, Verdict } from '../../cases/core/case.ts';
import {
  channelChoices,
  choiceOf,
  countVerdicts,
  handedInOf,
  nextOpen,
  scansByLine,
  usuallyHandedIn,
} from './verdicts.ts';

const lines = (...verdicts: Verdict[]) => verdicts.map((verdict, i) => ({ id: `m${i + 1}`, verdict }));

describe('next open line', () => {
  test.each<[string, Verdict[], string, string | undefined]>([
    ['the following one', ['passed', 'unmarked', 'unmarked'], 'm1', 'm2'],
    ['skips marked ones', ['unmarked', 'passed', 'unmarked'], 'm1', 'm3'],
    ['goes round to an earlier one', ['unmarked', 'passed', 'unmarked'], 'm3', 'm1'],
    ['never the line just left', ['passed', 'unmarked', 'passed'], 'm2', undefined],
    ['none when all are marked', ['passed', 'deficient', 'notSubmitted'], 'm2', undefined],
  ])('%s', (_name, verdicts, after, expected) => {
    expect(nextOpen(lines(...verdicts), after)).toBe(expected);
  });
});

test('verdicts are counted', () => {
  expect(countVerdicts(lines('passed', 'passed', 'deficient', 'unmarked'))).toEqual({
    passed: 2,
    deficient: 1,
    notSubmitted: 0,
    unmarked: 1,
  });
});

describe('what is usually handed in', () => {
  const form = { name: '申请表', examineOriginal: false, archivePaper: true } as const;
  const identity = {
    name: '申请人有效身份证件',
    examineOriginal: true,
    archivePaper: false,
    originals: 1,
    copies: 0,
    media: ['paper', 'eLicence'],
  } as const;

  test('an identity card is given back after a look at it; a degree certificate travels', () => {
    expect(usuallyHandedIn(identity)).toEqual({ originals: 1, copies: 0, medium: 'paper', handedBack: true });
    expect(usuallyHandedIn({ ...identity, name: '学位证书' })).not.toHaveProperty('handedBack');
    expect(usuallyHandedIn({ ...identity, name: '原机动车驾驶证' })).not.toHaveProperty('handedBack');
    expect(usuallyHandedIn({ ...identity, archivePaper: true })).not.toHaveProperty('handedBack');
  });

  test('given back is said only of an original on paper', () => {
    const shown = { originals: 1, copies: 0, medium: 'paper', handedBack: true } as const;
    expect(handedInOf(identity, shown)).toEqual(shown);
    expect(handedInOf(identity, { ...shown, medium: 'eLicence' })).not.toHaveProperty('handedBack');
    expect(handedInOf(identity, { ...shown, originals: 0, copies: 1 })).not.toHaveProperty('handedBack');
    expect(handedInOf({ ...identity, ...form }, shown)).not.toHaveProperty('handedBack');
  });

  test('as the standard asks, on paper where paper is taken', () => {
    expect(usuallyHandedIn({ ...form, originals: 1, copies: 2, media: ['electronic', 'paper'] })).toEqual({
      originals: 1,
      copies: 2,
      medium: 'paper',
    });
    expect(usuallyHandedIn({ ...form, originals: 0, copies: 1, media: ['electronic'] }).medium).toBe(
      'electronic',
    );
  });

  test('what was counted before stays', () => {
    const received = { originals: 3, copies: 0, medium: 'paper' } as const;
    expect(usuallyHandedIn({ ...form, originals: 1, copies: 0, media: ['paper'], received })).toBe(received);
  });
});

test('every proposal of channels has its choice', () => {
  for (const channels of [['electronic'], ['electronic', 'postal'], ['postal']] as Channel[][]) {
    expect(channelChoices.find(({ id }) => id === choiceOf(channels))?.channels).toEqual(channels);
  }
});

describe('scans taken in one go', () => {
  const bare = (id: string) => ({ id, files: [] });
  const scanned = (id: string) => ({ id, files: ['scan'] });
  const given = [scanned('m1'), bare('m2'), scanned('m3'), bare('m4')];

  test('one for every line without a scan: each gets its own, in order', () => {
    expect(scansByLine(given, 'm1', ['a', 'b'])).toEqual([
      { lineId: 'm2', uploadIds: ['a'] },
      { lineId: 'm4', uploadIds: ['b'] },
    ]);
  });

  test.each([
    ['a single one', 'm2', ['a']],
    ['more than given without a scan', 'm2', ['a', 'b', 'c']],
    ['fewer from the current line on', 'm3', ['a', 'b']],
    ['the last line, scanned already', 'm4', ['a']],
  ])('%s: all belong to the current line', (_name, current, uploadIds) => {
    expect(scansByLine(given, current, uploadIds)).toEqual([{ lineId: current, uploadIds }]);
  });
});
