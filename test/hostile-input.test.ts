import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Receipt } from '../scripts/client/client.ts';
import { all, sql } from '../src/platform/database.ts';
import type { ProblemBody } from '../src/platform/problem.ts';
import type { Role } from '../src/regulation/roles.ts';
import { applicationFor, cardRegistered, luoXiaomei, opening } from './case-steps.ts';
import { type Operation, operationsOf } from './operations.ts';
import { type Answer, openSystem, type Person, type Question, type TestSystem } from './system.ts';

const start = '2021-06-07T10:00:00.000+08:00';

/** Texts that have brought down other systems. */
const hostileTexts = [
  '\u0000',
  '罗\u0007晓梅',
  '\u202E梅晓罗',
  '罗\u200B晓梅',
  '\uD800',
  '\uFFFE',
  'é'.normalize('NFD').repeat(20),
  "'; drop table cases; --",
  '" or 1=1 --',
  '{{constructor.constructor("return process")()}}',
  '${7*7}#{7*7}<%= 7*7 %>',
  '<script>alert(1)</script>',
  '#set page(width: 1cm)',
  '../../../../etc/passwd',
  '%00%0d%0aSet-Cookie: a=b',
  '𠮷'.repeat(50),
  '长'.repeat(5000),
  '',
  ' ',
] as const;

/** Logs of requests, tries and sign-ins, and the feed of what was done before, grow as the test goes on; nothing else may. */
const logTables = new Set([
  'audit_entries',
  'audit_seals',
  'feed_batches',
  'feed_entries',
  'feed_pending',
  'public_tries',
  'sessions',
  'sign_in_attempts',
]);

const personWith: Partial<Record<Role, string>> = {
  coordinationGroup: 'coordinator',
  auditor: 'auditor',
  systemAdministrator: 'sysadmin',
  serviceAdministration: 'admin.510107',
  windowLead: 'lead.510107',
  windowClerk: 'intake.510107',
};

/** A value of another type than the given one. */
const ofAnotherType = (value: unknown): unknown =>
  typeof value === 'object' && value !== null ? 7 : { not: ['this'] };

function expectProblem(answer: Answer, about: string): ProblemBody {
  expect(
    answer.status,
    `${about} → ${answer.status} ${answer.bytes.toString('utf8').slice(0, 300)}`,
  ).toBeGreaterThanOrEqual(400);
  expect(answer.status, `${about} → ${answer.bytes.toString('utf8').slice(0, 300)}`).toBeLessThan(500);
  expect(String(answer.headers['content-type']), about).toContain('application/problem+json');
  const body = answer.body as ProblemBody;
  expect(body.title, about).toMatch(/\p{Script=Han}/u);
  expect(body.status, about).toBe(answer.status);
  const text = answer.bytes.toString('utf8');
  expect(text, about).not.toMatch(
    /node_modules|\.ts:\d|\bat \w+ \(|SyntaxError|TypeError|pg_|postgres|select .* from/i,
  );
  return body;
}

describe('坏输入（R-243）：说得清、不出 5xx、不存、不漏', () => {
  let system: TestSystem;
  let operations: Operation[];
  let kase: Receipt;

  beforeAll(async () => {
    system = await openSystem(start);
    operations = operationsOf(await system.visitor().get<object>('/api/openapi.json'));
    kase = await cardRegistered({ intake: await system.as('intake.510107') }, '500110');
    return () => system.close();
  });

  const tables = async (): Promise<string[]> =>
    (
      await all(
        system.database.db,
        sql<{ name: string }>`
          select table_name as name from information_schema.tables
          where table_schema = current_schema() and table_type = 'BASE TABLE' order by 1`,
      )
    ).map(({ name }) => name);

  /** How many rows every table has. */
  async function rows(): Promise<Record<string, number>> {
    const counted = (await tables()).filter((name) => !logTables.has(name));
    const counts = await all(
      system.database.db,
      sql<{ name: string; count: number }>`${sql.join(
        counted.map(
          (name) => sql`select ${name}::text as name, count(*)::int as count from ${sql.table(name)}`,
        ),
        sql` union all `,
      )}`,
    );
    return Object.fromEntries(counts.map(({ name, count }) => [name, count]));
  }

  /** Does something of which nothing may remain. */
  async function leavesNothing(work: () => Promise<void>): Promise<void> {
    const before = await rows();
    await work();
    expect(await rows()).toEqual(before);
  }

  /** Somebody whom the route lets in, so that the input itself is judged. */
  async function personFor({ method, path, open }: Operation): Promise<Person> {
    if (open) return system.visitor(`192.0.2.${Math.floor(Math.random() * 250)}`);
    const url = path.replaceAll(/\{(\w+)\}/g, ':$1');
    const access = system.routes.find((route) => route.method === method && route.url === url)?.access;
    const role = Array.isArray(access) ? (access as Role[]).find((each) => personWith[each]) : 'windowClerk';
    return system.as(personWith[role ?? 'windowClerk'] ?? '');
  }

  /** What an address names that is no record's id; anything else is an id nobody has. */
  const named: Record<string, string> = {
    region: '510107',
    regionCode: '510107',
    code: '510107',
    point: 'directory',
    number: '1',
    setting: 'homeAnswer',
    catalogue: 'southwest-5',
    optionId: '048-1',
    event: 'caseSubmitted',
    service: 'oneWindow',
  };
  const filled = (path: string): string =>
    path
      .replace('/api/cases/{id}', `/api/cases/${kase.id}`)
      .replace('/api/notices/{id}', '/api/notices/1')
      .replace('/api/list-programmes/{id}', '/api/list-programmes/southwest-5')
      .replace('/api/editions/{id}', '/api/editions/southwest-5.2021-1')
      .replaceAll(/\{(\w+)\}/g, (_all, name: string) => named[name] ?? randomUUID());

  const asked = (
    { method, path }: Operation,
    body: unknown,
    headers: Record<string, string> = {},
  ): [string, Question] => [
    filled(path),
    {
      method,
      body,
      headers: {
        'idempotency-key': randomUUID(),
        'if-match': `"${path.endsWith('/draft') ? 0 : kase.version}"`,
        ...headers,
      },
    },
  ];

  const withBody = (): Operation[] => operations.filter(({ body }) => body !== undefined);
  const exampleOf = ({ body }: Operation): Record<string, unknown> =>
    (body?.examples?.[0] ?? {}) as Record<string, unknown>;

  test('多写的字段：400，指出是哪一个', () =>
    leavesNothing(async () => {
      for (const operation of withBody()) {
        const person = await personFor(operation);
        const [path, question] = asked(operation, { ...exampleOf(operation), nobodyAskedForThis: 1 });
        const problem = expectProblem(await person.ask(path, question), operation.name);
        expect(problem, operation.name).toMatchObject({ status: 400, code: 'field-invalid' });
        expect(JSON.stringify(problem.errors), operation.name).toContain('nobodyAskedForThis');
      }
    }));

  test('类型不对：400', () =>
    leavesNothing(async () => {
      for (const operation of withBody()) {
        const person = await personFor(operation);
        const example = exampleOf(operation);
        for (const field of Object.keys(example)) {
          const [path, question] = asked(operation, { ...example, [field]: ofAnotherType(example[field]) });
          const problem = expectProblem(await person.ask(path, question), `${operation.name} ${field}`);
          expect(problem.code, `${operation.name} ${field}`).toBe('field-invalid');
        }
        for (const body of ['[]', '"text"', '7', 'null', 'true']) {
          const [path, question] = asked(operation, body);
          expect(expectProblem(await person.ask(path, question), `${operation.name} ${body}`).status).toBe(
            400,
          );
        }
      }
    }));

  test('读不懂的、套得太深的、碰原型的、太大的、格式不收的', () =>
    leavesNothing(async () => {
      const deep = `${'{"a":'.repeat(21)}1${'}'.repeat(21)}`;
      const large = JSON.stringify({ text: '大'.repeat(400_000) });
      const whole: [string, string, number, string | undefined][] = [
        ['broken', '{"optionId":', 400, 'body-malformed'],
        ['half a character', '{"a":"\\ud800"}', 400, 'body-malformed'],
        ['trailing', '{"a":1}x', 400, 'body-malformed'],
        ['deep', deep, 400, 'body-too-deep'],
        ['proto', '{"__proto__":{"admin":true}}', 400, 'body-malformed'],
        ['constructor', '{"constructor":{"prototype":{}}}', 400, 'body-malformed'],
        ['large', large, 413, 'body-too-large'],
      ];
      for (const operation of withBody()) {
        const person = await personFor(operation);
        for (const [name, text, status, code] of whole) {
          const [path, question] = asked(operation, text);
          expect(expectProblem(await person.ask(path, question), `${operation.name} ${name}`)).toMatchObject({
            status,
            code,
          });
        }
        for (const type of ['text/xml', 'text/plain', 'application/x-www-form-urlencoded', 'image/png']) {
          const [path, question] = asked(operation, '<a/>', { 'content-type': type });
          expect(expectProblem(await person.ask(path, question), `${operation.name} ${type}`).status).toBe(
            415,
          );
        }
      }
    }));

  test('缺了、写坏了的请求头', () =>
    leavesNothing(async () => {
      const clerk = await system.as('intake.510107');
      const path = `/api/cases/${kase.id}/record-identity-check`;
      const body = { method: 'documentReader', subject: 'applicant', passed: true };
      const ask = (headers: Record<string, string>) => clerk.ask(path, { method: 'POST', body, headers });
      const match = `"${kase.version}"`;
      for (const key of [undefined, '', 'short', 'has spaces in it', 'x'.repeat(101), '键'.repeat(10)]) {
        const answer = await ask({
          'if-match': match,
          ...(key === undefined ? {} : { 'idempotency-key': key }),
        });
        expect(expectProblem(answer, `key ${key}`)).toMatchObject({
          status: 400,
          code: 'request-key-missing',
        });
      }
      for (const version of [
        undefined,
        '',
        '*',
        '7',
        'W/"7"',
        '"-1"',
        '"1e3"',
        '"99999999999"',
        '"7", "8"',
      ]) {
        const answer = await ask({
          'idempotency-key': randomUUID(),
          ...(version === undefined ? {} : { 'if-match': version }),
        });
        expect(expectProblem(answer, `if-match ${version}`)).toMatchObject({
          status: 428,
          code: 'precondition-missing',
        });
      }
      const stale = await ask({ 'idempotency-key': randomUUID(), 'if-match': '"1"' });
      expect(expectProblem(stale, 'stale')).toMatchObject({
        status: 412,
        code: 'stale-version',
        version: kase.version,
      });
      for (const token of ['', 'x', 'Bearer', '\u0001', 'A'.repeat(5000)]) {
        const answer = await system
          .visitor()
          .ask(path, { method: 'POST', body, headers: { authorization: `Bearer ${token}` } });
        expect(expectProblem(answer, 'token').status).toBe(401);
      }
    }));

  test('同一请求编号、另一份内容：退回，不办第二次', async () => {
    const clerk = await system.as('intake.510107');
    const now = await cardRegistered({ intake: clerk }, '500110');
    const path = `/api/cases/${now.id}/record-identity-check`;
    const headers = { 'idempotency-key': randomUUID(), 'if-match': `"${now.version}"` };
    const body = { method: 'documentReader', subject: 'applicant', passed: true };
    expect((await clerk.ask(path, { method: 'POST', body, headers })).status).toBe(200);
    await leavesNothing(async () => {
      const other = await clerk.ask(path, { method: 'POST', body: { ...body, passed: false }, headers });
      expect(expectProblem(other, 'reused')).toMatchObject({ status: 422, code: 'request-key-reused' });
    });
  });

  test('姓名、地址、理由里的控制字符、方向字符、看不见的字符：指出是哪一处', async () => {
    const clerk = await system.as('intake.510107');
    const form = await applicationFor(clerk, '048-1', '500110');
    const invisible = ['\u0000', '\u0007', '\u202E', '\u200B', '\uFFFE'].map((mark) => `罗${mark}晓梅`);
    const places: [string, (text: string) => object][] = [
      ['/applicant/name', (name) => ({ applicant: { ...luoXiaomei, name } })],
      ['/contact/name', (name) => ({ contact: { ...form.contact, name } })],
      [
        '/delivery/address/recipient',
        (recipient) => ({
          delivery: { way: 'mail', address: { recipient, phone: '13800006021', address: '示例路16号' } },
        }),
      ],
      [
        '/delivery/address/address',
        (address) => ({
          delivery: { way: 'mail', address: { recipient: '罗晓梅', phone: '13800006021', address } },
        }),
      ],
      ['/duplicateReason', (duplicateReason) => ({ duplicateReason })],
    ];
    await leavesNothing(async () => {
      for (const [pointer, change] of places) {
        for (const text of [...invisible, '名'.repeat(2001)]) {
          const problem = expectProblem(
            await clerk.ask('/api/cases', opening({ ...form, ...change(text) })),
            `${pointer} ${JSON.stringify(text.slice(0, 20))}`,
          );
          expect(
            problem.errors?.map((error) => error.pointer.replace('/body', '')),
            pointer,
          ).toContain(pointer);
        }
      }
    });
    const commands: [string, (text: string) => object][] = [
      [
        'mark-material',
        (correction) => ({
          lineId: '048-1-m-form',
          verdict: 'deficient',
          reasonCode: 'unsigned',
          correction: `${correction}请签名后再交`,
        }),
      ],
      [
        'choose-delivery',
        (recipient) => ({ way: 'mail', address: { recipient, phone: '13800006021', address: '示例路16号' } }),
      ],
      [
        'choose-delivery',
        (address) => ({ way: 'mail', address: { recipient: '罗晓梅', phone: '13800006021', address } }),
      ],
      [
        'record-contact',
        (result) => ({ channel: 'phone', number: '13800006021', reached: true, purpose: 'other', result }),
      ],
      [
        'record-contact',
        (number) => ({ channel: 'phone', number, reached: true, purpose: 'other', result: '已联系' }),
      ],
    ];
    for (const [command, body] of commands) {
      for (const text of invisible) {
        const problem = await clerk.refusedCommand(kase, command, body(text));
        expect([400, 422], `${command} ${JSON.stringify(text)}`).toContain(problem.status);
      }
    }
    expect((await clerk.view(kase.id)).version).toBe(kase.version);
  });

  test('校验位不对的证件号、信用代码、业务编号、运单号', async () => {
    const clerk = await system.as('intake.510107');
    const form = await applicationFor(clerk, '048-1', '500110');
    const identities: [string, string][] = [
      ['residentId', '110105194912310021'],
      ['residentId', '110105194913310023'],
      ['residentId', '11010519491231002'],
      ['hkMacaoTaiwanResidence', '810000199408230022'],
      ['foreignPermanentResidence', '911124198108030025'],
      ['passport', '护照一号'],
      ['creditCode', '91350100M000100Y44'],
    ];
    await leavesNothing(async () => {
      for (const [identityKind, identityNumber] of identities) {
        const kind = identityKind === 'creditCode' ? 'organisation' : 'person';
        const applicant = { kind, name: '某人', identityKind, identityNumber };
        const problem = expectProblem(
          await clerk.ask('/api/cases', opening({ ...form, applicant })),
          identityNumber,
        );
        expect(
          problem.errors?.map(({ pointer }) => pointer),
          identityNumber,
        ).toContain('/applicant/identityNumber');
      }
      const phones = ['12345', '13800006021x', '１', '+86', '0'.repeat(30)];
      for (const phone of phones) {
        const contact = { name: '罗晓梅', phone };
        expectProblem(await clerk.ask('/api/cases', opening({ ...form, contact })), phone);
      }
    });
  });

  test('随便什么字进到路径和查询里：不出 5xx，拒绝都说得清', async () => {
    const questions = operations.filter(
      ({ method, path }) => method === 'GET' && !/stream|docs|openapi|metrics|public/.test(path),
    );
    const queries = [
      'q',
      'parent',
      'region',
      'catalogue',
      'item',
      'homeRegion',
      'at',
      'from',
      'limit',
      'after',
      'queue',
      'state',
      'unmask',
      'action',
      'days',
    ];
    const fine = new Set([200, 400, 403, 404, 422]);
    await leavesNothing(async () => {
      for (const operation of questions) {
        const person = await personFor(operation);
        const paths = hostileTexts.flatMap((text) => {
          const encoded = encodeURIComponent(text.isWellFormed() ? text.slice(0, 300) : '\uFFFD');
          const path = operation.path.includes('{')
            ? [operation.path.replaceAll(/\{\w+\}/g, encoded || '%20')]
            : [];
          const query = queries.map((name) => `${name}=${encoded}`).join('&');
          return [
            ...path,
            `${filled(operation.path)}?${query}`,
            `${filled(operation.path)}?${queries[text.length % queries.length]}=${encoded}`,
          ];
        });
        const answers = await Promise.all(paths.map((path) => person.ask(path)));
        for (const [index, answer] of answers.entries()) {
          expect(fine, `${paths[index]?.slice(0, 200)} → ${answer.status}`).toContain(answer.status);
          if (answer.status >= 400) expectProblem(answer, paths[index]?.slice(0, 200) ?? '');
        }
      }
      for (const path of [
        '/api/cases/%E0%A4%A',
        '/api/%',
        '/api/nothing-here',
        '/%00',
        `/${'x'.repeat(5000)}`,
        '/api/cases/..%2f..%2fetc',
      ]) {
        const answer = await (await system.as('intake.510107')).ask(path);
        expect([400, 404], path.slice(0, 60)).toContain(answer.status);
        expect(answer.bytes.toString('utf8')).not.toMatch(/node_modules|\.ts:\d/);
      }
    });
  });

  test('公众查询：随便什么字，都是同样中性的答复', async () => {
    const answers = await Promise.all(
      hostileTexts.map((text, index) => {
        const code = encodeURIComponent(text.isWellFormed() ? text.slice(0, 80) : 'x') || '%20';
        return system.visitor(`203.0.113.${index}`).ask(`/api/public/verification/${code}`);
      }),
    );
    for (const answer of answers) expect([400, 404]).toContain(expectProblem(answer, 'verification').status);
  });

  test('任意改坏的请求体：要么办了，要么说清为什么不办；从不出 5xx', async () => {
    const changing = withBody().filter(({ path }) => !/session|staff|clock|public/.test(path));
    const value = fc.oneof(
      fc.constantFrom<unknown>(...hostileTexts),
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.jsonValue({ maxDepth: 4 }),
      fc.double(),
      fc.constantFrom<unknown>(-1, 0, 1e308, Number.MAX_SAFE_INTEGER, [], {}, null, [[]], true),
    );
    const clerk = await system.as('intake.510107');
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...changing), fc.nat(), value, async (operation, at, replacement) => {
        const example = exampleOf(operation);
        const fields = Object.keys(example);
        const field = fields[at % Math.max(1, fields.length)] ?? 'anything';
        const version = await all(
          system.database.db,
          sql<{ version: number }>`select version from cases where id = ${kase.id}`,
        );
        const [path, question] = asked(
          operation,
          { ...example, [field]: replacement },
          { 'if-match': `"${version[0]?.version}"` },
        );
        const answer = await clerk.ask(path, question);
        if (answer.status >= 300)
          expectProblem(answer, `${operation.name} ${field}=${JSON.stringify(replacement)}`);
      }),
      { numRuns: 300 },
    );
    expect((await clerk.view(kase.id)).businessNumber).toBe(kase.businessNumber);
    expect(system.logged()).not.toContain('unexpected error');
  });
});
