import { describe, expect, test } from 'vitest';
import { canonical } from './canonical.ts';
import { commit, verifyCommitment } from './commitment.ts';
import { algorithmOf, chainHash, chainStart, isChainHash, sha256Hex } from './digest.ts';

describe('canonical JSON', () => {
  test('does not depend on the order of members', () => {
    expect(canonical({ b: [1, { d: '鳛', c: null }], a: true })).toBe(
      '{"a":true,"b":[1,{"c":null,"d":"鳛"}]}',
    );
  });

  test.each([undefined, Number.NaN, Number.POSITIVE_INFINITY, '\ud83d', () => 1])('refuses %s', (value) => {
    expect(() => canonical(value)).toThrow(/canonical|not allowed/);
  });
});

describe('digests', () => {
  test('SHA-256 of abc is that of FIPS 180-4', () => {
    expect(sha256Hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });

  test.each(['sha256', 'sm3'] as const)(
    'a link by %s names its algorithm and depends on all before it',
    (by) => {
      const one = chainHash(chainStart, '{"a":1}', by);
      const two = chainHash(one, '{"a":2}', by);
      expect(algorithmOf(one)).toBe(by);
      expect(isChainHash(two, one, '{"a":2}')).toBe(true);
      expect(isChainHash(two, one, '{"a":3}')).toBe(false);
      expect(isChainHash(two, chainStart, '{"a":2}')).toBe(false);
      expect(isChainHash(two.replace(by, by === 'sm3' ? 'sha256' : 'sm3'), one, '{"a":2}')).toBe(false);
    },
  );

  test('what names no known algorithm is no link', () => {
    expect(algorithmOf('md5:00')).toBeUndefined();
    expect(isChainHash('md5:00', '', '')).toBe(false);
  });
});

describe('commitments (OP-98)', () => {
  const content = { name: '罗小梅', phone: '13800006021' };

  test('hold for the content in any order of members', () => {
    const made = commit(content);
    expect(verifyCommitment({ phone: content.phone, name: content.name }, made)).toBe(true);
    expect(made.salt).toMatch(/^[0-9a-f]{64}$/);
  });

  test('fail for other content and for another salt', () => {
    const made = commit(content);
    expect(verifyCommitment({ ...content, name: '罗小海' }, made)).toBe(false);
    expect(verifyCommitment(content, { ...made, salt: commit(content).salt })).toBe(false);
    expect(verifyCommitment(content, { ...made, salt: '' })).toBe(false);
    expect(verifyCommitment(content, { ...made, commitment: '' })).toBe(false);
  });

  test('of the same content differ, so that content cannot be guessed', () => {
    expect(commit(content).commitment).not.toBe(commit(content).commitment);
  });
});
