import { describe, expect, test } from 'vitest';
import { type ActOptions, caseIn, passReview, type Story } from '../../../test/case-builder.ts';
import { factsOf, nationalCalendars } from '../../../test/case-facts.ts';
import { faultsOf } from '../../../test/case-invariants.ts';
import { answered, asked, lastGiven, stageOne } from '../../../test/request-stories.ts';
import { checklist } from '../../../test/usual/request-acts.ts';
import type { Instant } from '../../regulation/instant.ts';
import type { OfficeHours } from '../../regulation/office-hours.ts';
import type { Case } from '../core/case.ts';
import { dueOf } from '../core/due.ts';
import { openDuties } from '../core/duties.ts';
import { openRequests, requestsOf } from './open-requests.ts';

const at = (day: string, time: string): Instant => `2021-${day}T${time}:00.000+08:00`;

/** Some worked examples lie before the day on which the programme began. */
const facts = {
  chooseProgramme: ((standard, intake, home, chosen) =>
    factsOf('').chooseProgramme(standard, intake, home, chosen, at('07-01', '00:00'))) as ReturnType<
    typeof factsOf
  >['chooseProgramme'],
};

const homeAnswers = (kase: Case) => openDuties(kase).filter(({ rule }) => rule === 'homeAnswer');

const dueAt = (kase: Case, calendars = nationalCalendars): string[] =>
  homeAnswers(kase).map((duty) => dueOf(duty, kase, calendars).dueAt.slice(5, 16));

/** A question asked by a window at a moment. */
async function askedAt(moment: Instant, how: ActOptions = {}): Promise<Story> {
  const state = how.as === 'homeClerk' ? 'receivedAtHome' : 'formalReview';
  const story = await caseIn(state, { start: `2021-04-19T09:00:00.000+08:00`, facts });
  await story.take('askOtherWindow', undefined, { ...how, at: moment });
  return story;
}

describe('答复的时限按对方窗口的办公时间算（R-154，C.9）', () => {
  test.each([
    ['周五 16:30 问，隔着五一', at('04-30', '16:30'), '05-06T10:30'],
    ['上午问，当天上午到期', at('04-27', '09:10'), '04-27T11:10'],
    ['11:30 问，午休不算', at('04-27', '11:30'), '04-27T14:30'],
    ['午休时问', at('04-27', '12:20'), '04-27T15:00'],
    ['下班以后问', at('04-27', '18:00'), '04-28T11:00'],
    ['周六问，次日周日上班', at('04-24', '10:00'), '04-25T11:00'],
    ['调休上班的周六 16:00 问', at('05-08', '16:00'), '05-10T10:00'],
  ])('%s', async (_when, moment, due) => {
    expect(dueAt((await askedAt(moment)).kase)).toEqual([due]);
  });

  test('属地问收件地，按收件窗口的办公时间', async () => {
    const early: OfficeHours = { usual: [{ from: '08:30', to: '12:30' }] };
    const { kase } = await askedAt(at('04-27', '11:30'), { as: 'homeClerk' });
    expect(homeAnswers(kase).map(({ holder }) => holder)).toEqual(['intakeWindow']);
    expect(dueAt(kase, { ...nationalCalendars, intakeHours: early })).toEqual(['04-28T09:30']);
    expect(dueAt(kase, { ...nationalCalendars, homeHours: early })).toEqual(['04-27T14:30']);
  });

  test('每个询问各计各的时；答复一个，另一个照走，轮次不变', async () => {
    const story = await askedAt(at('04-27', '09:10'));
    await story.take('askOtherWindow', undefined, { at: at('04-27', '09:40') });
    expect(dueAt(story.kase)).toEqual(['04-27T11:10', '04-27T11:40']);
    await story.take('answerOtherWindow', undefined, { as: 'homeClerk' });
    expect(homeAnswers(story.kase).map(({ round }) => round)).toEqual([2]);
    expect(dueAt(story.kase)).toEqual(['04-27T11:40']);
  });

  test('看过、接手都不算答复；实质答复才停止计时', async () => {
    const story = await askedAt(at('04-27', '09:10'));
    await story.take('takeCase', undefined, { as: 'homeClerk' });
    expect(homeAnswers(story.kase)).toHaveLength(1);
    await story.take('answerOtherWindow', undefined, { as: 'homeClerk' });
    expect(homeAnswers(story.kase)).toEqual([]);
  });

  test('告知不计时，也不能答复', async () => {
    const story = await caseIn('formalReview');
    await story.take('askOtherWindow', { text: '申请人下午再来。', needsAnswer: false });
    expect(homeAnswers(story.kase)).toEqual([]);
    const [note] = requestsOf(story.kase);
    expect(
      await story.refusal('answerOtherWindow', { id: note?.id, text: '知道了' }, { as: 'homeClerk' }),
    ).toBe('request-not-open');
  });

  test('只有被问的一方能答，只有问的一方能撤回', async () => {
    const story = await askedAt(at('04-27', '09:10'));
    expect(await story.refusal('answerOtherWindow', undefined, { as: 'intakeClerk' })).toBe('not-authorised');
    expect(await story.refusal('cancelRequest', undefined, { as: 'homeClerk' })).toBe('not-authorised');
  });

  test.each([
    ['', '还没有写'],
    ['好', '只有 1 个'],
    ['字'.repeat(501), '现在有 501 个'],
    ['看不见\u202E的字', '改变书写方向'],
  ])('空话、太长、有隐藏字符的不收：%s', async (text) => {
    const story = await caseIn('formalReview');
    expect(await story.refusal('askOtherWindow', { text, needsAnswer: true })).toBe('field-invalid');
    await story.take('askOtherWindow');
    const id = openRequests(story.kase)[0]?.id;
    expect(await story.refusal('answerOtherWindow', { id, text }, { as: 'homeClerk' })).toBe('field-invalid');
  });

  test('内容只在密封的部分，记录里没有', async () => {
    const story = await askedAt(at('04-27', '09:10'));
    await story.take('answerOtherWindow', undefined, { as: 'homeClerk' });
    expect(JSON.stringify(story.events.map(({ personal: _p, ...open }) => open))).not.toContain('盖章');
    const { personal, ...snapshot } = story.kase;
    expect(JSON.stringify(snapshot)).not.toContain('盖章');
    expect(Object.values(personal?.windowTexts ?? {})).toEqual([
      { text: '登记表第二页没有单位盖章，可以收吗？', answer: '可以收，盖章由我们核验。' },
    ]);
  });

  test('办件结束，没有答复的询问随之撤回；恢复以后不再算', async () => {
    const story = await caseIn('returnedForSupplement');
    await story.take('askOtherWindow');
    const notice = story.kase.notices.at(-1);
    await story.take('deemAbandoned', {}, { at: `${notice?.dueOn ?? ''}T16:05:00.000+08:00` }).catch(() => 0);
    await story.take('deemAbandoned', {}, { at: at('10-09', '00:05') });
    expect(requestsOf(story.kase).map(({ state }) => state)).toEqual(['cancelled']);
    expect(faultsOf(story.kase, story.events)).toEqual([]);
    await story.take('reinstateCase', undefined, { as: 'intakeClerk', at: at('10-11', '10:00') });
    expect(homeAnswers(story.kase)).toEqual([]);
  });
});

describe('第一阶段：标准由属地给（R-061，OP-67）', () => {
  test('从请求到收件：属地的答复成为清单、要点和时限', async () => {
    const story = await caseIn('formalReview', stageOne);
    expect(story.kase).toMatchObject({ standardVersion: 'given', givenStandard: null, lines: [] });
    await answered(story);
    const { givenStandard, lines, promisedDays, statutoryDays } = story.kase;
    expect(
      lines.map(({ name, verdict, examineOriginal, media }) => [name, verdict, examineOriginal, media]),
    ).toEqual([
      ['出生医学证明', 'unmarked', true, ['paper']],
      ['父母居民身份证', 'unmarked', false, ['paper', 'electronic']],
    ]);
    expect([promisedDays, statutoryDays]).toEqual([5, 20]);
    expect(givenStandard).toMatchObject({ source: 'standardRequest', homeRegion: '500110' });
    expect(givenStandard?.givenBy.name).toBe('李强');
    expect(givenStandard?.reviewPoints.map(({ question }) => question)).toEqual([
      '出生医学证明是否齐全、符合法定形式？',
      '证件在有效期内？',
    ]);
    await passReview(story);
    await story.take('acceptIntake', { ...story.usual('acceptIntake'), channels: ['electronic', 'postal'] });
    expect(story.kase.state).toBe('intakeAccepted');
    expect(faultsOf(story.kase, story.events)).toEqual([]);
  });

  test('没有标准，哪怕一行没有，也不能结束审查；期限照走', async () => {
    const story = await caseIn('formalReview', stageOne);
    await asked(story);
    await story.take('recordIdentityCheck');
    expect(await story.refusal('acceptIntake')).toBe('standard-missing');
    expect(openDuties(story.kase).map(({ rule }) => rule)).toEqual(['formalReviewEnd', 'homeAnswer']);
  });

  test.each([
    ['没有名称', { name: '' }, '/standard/materials/0/name'],
    ['原件复印件都没有', { originals: 0, copies: 0, sendOriginal: false }, '/standard/materials/0/originals'],
    ['不要原件却要寄', { originals: 0, copies: 1, sendOriginal: true }, '/standard/materials/0/sendOriginal'],
    ['要点里有隐藏字符', { points: ['清\u200B楚'] }, '/standard/materials/0/points/0'],
  ])('清单里%s，说出是哪一处', async (_what, change, pointer) => {
    const story = await caseIn('formalReview', stageOne);
    await asked(story);
    const [first, ...rest] = checklist.materials;
    const standard = { ...checklist, materials: [{ ...first, ...change }, ...rest] };
    const body = { ...story.usual('answerStandardRequest'), standard };
    const found = await story.take('answerStandardRequest', body).catch((error: unknown) => error);
    expect(found).toMatchObject({ code: 'field-invalid', details: { errors: [{ pointer }] } });
  });

  test('两项同名、承诺比法定长，都不收', async () => {
    const story = await caseIn('formalReview', stageOne);
    await asked(story);
    const [first] = checklist.materials;
    const twice = { ...checklist, materials: [first, first] };
    const id = openRequests(story.kase)[0]?.id;
    expect(await story.refusal('answerStandardRequest', { id, standard: twice })).toBe('field-invalid');
    const longer = { ...checklist, promisedDays: 21 };
    expect(await story.refusal('answerStandardRequest', { id, standard: longer })).toBe('field-invalid');
  });

  test('按指南收件，留下网址、版本和哪天看的；正等的请求随之撤回', async () => {
    const story = await caseIn('formalReview', stageOne);
    await asked(story);
    await story.take('adoptGuide');
    expect(story.kase.givenStandard).toMatchObject({
      source: 'guide',
      guide: { address: 'https://zwfw.cq.gov.cn/item/0123', version: '2021-06 版', readOn: '2021-09-22' },
    });
    expect(requestsOf(story.kase).map(({ state }) => state)).toEqual(['cancelled']);
    expect(homeAnswers(story.kase)).toEqual([]);
  });

  test.each([
    ['ftp://zwfw.cq.gov.cn/x'],
    ['https://zwfw.cq.gov.cn.example.com/x'],
    ['https://gov.cn@example.com/x'],
    ['https://evilgov.cn/x'],
    ['指南'],
  ])('不是政务服务平台的网址不算：%s', async (address) => {
    const story = await caseIn('formalReview', stageOne);
    expect(await story.refusal('adoptGuide', { ...story.usual('adoptGuide'), address })).toBe(
      'guide-not-published',
    );
  });

  test('明天才看的指南、没有版本的指南不算', async () => {
    const story = await caseIn('formalReview', stageOne);
    const guide = story.usual('adoptGuide');
    expect(await story.refusal('adoptGuide', { ...guide, readOn: '2021-09-23' })).toBe('guide-not-published');
    expect(await story.refusal('adoptGuide', { ...guide, version: ' ' })).toBe('guide-not-published');
  });

  test('第二件沿用上次的答复，日期和答复人还是上次的；又答复过一次的，请看新的', async () => {
    const story = await caseIn('formalReview', stageOne);
    const known = { facts: { lastGivenStandard: async () => lastGiven } };
    const stale = { standardId: '00000000-0000-4000-8000-000000000078' };
    expect(await story.refusal('adoptReceivedStandard', stale, known)).toBe('standard-not-received');
    await story.take('adoptReceivedStandard', { standardId: lastGiven.id }, known);
    expect(story.kase.givenStandard).toEqual(lastGiven);
    expect(story.kase.lines.map(({ name }) => name)).toEqual(['出生医学证明']);
  });

  test('更正属地：原属地给的标准和没有答复的请求都不带过去', async () => {
    const story = await caseIn('formalReview', stageOne);
    await answered(story);
    await story.take('askOtherWindow');
    await story.take('correctHomeRegion', undefined, {
      facts: {
        isListed: async () => true,
        route: async () => ({
          ok: true,
          rule: '由县级办理。',
          window: {
            id: '00000000-0000-4000-8000-500112000001',
            name: '重庆市渝北区窗口',
            regionCode: '500112',
            regionName: '重庆市渝北区',
            phone: '023-67000001',
            isOpen: true,
          },
        }),
      },
    });
    expect(story.kase).toMatchObject({ givenStandard: null, lines: [], state: 'submitted' });
    expect(requestsOf(story.kase).map(({ state }) => state)).toEqual(['answered', 'cancelled']);
    expect(faultsOf(story.kase, story.events)).toEqual([]);
  });
});
