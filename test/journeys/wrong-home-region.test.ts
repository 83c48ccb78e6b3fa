import { beforeAll, describe, expect, test } from 'vitest';
import type { Receipt } from '../../scripts/client/client.ts';
import { dueDays, type People, peopleOf, reviewed, takenIn } from '../case-steps.ts';
import { notified } from '../notice-steps.ts';
import { type Person, sharedSystem, type TestSystem } from '../system.ts';

const wrong = '500119';
const right = '500120';

describe('属地选错了：收件以前可以更正（R-056、OP-66）', () => {
  let system: TestSystem;
  let people: People;
  let rightHome: Person;
  let now: Receipt;
  const kase = () => people.intake.view(now.id);

  beforeAll(async () => {
    system = await sharedSystem('2021-09-17T10:20:00.000+08:00');
    people = await peopleOf(system, '510114', wrong);
    rightHome = await system.as(`home.${right}`);
  });

  test('已告知、已补正，才发现参保地在另一个区：编号不变，告知书作废，审查重新开始', async () => {
    now = await notified(people, wrong, [2]);
    const number = now.businessNumber;
    const before = await kase();
    now = await people.intake.command(now, 'hand-in-supplement', {
      way: 'counter',
      pieces: [{ lineId: before.lines[2]?.id }],
    });
    const same = await people.intake.refusedCommand(now, 'correct-home-region', {
      homeRegion: wrong,
      reason: '再看一遍属地',
    });
    expect(same.code).toBe('field-invalid');
    const own = await people.intake.refusedCommand(now, 'correct-home-region', {
      homeRegion: '510104',
      reason: '参保地在成都市锦江区',
    });
    expect(own.code).toBe('same-region');

    system.at('2021-09-22T09:00:00.000+08:00');
    now = await people.intake.command(now, 'correct-home-region', {
      homeRegion: right,
      reason: '申请人的参保地是璧山区，登记时选错了',
    });
    const view = await kase();
    expect(view.state).toBe('submitted');
    expect(view.businessNumber).toBe(number);
    expect(view.home.regionCode).toBe(right);
    expect(view.documents.map(({ status }) => status)).toEqual(['void']);
    expect(view.lines.map(({ verdict, fileIds }) => [verdict, fileIds.length > 0])).toEqual([
      ['unmarked', true],
      ['unmarked', true],
      ['unmarked', false],
    ]);
    expect(dueDays(view)).toEqual({ formalReviewStart: '2021-09-22' });
  });

  test('原来的属地再看不到这一件，新的属地看得到', async () => {
    expect((await people.home.ask(`/api/cases/${now.id}`)).status).toBe(404);
    expect((await rightHome.view(now.id)).businessNumber).toBe(now.businessNumber);
  });

  test('重新审查，收件；收件以后不能再改', async () => {
    now = await people.intake.command(now, 'start-formal-review');
    now = await takenIn(people, await reviewed(people, now));
    expect((await kase()).state).toBe('intakeAccepted');
    const late = await people.intake.refusedCommand(now, 'correct-home-region', {
      homeRegion: wrong,
      reason: '又发现属地不对',
    });
    expect(late.code).toBe('illegal-transition');
  });
});
