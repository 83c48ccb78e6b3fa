import { expect, test } from 'vitest';
import { readSuppliers } from './supplier.ts';
import { faultOf, signatureOf } from './supplier-signature.ts';

const secret = 'a-secret-of-both-sides';
const now = Date.UTC(2021, 8, 29, 2);
const signed = {
  timestamp: String(now),
  nonce: '0123456789abcdef',
  path: '/api/supplier-reports/sms-1',
  body: { id: 'x:1', status: 'delivered' },
};
const signature = signatureOf(secret, signed);

test('签名对、时间新的采信；正文里字段的先后不影响', () => {
  expect(faultOf(secret, { ...signed, signature }, now)).toBeUndefined();
  expect(
    faultOf(secret, { ...signed, body: { status: 'delivered', id: 'x:1' }, signature }, now + 299_000),
  ).toBeUndefined();
});

test.each<[string, Partial<typeof signed & { signature: string }>, number, string]>([
  ['没有签名', { signature: '' }, now, 'unsigned'],
  ['没有时间', { timestamp: '' }, now, 'unsigned'],
  ['随机数太短', { nonce: 'abc' }, now, 'unsigned'],
  ['改了正文', { body: { id: 'x:1', status: 'failed' } }, now, 'forged'],
  ['改了路径', { path: '/api/supplier-reports/sms-2' }, now, 'forged'],
  ['改了时间', { timestamp: String(now + 1) }, now, 'forged'],
  ['换了随机数', { nonce: 'fedcba9876543210' }, now, 'forged'],
  ['签名长短不对', { signature: 'aa' }, now, 'forged'],
  ['太旧', {}, now + 301_000, 'stale'],
  ['来自将来', {}, now - 301_000, 'stale'],
])('不采信：%s', (_what, change, at, fault) => {
  expect(faultOf(secret, { ...signed, signature, ...change }, at)).toBe(fault);
});

test('供应商的设置：缺一半、地址不对、密钥太短都说清楚', () => {
  expect(readSuppliers({})).toEqual({ sms: [], email: [] });
  const url = 'http://127.0.0.1:8191/';
  expect(
    readSuppliers({
      TONGBAN_SMS_1_URL: url,
      TONGBAN_SMS_1_SECRET: secret,
      TONGBAN_SMS_2_URL: url,
      TONGBAN_SMS_2_SECRET: secret,
    }).sms,
  ).toEqual([
    { id: 'sms-1', url: 'http://127.0.0.1:8191', secret },
    { id: 'sms-2', url: 'http://127.0.0.1:8191', secret },
  ]);
  expect(() => readSuppliers({ TONGBAN_SMS_1_URL: url })).toThrow('TONGBAN_SMS_1_SECRET');
  expect(() => readSuppliers({ TONGBAN_SMS_1_SECRET: secret })).toThrow('TONGBAN_SMS_1_URL');
  expect(() => readSuppliers({ TONGBAN_SMS_1_URL: 'ftp://x', TONGBAN_SMS_1_SECRET: secret })).toThrow('http');
});
