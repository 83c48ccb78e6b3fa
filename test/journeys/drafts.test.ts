import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Receipt } from '../../scripts/client/client.ts';
import { all, sql } from '../../src/platform/database.ts';
import { applicationFor, luoXiaomei, opening, type Person } from '../case-steps.ts';
import { sharedSystem, type TestSystem } from '../system.ts';

type Draft = {
  revision: number;
  form: Record<string, unknown>;
  updatedAt: string;
  closedBecause: string | null;
};

/** Before the list that offers the matter was in force: the same as after it was withdrawn. */
const notOffered = '2021-01-04T10:00:00.000+08:00';

const start = '2021-07-01T10:00:00.000+08:00';
const matter = { optionId: '048-1', homeRegion: '500110', mode: 'proxyIntake' };

describe('草稿（R-069）', () => {
  let system: TestSystem;
  let clerk: Person;
  let colleague: Person;
  beforeAll(async () => {
    system = await sharedSystem(start);
    clerk = await system.as('intake.510131');
    colleague = await system.as('lead.510131');
  });

  const opened = (form: object = {}): Promise<Receipt> =>
    clerk.post('/api/cases', { ...matter, ...form }, { 'idempotency-key': randomUUID() });
  const save = (id: string, revision: number, form: object): Promise<{ revision: number }> =>
    clerk.put(`/api/cases/${id}/draft`, form, { 'if-match': `"${revision}"` });
  const draftOf = (id: string): Promise<Draft> => clerk.get(`/api/cases/${id}/draft`);
  const stateOf = async (id: string) => {
    const [row] = await all(
      system.database.db,
      sql<{ state: string; contents: number; personal: boolean }>`
        select state, (select count(*) from case_drafts where case_id = ${id}) as contents, personal is not null as personal
        from cases where id = ${id}`,
    );
    return row;
  };

  test('没有编号，写到一半存下来，关掉浏览器再打开还在', async () => {
    system.at(start);
    const draft = await opened();
    expect(draft).toMatchObject({ state: 'draft' });
    expect(draft).not.toHaveProperty('businessNumber');
    expect(await draftOf(draft.id)).toMatchObject({ revision: 0, form: {} });
    const typed = {
      applicant: { ...luoXiaomei, identityNumber: '1101' },
      contact: { name: '罗', phone: '1' },
    };
    expect(await save(draft.id, 0, typed)).toEqual({ revision: 1 });
    expect(await draftOf(draft.id)).toMatchObject({ revision: 1, form: typed });
    // Saving is no event of the case.
    expect(await clerk.events(draft.id)).toHaveLength(1);
  });

  test('两个页面同时写：后存的不盖掉先存的', async () => {
    const draft = await opened({ contact: { name: '罗晓梅', phone: '13800006021' } });
    expect(await draftOf(draft.id)).toMatchObject({ revision: 1 });
    await save(draft.id, 1, { contact: { name: '甲', phone: '1' } });
    const late = await clerk.refused(`/api/cases/${draft.id}/draft`, {
      method: 'PUT',
      body: { contact: { name: '乙', phone: '2' } },
      headers: { 'if-match': '"1"' },
    });
    expect(late).toMatchObject({ code: 'draft-revision-stale', status: 412 });
    expect((await draftOf(draft.id)).form).toMatchObject({ contact: { name: '甲' } });
    const blind = await clerk.refused(`/api/cases/${draft.id}/draft`, { method: 'PUT', body: {} });
    expect(blind.status).toBe(428);
  });

  test('只有创建人看得到：同窗口的人也查无此件', async () => {
    const draft = await opened();
    for (const path of ['', '/draft', '/events', '/verification', '/documents']) {
      expect((await colleague.refused(`/api/cases/${draft.id}${path}`)).code).toBe('case-not-found');
    }
    expect((await colleague.refusedCommand(draft, 'discard-draft')).code).toBe('case-not-found');
    const own = await clerk.get<{ cases: { id: string }[] }>('/api/cases?queue=drafts&limit=100');
    const other = await colleague.get<{ cases: { id: string }[] }>('/api/cases?queue=drafts&limit=100');
    expect(own.cases.map(({ id }) => id)).toContain(draft.id);
    expect(other.cases.map(({ id }) => id)).not.toContain(draft.id);
    const intake = await colleague.get<{ cases: { id: string }[] }>('/api/cases?queue=intake&limit=100');
    expect(intake.cases.map(({ id }) => id)).not.toContain(draft.id);
  });

  test('写全了就登记：草稿内容变成申请，草稿本身删除', async () => {
    const {
      optionId: _o,
      homeRegion: _h,
      mode: _m,
      ...contents
    } = await applicationFor(clerk, '048-1', '500110');
    const draft = await opened(contents);
    const submitted = await clerk.command(draft, 'submit-case');
    expect(submitted.businessNumber).toMatch(/^510131/);
    expect((await clerk.view(draft.id)).applicant?.name).toBe('罗*梅');
    expect(await stateOf(draft.id)).toMatchObject({ state: 'submitted', contents: 0 });
    expect((await clerk.refused(`/api/cases/${draft.id}/draft`)).code).toBe('draft-not-found');
  });

  test('没写全登记不了，每处都指出来，草稿还在', async () => {
    const draft = await opened({ situations: { '048-1-s-self': true } });
    const unanswered = await clerk.refusedCommand(draft, 'submit-case');
    expect(unanswered).toMatchObject({ code: 'situation-not-chosen' });
    expect(unanswered.errors?.map(({ pointer }) => pointer)).toEqual([
      '/situations/048-1-s-agent',
      '/situations/048-1-s-foreign',
    ]);
    await save(draft.id, 1, {
      situations: { '048-1-s-self': true, '048-1-s-agent': false, '048-1-s-foreign': false },
    });
    const incomplete = await clerk.refusedCommand(draft, 'submit-case');
    expect(incomplete.code).toBe('form-incomplete');
    expect(incomplete.errors?.map(({ pointer }) => pointer)).toEqual(
      expect.arrayContaining(['/applicant', '/contact', '/answers/sex', '/answers/bank']),
    );
    expect(await draftOf(draft.id)).toMatchObject({ revision: 2 });
  });

  test('放弃：内容随即删除，只剩编号、创建人和时间', async () => {
    const draft = await opened({ contact: { name: '罗晓梅', phone: '13800006021' } });
    const gone = await clerk.command(draft, 'discard-draft');
    expect(gone.state).toBe('discarded');
    expect(await stateOf(draft.id)).toEqual({ state: 'discarded', contents: 0, personal: false });
  });

  test('30 天没有改动：自动清除；中途改过的从改动那天起算', async () => {
    system.at(start);
    const untouched = await opened({ contact: { name: '甲', phone: '13800006021' } });
    const touched = await opened({ contact: { name: '乙', phone: '13800006021' } });
    system.at('2021-07-20T10:00:00.000+08:00');
    await save(touched.id, 1, { contact: { name: '丙', phone: '13800006021' } });

    await system.waitUntil('2021-07-31T23:59:00.000+08:00');
    expect((await stateOf(untouched.id))?.state).toBe('draft');
    await system.waitUntil('2021-08-01T00:06:00.000+08:00');
    expect(await stateOf(untouched.id)).toEqual({ state: 'discarded', contents: 0, personal: false });
    expect((await stateOf(touched.id))?.state).toBe('draft');
    expect((await draftOf(touched.id)).form).toMatchObject({ contact: { name: '丙' } });

    await system.waitUntil('2021-08-20T00:06:00.000+08:00');
    expect(await stateOf(touched.id)).toEqual({ state: 'discarded', contents: 0, personal: false });
  });

  test('办理项撤下以后：草稿只能看，不能改也不能登记，还能清除', async () => {
    system.at(start);
    const draft = await opened();
    await save(draft.id, 0, { contact: { name: '罗晓梅', phone: '13800006021' } });
    expect((await draftOf(draft.id)).closedBecause).toBeNull();
    system.at(notOffered);
    const closed = await draftOf(draft.id);
    expect(closed.form).toMatchObject({ contact: { name: '罗晓梅' } });
    expect(closed.closedBecause).toContain('只能查看');
    await expect(save(draft.id, 1, {})).rejects.toThrow('option-not-published');
    await clerk.command(draft, 'discard-draft');
    expect((await stateOf(draft.id))?.state).toBe('discarded');
    system.at(start);
  });

  test('同一请求重发：一件，不是两件', async () => {
    system.at(start);
    const question = opening({ ...matter, contact: { name: '罗晓梅', phone: '13800006021' } }, {});
    const [first, second] = [
      await clerk.ask<Receipt>('/api/cases', question),
      await clerk.ask<Receipt>('/api/cases', question),
    ];
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body.id).toBe(first.body.id);
    const other = await clerk.refused('/api/cases', {
      ...question,
      body: { ...matter, homeRegion: '520102' },
    });
    expect(other).toMatchObject({ code: 'request-key-reused', status: 422 });
  });
});
