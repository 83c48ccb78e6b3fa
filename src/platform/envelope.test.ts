import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { keyBytes, openWith, SealBroken, sealWith } from './envelope.ts';

const key = randomBytes(keyBytes);

describe('sealing with a key', () => {
  test.each(['', '510107199003071234', '鳛𠮷'])('gives “%s” back', (plain) => {
    expect(openWith(key, sealWith(key, plain, 'c'), 'c').toString()).toBe(plain);
  });

  test('never gives the same bytes twice and shows nothing of the content', () => {
    const sealed = sealWith(key, '510107199003071234', 'c');
    expect(sealed.includes('510107')).toBe(false);
    expect(sealed.equals(sealWith(key, '510107199003071234', 'c'))).toBe(false);
  });

  test('opens with no other key and in no other context', () => {
    const sealed = sealWith(key, 'x', 'phone:1');
    expect(() => openWith(key, sealed, 'phone:2')).toThrow(SealBroken);
    expect(() => openWith(randomBytes(keyBytes), sealed, 'phone:1')).toThrow(SealBroken);
  });

  test('notices every altered byte and every cut', () => {
    const sealed = sealWith(key, 'x', 'c');
    for (let at = 0; at < sealed.length; at += 1) {
      const altered = Buffer.from(sealed);
      altered[at] = (altered[at] ?? 0) ^ 1;
      expect(() => openWith(key, altered, 'c')).toThrow(SealBroken);
      expect(() => openWith(key, sealed.subarray(0, at), 'c')).toThrow(SealBroken);
    }
  });
});
