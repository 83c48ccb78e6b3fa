import { describe, expect, test } from 'vitest';
import { readCarrierAccess } from './carrier-access.ts';

const url = 'http://127.0.0.1:8091';
const secret = 'a-secret-of-both-sides';

describe('the settings of the carrier', () => {
  test('none: waybills are typed; both: connected', () => {
    expect(readCarrierAccess({})).toBeUndefined();
    expect(readCarrierAccess({ TONGBAN_CARRIER_URL: url, TONGBAN_CARRIER_SECRET: secret })).toEqual({
      url,
      secret,
    });
  });

  test.each([
    [{ TONGBAN_CARRIER_URL: url }, '同时'],
    [{ TONGBAN_CARRIER_SECRET: secret }, '同时'],
    [{ TONGBAN_CARRIER_URL: 'carrier', TONGBAN_CARRIER_SECRET: secret }, '地址'],
    [{ TONGBAN_CARRIER_URL: 'file:///etc/passwd', TONGBAN_CARRIER_SECRET: secret }, '地址'],
    [{ TONGBAN_CARRIER_URL: url, TONGBAN_CARRIER_SECRET: 'short' }, '16 个字符'],
  ])('%o is refused', (env, words) => {
    expect(() => readCarrierAccess(env)).toThrow(words);
  });
});
