import { describe, expect, test } from 'vitest';
import { sign, signatureFault } from './signed-message.ts';

const secret = 'a-secret-of-both-sides';
const now = 1_622_685_600_000;
const message = {
  timestamp: String(now),
  nonce: 'n'.repeat(20),
  path: '/api/carrier/events',
  body: '{"events":[]}',
};
const signed = (changes: Partial<typeof message> = {}, by = secret) => {
  const changed = { ...message, ...changes };
  return { ...changed, signature: sign(by, changed) };
};

describe('messages that two sides sign', () => {
  test('a good one is taken, a little late or early too', () => {
    expect(signatureFault(secret, signed(), now)).toBeUndefined();
    expect(signatureFault(secret, signed(), now + 5 * 60_000)).toBeUndefined();
    expect(signatureFault(secret, signed(), now - 5 * 60_000)).toBeUndefined();
  });

  test.each([
    ['after 5 minutes', signed(), now + 5 * 60_000 + 1, 'stale'],
    ['from the future', signed(), now - 5 * 60_000 - 1, 'stale'],
    ['under another secret', signed({}, 'another-secret-altogether'), now, 'forged'],
    ['with another body', { ...signed(), body: '{"events":[1]}' }, now, 'forged'],
    ['for another address', { ...signed(), path: '/api/cases' }, now, 'forged'],
    ['with another nonce', { ...signed(), nonce: 'm'.repeat(20) }, now, 'forged'],
    ['at another time', { ...signed(), timestamp: String(now + 1) }, now, 'forged'],
    ['without a signature', { ...signed(), signature: '' }, now, 'unsigned'],
    ['without a nonce', signed({ nonce: '' }), now, 'unsigned'],
    ['without a time', signed({ timestamp: 'today' }), now, 'unsigned'],
  ])('one %s is refused', (_name, sent, at, fault) => {
    expect(signatureFault(secret, sent, at)).toBe(fault);
  });
});
