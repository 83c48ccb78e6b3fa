import {
  fullNameOf,
  isMunicipality,
  levelNames,
  type Region,
  type RegionLevel,
  type RegionPath,
} from '../directory/region.ts';
import { articles } from '../regulation/articles.ts';

/** Level of government that handles an option (实施层级). */
export type ImplementingLevel = RegionLevel | 'town';

/** A level at which the home region has nobody for the option, with its implementer note: 限修理 (R-007). */
export type LevelWithoutImplementer = { level: RegionLevel; note?: string };

/** What routing needs to know about one case. */
export type RoutingFacts = {
  /** Implementing levels of the option in the home region, highest first. */
  levels: readonly ImplementingLevel[];
  /** The home region as far as it is known, after those above it; empty for a region that does not exist here. */
  home: RegionPath;
  /** A region's entry in the contact directory: whether there is one, and the window now open. */
  entryOf: (regionCode: string) => { listed: boolean; windowId: string | undefined };
  /** The level that decides this case, where that has been found out. */
  determinedLevel?: ImplementingLevel;
  withoutImplementer?: readonly LevelWithoutImplementer[];
};

/** The home window, or why there is none; either way one sentence names the rule. */
export type Routing =
  | { ok: true; windowId: string; regionCode: string; level: RegionLevel; rule: string }
  | {
      ok: false;
      refusal: 'region-not-in-directory' | 'home-window-missing' | 'home-region-unclear';
      sentence: string;
      /** Region whose missing window becomes a task of its province (OP-16). */
      gapRegion?: string;
    };

const order: readonly RegionLevel[] = ['province', 'prefecture', 'county'];
const unitNames: Readonly<Record<RegionLevel, string>> = {
  province: '省（区、市）',
  prefecture: '市（州）',
  county: '区县',
};
const article7 = articles['rules-7'].citation;

/**
 * The home window (属地窗口) of a case by item, level and home region (R-026, R-056). Where the region is known down to
 * the lowest implementing level, that level's window; where it is not, the window of the highest level (规程第七条),
 * and never a lower one in its place (OP-16). Townships act through their county's window (OP-97).
 */
export function routeHomeWindow(facts: RoutingFacts): Routing {
  const { home, entryOf } = facts;
  const named = home.at(-1);
  if (!named || !entryOf(named.code).listed) return notListed(home);
  const levels = levelsIn(facts);
  const [highest] = levels;
  const lowest = levels.at(-1);
  if (!highest || !lowest) return unclear('这个办理项没有写明由属地哪一级办理，请先问清属地');
  const known = new Map(home.map((region) => [region.level, region]));
  const determined = facts.determinedLevel && regionLevelOf(facts.determinedLevel, home);
  const level =
    determined && levels.includes(determined) && known.has(determined)
      ? determined
      : known.has(lowest)
        ? lowest
        : highest;
  const region = known.get(level);
  if (!region) return unclear(whatToAsk(level, home));
  const { windowId } = entryOf(region.code);
  const name = fullNameOf(home.slice(0, home.indexOf(region) + 1));
  if (windowId === undefined) return windowMissing(region, name, home);
  const isByArticle7 = levels.length > 1 && level === highest && level !== determined && level !== lowest;
  const rule = [
    ...notesOf(facts, level, home),
    isByArticle7
      ? `还不能明确由属地哪一级办理，转实施层级最高的${name}窗口（${article7}）`
      : `由${levelNames[level]}办理，转${name}窗口（${article7}）`,
  ];
  return { ok: true, windowId, regionCode: region.code, level, rule: `${rule.join('；')}。` };
}

/** The level of the window that acts for an implementing level in this home region. */
function regionLevelOf(level: ImplementingLevel, home: RegionPath): RegionLevel {
  if (level === 'town') return 'county';
  return level === 'prefecture' && hasNoPrefectures(home) ? 'province' : level;
}

/** In a municipality, and for a county directly under its province, the province acts at prefecture level. */
const hasNoPrefectures = ([province, below]: RegionPath): boolean =>
  province !== undefined && (isMunicipality(province.code) || below?.level === 'county');

function levelsIn({ levels, home, withoutImplementer = [] }: RoutingFacts): RegionLevel[] {
  const closed = new Set(withoutImplementer.map(({ level }) => level));
  const open = new Set(
    levels.map((level) => regionLevelOf(level, home)).filter((level) => !closed.has(level)),
  );
  return order.filter((level) => open.has(level));
}

function notesOf(
  { levels, withoutImplementer = [], home }: RoutingFacts,
  chosen: RegionLevel,
  path: RegionPath,
) {
  const lowest = levels.at(-1);
  const notes = withoutImplementer
    .filter(({ level }) => levels.some((own) => regionLevelOf(own, home) === level))
    .map(({ level, note }) => `${levelNames[level]}不办理这一项${note ? `（${note}）` : ''}`);
  if (lowest === 'town' && chosen === 'county') {
    notes.push(`乡镇（街道）办理的事由所在区县的窗口接收（${articles['rules-9'].citation}）`);
  }
  if (lowest === 'prefecture' && chosen === 'province' && hasNoPrefectures(path)) {
    notes.push(`${path[0]?.name ?? ''}的市级就是${path[0]?.name ?? ''}本级`);
  }
  return notes;
}

function notListed(home: RegionPath): Routing {
  const name = home.length > 0 ? fullNameOf(home) : '该地区';
  return {
    ok: false,
    refusal: 'region-not-in-directory',
    sentence: `${name}未纳入联络清单，本窗口不能收件（${articles['rules-13'].citation}）。`,
  };
}

/** Why a region that has a window takes no cases yet (R-250). */
export const notActiveSentence = (regionName: string): string =>
  `${regionName}还没有开通“跨省通办”，不能接收办件；何时开通请问当地政务服务管理部门。`;

const unclear = (sentence: string): Routing => ({
  ok: false,
  refusal: 'home-region-unclear',
  sentence: `${sentence}（${article7}）。`,
});

const whatToAsk = (level: RegionLevel, home: RegionPath): string =>
  `这件事由属地${levelNames[level]}办理，还不知道是哪个${unitNames[level]}，请先问申请人或${home[0]?.name ?? '属地'}的政务服务管理部门`;

const windowMissing = (region: Region, name: string, home: RegionPath): Routing => ({
  ok: false,
  refusal: 'home-window-missing',
  sentence: `${name}现在没有开放的窗口，不能转给下一级代替，已请${home[0]?.name ?? name}的政务服务管理部门补登（${article7}）。`,
  gapRegion: region.code,
});
