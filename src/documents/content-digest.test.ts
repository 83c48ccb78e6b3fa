import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { contentDigest } from './content-digest.ts';
import type { Form, IntakeReceiptData } from './forms.ts';
import { sampleForms, sampleReceipt } from './sample-forms.ts';

const receipt = (data: IntakeReceiptData): Form => ({ kind: 'intakeReceipt', data });

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  const members = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(members.map(([key, inner]) => [key, sorted(inner)]));
}

describe('contentDigest', () => {
  it('is SHA-256 over canonical JSON: members sorted, no blanks', () => {
    const canonical = JSON.stringify(sorted({ kind: 'intakeReceipt', data: sampleReceipt }));
    expect(contentDigest(receipt(sampleReceipt))).toBe(createHash('sha256').update(canonical).digest('hex'));
  });

  it('does not depend on the order of members', () => {
    const turned = Object.fromEntries(Object.entries(sampleReceipt).toReversed()) as IntakeReceiptData;
    expect(contentDigest(receipt(turned))).toBe(contentDigest(receipt(sampleReceipt)));
  });

  it('differs when any value differs', () => {
    const digests = [
      sampleReceipt,
      { ...sampleReceipt, applicantName: '赵容' },
      { ...sampleReceipt, lines: sampleReceipt.lines.toReversed() },
      { ...sampleReceipt, replaces: 'SJ-510107-20210928-0040' },
    ].map((data) => contentDigest(receipt(data)));
    expect(new Set(digests).size).toBe(digests.length);
  });

  it('differs from kind to kind', () => {
    expect(new Set(sampleForms.map(contentDigest)).size).toBe(sampleForms.length);
  });
});
