import { describe, expect, test } from 'vitest';
import type { Region, RegionLevel } from '../directory/region.ts';
import { type ImplementingLevel, type RoutingFacts, routeHomeWindow } from './routing.ts';

const region = (code: string, name: string, level: RegionLevel, parent: string | null): Region => ({
  code,
  name,
  level,
  parent,
  pinyin: '',
  validFrom: null,
  validTo: null,
  successor: null,
});

const 四川 = region('510000', '四川省', 'province', null);
const 泸州 = region('510500', '泸州市', 'prefecture', '510000');
const 叙永 = region('510524', '叙永县', 'county', '510500');
const 重庆 = region('500000', '重庆市', 'province', null);
const 綦江 = region('500110', '綦江区', 'county', '500000');
const 湖北 = region('420000', '湖北省', 'province', null);
const 仙桃 = region('429004', '仙桃市', 'county', '420000');

const everyWindow = (code: string) => ({ listed: true, windowId: `window of ${code}` });
const route = (levels: ImplementingLevel[], home: Region[], more: Partial<RoutingFacts> = {}) =>
  routeHomeWindow({ levels, home, entryOf: everyWindow, ...more });

const threeLevels: ImplementingLevel[] = ['province', 'prefecture', 'county'];

describe('规程第七条: the home window by level and region', () => {
  test.each<[string, ImplementingLevel[], Region[], string, string]>([
    ['三级均可办，只知道四川省 → 省级窗口', threeLevels, [四川], '510000', '规程第七条'],
    ['三级均可办，只知道泸州市 → 层级仍不明确，省级窗口', threeLevels, [四川, 泸州], '510000', '规程第七条'],
    [
      '市县两级可办，知道泸州市、不知道县 → 泸州市窗口',
      ['prefecture', 'county'],
      [四川, 泸州],
      '510500',
      '规程第七条',
    ],
    ['三级均可办，知道叙永县 → 叙永县窗口', threeLevels, [四川, 泸州, 叙永], '510524', '规程第七条'],
    ['只由省级办理，知道叙永县 → 省级窗口', ['province'], [四川, 泸州, 叙永], '510000', '省级办理'],
    ['只由市级办理，知道叙永县 → 泸州市窗口', ['prefecture'], [四川, 泸州, 叙永], '510500', '市级办理'],
    [
      '省市两级可办，知道叙永县 → 泸州市窗口',
      ['province', 'prefecture'],
      [四川, 泸州, 叙永],
      '510500',
      '规程第七条',
    ],
    ['由乡镇办理，知道叙永县 → 县窗口', ['town'], [四川, 泸州, 叙永], '510524', '规程第九条'],
    ['县乡两级可办，知道叙永县 → 县窗口', ['county', 'town'], [四川, 泸州, 叙永], '510524', '规程第九条'],
    ['重庆市三级均可办，不知道区县 → 重庆市窗口', threeLevels, [重庆], '500000', '规程第七条'],
    [
      '重庆市县两级可办，不知道区县 → 最高层级是直辖市',
      ['prefecture', 'county'],
      [重庆],
      '500000',
      '规程第七条',
    ],
    ['重庆三级均可办，知道綦江区 → 綦江区窗口', threeLevels, [重庆, 綦江], '500110', '规程第七条'],
    ['重庆只由市级办理，知道綦江区 → 重庆市窗口', ['prefecture'], [重庆, 綦江], '500000', '重庆市本级'],
    ['省直辖县，市级办理 → 省级窗口', ['prefecture'], [湖北, 仙桃], '420000', '湖北省本级'],
  ])('%s', (_, levels, home, expected, rule) => {
    const routing = route(levels, home);
    expect(routing).toMatchObject({ ok: true, regionCode: expected, windowId: `window of ${expected}` });
    expect(routing.ok && routing.rule).toContain(rule);
  });

  test.each<[string, ImplementingLevel[], Region[], string]>([
    ['最高是市级，只知道四川省', ['prefecture', 'county'], [四川], '哪个市（州）'],
    ['只由县级办理，只知道泸州市', ['county'], [四川, 泸州], '哪个区县'],
    ['由乡镇办理，只知道重庆市', ['town'], [重庆], '哪个区县'],
    ['没有写明实施层级', [], [四川, 泸州, 叙永], '没有写明'],
  ])('%s → the clerk must ask, nothing is guessed', (_, levels, home, sentence) => {
    const routing = route(levels, home);
    expect(routing).toMatchObject({ ok: false, refusal: 'home-region-unclear' });
    expect(routing.ok ? '' : routing.sentence).toContain(sentence);
    expect(routing).not.toHaveProperty('gapRegion');
  });

  test('最高层级没有窗口 → refused with a gap there, never silently a lower level (OP-16)', () => {
    const entryOf = (code: string) => ({ listed: true, windowId: code === '510000' ? undefined : code });
    expect(route(threeLevels, [四川], { entryOf })).toEqual({
      ok: false,
      refusal: 'home-window-missing',
      gapRegion: '510000',
      sentence:
        '四川省现在没有开放的窗口，不能转给下一级代替，已请四川省的政务服务管理部门补登（规程第七条）。',
    });
    expect(route(['province'], [四川, 泸州, 叙永], { entryOf })).toMatchObject({ gapRegion: '510000' });
    expect(route(threeLevels, [四川, 泸州, 叙永], { entryOf })).toMatchObject({
      ok: true,
      regionCode: '510524',
    });
  });

  test('区县窗口暂停 → refused with a gap there, never silently a higher level', () => {
    const entryOf = (code: string) => ({ listed: true, windowId: code === '510524' ? undefined : code });
    expect(route(threeLevels, [四川, 泸州, 叙永], { entryOf })).toMatchObject({
      ok: false,
      refusal: 'home-window-missing',
      gapRegion: '510524',
    });
  });

  test.each<[string, Region[]]>([
    ['an unknown region', []],
    ['a county without entry', [四川, 泸州, 叙永]],
  ])('%s is outside the directory (规程第十三条, R-041)', (_, home) => {
    const entryOf = (code: string) => ({ listed: code !== '510524', windowId: code });
    const routing = route(threeLevels, home, { entryOf });
    expect(routing).toMatchObject({ ok: false, refusal: 'region-not-in-directory' });
    expect(routing.ok ? '' : routing.sentence).toContain('未纳入联络清单');
  });

  test('a level that was found out is kept, if the region is known that far', () => {
    const determinedLevel = 'prefecture';
    expect(route(threeLevels, [四川, 泸州, 叙永], { determinedLevel })).toMatchObject({
      regionCode: '510500',
    });
    expect(route(threeLevels, [四川, 泸州], { determinedLevel })).toMatchObject({ regionCode: '510500' });
    expect(route(threeLevels, [四川], { determinedLevel })).toMatchObject({ regionCode: '510000' });
    expect(route(['province', 'county'], [四川, 泸州, 叙永], { determinedLevel })).toMatchObject({
      regionCode: '510524',
    });
  });

  test('a level without implementer is not routed to, and the note says why (R-007)', () => {
    const routing = route(threeLevels, [重庆, 綦江], {
      withoutImplementer: [{ level: 'county', note: '限修理' }],
    });
    expect(routing).toMatchObject({ ok: true, regionCode: '500000', level: 'province' });
    expect(routing.ok && routing.rule).toContain('县级不办理这一项（限修理）');
    expect(route(['county'], [重庆, 綦江], { withoutImplementer: [{ level: 'county' }] })).toMatchObject({
      ok: false,
      refusal: 'home-region-unclear',
    });
  });
});
