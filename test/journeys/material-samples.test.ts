import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { samplePdf } from '../../scripts/client/scans.ts';
import type { Guide } from '../../src/catalogue/guide.ts';
import type { ResolvedStandard, StandardContent } from '../../src/catalogue/standard.ts';
import { all, sql } from '../../src/platform/database.ts';
import { applicationFor, registered } from '../case-steps.ts';
import { openSystem, type Person, type TestSystem } from '../system.ts';

type Proposal = { id: string; state: string; revision: number; faults: string[]; content: StandardContent };
type Upload = {
  id: string;
  name: string;
  size: number;
  sha256: string;
  mediaType: string;
  pages: number;
};

const option = '/api/standards/048-1';

describe('材料写清楚：可信等级、替代、形式要求、合格和不合格的样例', () => {
  let system: TestSystem;
  let sichuan: Person;
  let coordinator: Person;
  let clerk: Person;
  let visitor: Person;
  let content: StandardContent;
  let good: Upload;
  let bad: Upload;
  let blank: Upload;
  let published: string[] = [];

  const upload = (person: Person, name: string) => person.upload(name, samplePdf(name)) as Promise<Upload>;
  const sampleOf = ({ id, ...known }: Upload, kind: 'good' | 'bad' | 'blank', fault = '') => ({
    ...known,
    fileId: id,
    kind,
    fault,
  });
  const withFirst = (part: object, of = content): StandardContent => ({
    ...of,
    regionalDifferences: [],
    materials: of.materials.map((material, at) => (at === 0 ? { ...material, ...part } : material)),
  });
  const body = (of: StandardContent, effectiveFrom = '2021-09-23') => ({
    content: of,
    effectiveFrom,
    note: '写明材料要求',
  });
  const standardIn = (region: string) =>
    visitor.get<ResolvedStandard>(`/api/options/048-1/standard?homeRegion=${region}`);

  beforeAll(async () => {
    system = await openSystem('2021-09-22T09:00:00.000+08:00');
    sichuan = await system.as('admin.510000');
    coordinator = await system.as('coordinator');
    clerk = await system.as('intake.510107');
    visitor = system.visitor();
    const { versions } = await sichuan.get<{ versions: { content: StandardContent }[] }>(option);
    if (!versions[0]) throw new Error('no version');
    ({ content } = versions[0]);
    good = await upload(sichuan, '合格.pdf');
    bad = await upload(sichuan, '不合格.pdf');
    blank = await upload(sichuan, '空白表.pdf');
  });
  afterAll(() => system.close());

  test('份数都是 0、没写关键与否、不合格样例没写错在哪里：存得下草稿，提不出去', async () => {
    const draft = await sichuan.post<Proposal>(
      `${option}/proposals`,
      body(
        withFirst({
          originals: 0,
          copies: 0,
          key: null,
          media: ['eLicence'],
          trustLevels: ['B'],
          samples: [sampleOf(bad, 'bad')],
        }),
      ),
    );
    const { name } = content.materials[0] ?? {};
    expect(draft.faults).toEqual([
      `材料“${name}”的原件、复印件份数都是 0。`,
      `材料“${name}”没有写明是不是关键材料。`,
      `材料“${name}”收电子证照，可信等级里却没有 A 级。`,
      `材料“${name}”的不合格样例没有写明错在哪里。`,
    ]);
    const refused = await sichuan.refused(`/api/standard-proposals/${draft.id}/submit`, {
      method: 'POST',
      body: {},
    });
    expect(refused.code).toBe('standard-incomplete');
    const { key: _key, ...withoutKey } = { ...content.materials[0] };
    const missing = { ...withFirst({}), materials: [withoutKey, ...content.materials.slice(1)] };
    const other = await sichuan.post<Proposal>(`${option}/proposals`, body(missing as StandardContent));
    expect(other.faults).toEqual([`材料“${name}”没有写明是不是关键材料。`]);
    await sichuan.post(`/api/standard-proposals/${draft.id}/withdraw`, {});
    await sichuan.post(`/api/standard-proposals/${other.id}/withdraw`, {});
  });

  test('不认识的可信等级、别人的文件、办件里的文件：不收，指出在哪里', async () => {
    const wrong = await sichuan.refused(`${option}/proposals`, {
      method: 'POST',
      body: body(withFirst({ trustLevels: ['E'] })),
    });
    expect(wrong.errors?.[0]?.pointer).toContain('/materials/0/trustLevels');
    const others = await upload(clerk, '别人的.pdf');
    const kase = await registered({ intake: clerk }, await applicationFor(clerk, '048-1', '500110'));
    const lineId = (await clerk.view(kase.id)).lines[0]?.id;
    const scan = await upload(clerk, '扫描.pdf');
    await clerk.command(kase, 'attach-file', { lineId, uploadIds: [scan.id] });
    for (const file of [others, scan, { ...good, id: '00000000-0000-4000-8000-000000000001' }]) {
      const refused = await sichuan.refused(`${option}/proposals`, {
        method: 'POST',
        body: body(withFirst({ samples: [sampleOf(file, 'good')] })),
      });
      expect(refused).toMatchObject({ code: 'field-invalid', errors: [{ pointer: '/content/materials' }] });
    }
  });

  test('草稿里的样例只给看得到草稿的人看；换下来的不留；发布以后谁都能看', async () => {
    const dropped = await upload(sichuan, '换下.pdf');
    const draft = await sichuan.post<Proposal>(
      `${option}/proposals`,
      body(withFirst({ samples: [sampleOf(dropped, 'good')] })),
    );
    const asked = withFirst({
      media: ['paper', 'electronic', 'eLicence'],
      trustLevels: ['A', 'B'],
      substitutes: ['eLicence:居民身份证', 'document:居住证'],
      criteria: ['在有效期内', '加盖公章'],
      samples: [
        // What the sender says of a file is not believed.
        { ...sampleOf(good, 'good', '多余'), name: '改名.pdf', sha256: 'x' },
        sampleOf(bad, 'bad', '照片反光，看不清号码'),
        sampleOf(blank, 'blank'),
      ],
    });
    const changed = await sichuan.ask<Proposal>(`/api/standard-proposals/${draft.id}`, {
      method: 'PUT',
      body: { ...body(asked), revision: draft.revision },
    });
    expect(changed.status).toBe(200);
    expect(changed.body.faults).toEqual([]);
    const [first] = changed.body.content.materials;
    expect(first?.samples?.[0]).toMatchObject({ name: '合格.pdf', sha256: good.sha256, fault: '' });

    const draftFile = `/api/standard-proposals/${draft.id}/samples/${good.id}`;
    const publicFile = `/api/options/048-1/samples/${good.id}`;
    expect((await sichuan.ask(draftFile)).bytes.equals(samplePdf('合格.pdf'))).toBe(true);
    expect((await coordinator.refused(draftFile)).code).toBe('not-found');
    expect((await visitor.refused(publicFile)).code).toBe('file-not-found');
    await sichuan.post(`/api/standard-proposals/${draft.id}/submit`, {});
    expect((await coordinator.ask(draftFile)).status).toBe(200);
    expect((await visitor.refused(draftFile)).code).toBe('not-signed-in');
    await coordinator.post(`/api/standard-proposals/${draft.id}/decision`, { approved: true, note: '' });

    const answer = await visitor.ask(publicFile);
    expect(answer.bytes.equals(samplePdf('合格.pdf'))).toBe(true);
    expect(answer.headers).toMatchObject({ 'content-type': 'application/pdf' });
    expect(String(answer.headers['cache-control'])).toContain('public');
    expect((await visitor.refused(`/api/options/024-1/samples/${good.id}`)).code).toBe('file-not-found');
    published = [good.id, bad.id, blank.id];

    const kept = await all(
      system.database.db,
      sql<{
        id: string;
      }>`select id from files where kept and id = any(${[...published, dropped.id]}::uuid[])`,
    );
    expect(kept.map(({ id }) => id).toSorted()).toEqual(published.toSorted());
    system.at('2021-09-24T10:00:00.000+08:00');
  });

  test('窗口、专区、指南都看得到；第三阶段写明版本和出处', async () => {
    const { materials } = await standardIn('500110');
    expect(materials[0]).toMatchObject({
      trustLevels: ['A', 'B'],
      criteria: ['在有效期内', '加盖公章'],
      substitutes: ['eLicence:居民身份证', 'document:居住证'],
    });
    const { guide } = await visitor.get<{ guide: Guide }>('/api/options/048-1/guide?homeRegion=500110');
    expect(guide.materials[0]).toMatchObject({
      substitutes: ['电子证照“居民身份证”', '“居住证”'],
      trustLevels: [
        'A 级：发证机关签发的电子证照，直接调取',
        'B 级：窗口人员对照原件核验后采集，可以重复使用',
      ],
    });
    const kase = await registered({ intake: clerk }, await applicationFor(clerk, '048-1', '500110'));
    const view = await clerk.view(kase.id);
    expect(view.standard).toMatchObject({ stage: 3, version: '2021-1.2' });
    expect(view.standard.source?.text).toBeTruthy();
    expect(view.lines[0]).toMatchObject({
      criteria: ['在有效期内', '加盖公章'],
      trustLevels: ['A', 'B'],
      samples: [
        { kind: 'good', href: `/api/options/048-1/samples/${good.id}` },
        { kind: 'bad', fault: '照片反光，看不清号码' },
        { kind: 'blank', name: '空白表.pdf' },
      ],
    });
    const page = await visitor.ask('/items/southwest-5/48?region=500110', {
      headers: { accept: 'text/html' },
    });
    const shown = page.bytes.toString('utf8');
    for (const words of ['照片反光，看不清号码', '在有效期内', '可用“居住证”代替', ...published])
      expect(shown).toContain(words);
  });

  test('已发布的不会变：旧版本照旧，新版本换了样例，两个都还看得到', async () => {
    const before = await standardIn('500110');
    const other = await upload(sichuan, '更清楚的.pdf');
    const draft = await sichuan.post<Proposal>(
      `${option}/proposals`,
      body(withFirst({ samples: [sampleOf(other, 'good')] }, { ...content }), '2021-09-27'),
    );
    await sichuan.post(`/api/standard-proposals/${draft.id}/submit`, {});
    await coordinator.post(`/api/standard-proposals/${draft.id}/decision`, { approved: true, note: '' });
    system.at('2021-09-27T09:00:00.000+08:00');
    expect(before.materials[0]?.samples?.map(({ fileId }) => fileId)).toEqual(published);
    expect((await standardIn('500110')).materials[0]?.samples?.map(({ fileId }) => fileId)).toEqual([
      other.id,
    ]);
    for (const id of [good.id, other.id])
      expect((await visitor.ask(`/api/options/048-1/samples/${id}`)).status).toBe(200);
  });

  test('同一份申请表：专区和窗口都不收错的号码、太长的、类型不对的、漏填的，指出是哪一项', async () => {
    const form = [
      { id: 'who', label: '监护人号码', type: 'residentId', required: true },
      { id: 'firm', label: '单位代码', type: 'creditCode', required: true, help: '照营业执照填' },
      { id: 'brief', label: '事由', type: 'text', required: true, maxLength: 5 },
      { id: 'many', label: '数量', type: 'number', required: false },
      { id: 'where', label: '原住地', type: 'region', required: false },
    ] as const;
    const draft = await sichuan.post<Proposal>(
      `${option}/proposals`,
      body({ ...withFirst({}), form: [...content.form, ...form] }, '2021-09-28'),
    );
    expect(draft.faults).toEqual([]);
    await sichuan.post(`/api/standard-proposals/${draft.id}/submit`, {});
    await coordinator.post(`/api/standard-proposals/${draft.id}/decision`, { approved: true, note: '' });
    system.at('2021-09-28T09:00:00.000+08:00');

    const wrong = {
      who: '110105194912310021',
      firm: '91510107MA6C1ABCD1',
      brief: '一二三四五六',
      many: '一',
    };
    const application = await applicationFor(clerk, '048-1', '500110');
    const refused = await clerk.refused('/api/cases', {
      method: 'POST',
      headers: { 'idempotency-key': 'b4f3a5c2-6d1e-4f0a-9b7c-1e2d3f4a5b6c' },
      body: { ...application, answers: { ...application.answers, ...wrong }, submit: true },
    });
    expect(refused.errors?.map(({ pointer }) => pointer)).toEqual([
      '/answers/who',
      '/answers/firm',
      '/answers/brief',
      '/answers/many',
    ]);

    const path = '/items/southwest-5/48/form?option=048-1&region=500110';
    const asForm = (fields: Record<string, string>) => ({
      method: 'POST' as const,
      headers: { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(Object.entries(fields).map(([id, value]) => [`a.${id}`, value])).toString(),
    });
    const empty = (await visitor.ask(path, { headers: { accept: 'text/html' } })).bytes.toString('utf8');
    for (const { id, label } of form) {
      expect(empty).toContain(`name="a.${id}"`);
      expect(empty).toContain(label);
    }
    expect(empty).toContain('照营业执照填');
    const answer = await visitor.ask(path, asForm({ ...wrong, where: '没有这个地方' }));
    expect(answer.status).toBe(422);
    const told = answer.bytes.toString('utf8');
    for (const { id } of form) expect(told).toContain(`id="field-${id}-error"`);
    expect(told).toContain('监护人');
    for (const { detail } of refused.errors ?? []) expect(told).toContain(detail);

    const standard = await standardIn('500110');
    const right = Object.fromEntries(
      standard.form.flatMap((field) =>
        field.type === 'photo' || field.type === 'file'
          ? []
          : [[field.id, String(application.answers[field.id] ?? usual(field.type, field.options))]],
      ),
    );
    const filled = await visitor.ask(path, asForm({ ...right, brief: '补办' }));
    expect(filled.bytes.toString('utf8')).toContain('填得没有问题');
    expect(filled.headers['cache-control']).toBe('no-store');
  });
});

/** A value that fits a field of a type. */
function usual(type: string, options: readonly string[] = []): string {
  const values: Record<string, string> = {
    text: '示例',
    address: '四川省成都市武侯区示例路16号',
    residentId: '11010519491231002X',
    creditCode: '91510107MA6C1ABCDX',
    phone: '13800006021',
    date: '2021-01-01',
    select: options[0] ?? '',
    region: '四川省成都市武侯区',
    number: '10',
  };
  return values[type] ?? '';
}
