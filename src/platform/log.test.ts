import { Writable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { createLogger } from './log.ts';
import { maskNumbers } from './sensitive-text.ts';

const identity = '510107199003071234';
const phone = '13800006021';

function logged(write: (log: ReturnType<typeof createLogger>) => void): {
  text: string;
  entry: Record<string, unknown>;
} {
  let text = '';
  const destination = new Writable({
    write(chunk: Buffer, _encoding, done) {
      text += chunk.toString();
      done();
    },
  });
  write(createLogger({ level: 'info', destination }));
  return { text, entry: JSON.parse(text) as Record<string, unknown> };
}

describe('numbers in texts', () => {
  test.each([
    [`身份证${identity}。`, '身份证510***********1234。'],
    ['51010719900307123X', '510***********123X'],
    [`电话${phone}，备用19912345678`, '电话138****6021，备用199****5678'],
    ['业务编号51010720210430000017', '业务编号51010720210430000017'],
    ['1619766000000', '1619766000000'],
    ['12345678901', '12345678901'],
  ])('%s', (text, masked) => {
    expect(maskNumbers(text)).toBe(masked);
  });
});

describe('a line of the log', () => {
  test.each<[string, (log: ReturnType<typeof createLogger>) => void]>([
    ['message', (log) => log.info(`applicant ${identity} ${phone}`)],
    ['message with values', (log) => log.info('applicant %s %s', identity, phone)],
    ['members', (log) => log.info({ query: identity, list: [{ deep: { value: phone } }] }, 'x')],
    ['numbers', (log) => log.info({ value: Number(phone) }, 'x')],
    ['child', (log) => log.child({ who: identity, phone }).info('x')],
    ['error', (log) => log.error(new Error(`duplicate ${identity}`))],
    ['error as a member', (log) => log.error({ error: new Error(`failed ${phone}`) }, 'x')],
    ['nested cause', (log) => log.error({ err: new Error('x', { cause: new Error(identity) }) })],
    [
      'row of the database',
      (log) => log.error({ err: Object.assign(new Error('x'), { detail: `(${identity})` }) }),
    ],
  ])('holds no full identity or telephone number: %s', (_where, write) => {
    const { text } = logged(write);
    expect(text).not.toContain(identity);
    expect(text).not.toContain(phone);
  });

  test.each(['authorization', 'Cookie', 'password', 'identityNumber', 'phone', 'name', 'address', 'answers'])(
    'hides %s at any depth',
    (member) => {
      const { text } = logged((log) =>
        log.info({ [member]: '藏起来', a: [{ b: { [member]: { c: '藏起来' } } }] }, 'x'),
      );
      expect(text).not.toContain('藏起来');
    },
  );

  test('keeps what is needed to find a fault', () => {
    const { entry } = logged((log) =>
      log.error({ caseId: 'c-1', error: new TypeError('no such row') }, '办理失败'),
    );
    expect(entry).toMatchObject({
      level: 'error',
      caseId: 'c-1',
      msg: '办理失败',
      error: { type: 'TypeError', message: 'no such row', stack: expect.stringContaining('log.test.ts') },
    });
    expect(Number.isNaN(Date.parse(String(entry['time'])))).toBe(false);
  });
});
