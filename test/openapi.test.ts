import Schema from 'typebox/schema';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Operation, operationsOf } from './operations.ts';
import { sharedSystem } from './system.ts';

describe('/api/openapi.json', () => {
  let operations: Operation[];
  let version: string;
  beforeAll(async () => {
    const system = await sharedSystem('2021-06-07T10:00:00.000+08:00');
    const document = await system.visitor().get<{ openapi: string }>('/api/openapi.json');
    version = document.openapi;
    operations = operationsOf(document);
  });

  test('是 3.1，接口都在里面，网页不在', () => {
    expect(version).toMatch(/^3\.1/);
    expect(operations.length).toBeGreaterThan(70);
    expect(operations.filter(({ path }) => !path.startsWith('/api/') && path !== '/metrics')).toEqual([]);
  });

  test('每个操作都有中文摘要、分类和拒绝的答复', () => {
    for (const { name, summary, tags, statuses } of operations) {
      expect(summary, name).toMatch(/\p{Script=Han}/u);
      expect(tags.length, name).toBeGreaterThan(0);
      expect(
        statuses.some((status) => status >= 400),
        name,
      ).toBe(true);
      expect(
        statuses.some((status) => status < 300),
        name,
      ).toBe(true);
    }
  });

  test('要登录的操作写明 401', () => {
    for (const { name, open, statuses } of operations)
      expect(open || statuses.includes(401), name).toBe(true);
  });

  test('每个 JSON 请求体都有例子，例子合乎自己的格式', () => {
    const withBody = operations.filter(({ body }) => body !== undefined);
    expect(withBody.length).toBeGreaterThan(40);
    for (const { name, body } of withBody) {
      expect(body?.examples?.length, name).toBeGreaterThan(0);
      for (const example of body?.examples ?? []) expect(Schema.Check(body ?? {}, example), name).toBe(true);
    }
  });
});
