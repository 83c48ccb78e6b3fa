import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inclusionPath, leafHash, merkleRoot, provesInclusion } from './merkle.ts';

// Reference data of the Certificate Transparency project for RFC 6962.
const entries = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
];
const leaves = entries.map((hex) => leafHash(Buffer.from(hex, 'hex')));
const roots: [number, string][] = [
  [0, 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
  [1, '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d'],
  [2, 'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125'],
  [3, 'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77'],
  [7, 'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c'],
  [8, '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328'],
];

describe('the tree of RFC 6962', () => {
  test.each(roots)('over %i entries has the published root', (count, root) => {
    expect(merkleRoot(leaves.slice(0, count)).toString('hex')).toBe(root);
  });

  test('proves each entry at its place, and nothing else', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.nat(), fc.nat(), (size, at, elsewhere) => {
        const all = Array.from({ length: size }, (_, i) => leafHash(String(i)));
        const index = at % size;
        const path = inclusionPath(all, index);
        const leaf = all[index] as Buffer;
        const root = merkleRoot(all);
        const other = elsewhere % size;
        expect(provesInclusion({ leaf, index, size, path }, root)).toBe(true);
        expect(provesInclusion({ leaf: leafHash('forged'), index, size, path }, root)).toBe(false);
        expect(provesInclusion({ leaf, index: other, size, path }, root)).toBe(other === index);
        expect(provesInclusion({ leaf, index, size, path: [...path, leaf] }, root)).toBe(false);
      }),
    );
  });

  test('refuses a place outside the list', () => {
    expect(() => inclusionPath(leaves, 8)).toThrow(RangeError);
    expect(() => inclusionPath([], 0)).toThrow(RangeError);
  });
});
