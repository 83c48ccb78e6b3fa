import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { articles } from '../articles.ts';
import { type DutyId, dutyRules, ruleOf } from '../duties.ts';
import { refusals } from '../refusals.ts';
import { type CaseState, caseStates, stateGroups } from '../states.ts';
import { type CommandName, commandNames, commandsFor, rowOf, targetsOf } from './index.ts';

const root = join(import.meta.dirname, '../../..');
const states = Object.keys(caseStates) as CaseState[];

type SpecRow = { transitions: string; actor: string; events: string; refusals: string };

/** The commands of the specification (lifecycle.md C.13), as they stand in the table it ships with. */
function specification(): Map<string, SpecRow> {
  const [, ...lines] = readFileSync(join(root, 'test/fixtures/commands.tsv'), 'utf8').trimEnd().split('\n');
  return new Map(
    lines.map((line) => {
      const [name = '', , transitions = '', actor = '', , events = '', codes = ''] = line.split('\t');
      return [name, { transitions, actor, events, refusals: codes }];
    }),
  );
}

const spec = specification();

/**
 * Refusals that rows give beyond their specification. Each has its reason: the case can meet it and no word of the
 * specification says it.
 */
const beyondSpecification: Partial<Record<CommandName, Record<string, string>>> = {
  openCase: { 'home-region-unclear': 'R-056：属地哪一级办理还不清楚时不能默认' },
  submitCase: {
    'way-not-offered': 'R-112：登记时就选送达方式',
    'address-missing': 'R-112：登记时就选送达方式',
  },
  attachFile: { 'file-not-found': '页面先上传，后归到材料行' },
  correctOnSpot: { 'count-out-of-range': 'R-059：补正后同样要数份数' },
  confirmReceipt: { 'lines-unmarked': 'R-097：逐项确认；差异的登记随后续版本' },
  returnAssignment: { 'not-assigned': '没有交办就没有退回' },
  reassignCase: { 'not-assigned': '没有交办就没有改派' },
  acceptAtHome: { 'form-field-missing': 'R-080：文书缺必填内容不能出具' },
  rejectAtHome: {
    'seal-not-valid': 'R-242：没有可用的章不能出具文书',
    'form-field-missing': 'R-080：文书缺必填内容不能出具',
  },
  recordOpinion: { 'formal-reviewer-cannot-approve': 'R-102：意见就是决定的依据' },
  grantApplication: {
    'seal-not-valid': 'R-242：没有可用的章不能出具文书',
    'form-field-missing': 'R-080：文书缺必填内容不能出具',
  },
  denyApplication: {
    'seal-not-valid': 'R-242：没有可用的章不能出具文书',
    'form-field-missing': 'R-080：文书缺必填内容不能出具',
  },
  dispatchResult: {
    'waybill-invalid': '结果邮件与材料邮件同样核对运单号',
    'directory-address-invalid': 'R-043：寄往窗口的地址只来自联络清单',
  },
  handOverResult: { 'already-delivered': '同一结果不能交付两次' },
  sendBackUncollected: {
    'waybill-invalid': '退回邮件同样核对运单号',
    'result-not-here': '不在窗口的结果不能由窗口退回',
  },
  redeliverResult: {
    'waybill-invalid': '再次寄出同样核对运单号',
    'address-missing': 'R-112：邮寄要有地址',
  },
};

const words = (text: string): Set<string> => new Set(text.match(/[A-Za-z-]+/g) ?? []);
const groups: Record<string, readonly string[]> = { ...stateGroups, decided: stateGroups.decided };

/** States that a cell of the specification allows: names, groups of names, `=` and `–`. */
function statesOf(text: string): Set<string> {
  const found = new Set<string>();
  for (const word of words(text.replaceAll(/\([^)]*\)/g, ''))) {
    for (const state of groups[word] ?? [word]) found.add(state);
  }
  return found;
}

describe('the table says what the specification says (C.13)', () => {
  test('the specification was read whole', () => {
    expect(spec.size).toBeGreaterThan(100);
    expect(spec.get('startReview')?.events).toBe('substantiveReviewStarted');
  });

  test.each(commandNames)('%s is named there, with its events and refusals', (name) => {
    const row = rowOf(name);
    const specified = spec.get(name);
    expect(specified, name).toBeDefined();
    const { events = '', refusals: codes = '' } = specified ?? {};
    expect(row.events.filter((event) => !words(events).has(event))).toEqual([]);
    const extra = row.refusals.filter((code) => !words(codes).has(code));
    expect(extra.toSorted()).toEqual(Object.keys(beyondSpecification[name] ?? {}).toSorted());
  });

  test.each(commandNames)('%s leads only from and to states that it names', (name) => {
    const allowed = (spec.get(name)?.transitions ?? '').split(';').map((part) => {
      const [from = '', to = ''] = part.split('→');
      return { from: statesOf(from), to: statesOf(to), nothing: from.includes('–'), same: to.includes('=') };
    });
    const strays = [undefined, ...states].flatMap((from) =>
      targetsOf(name, from)
        .filter(
          (to) =>
            !allowed.some(
              (move) =>
                (from === undefined ? move.nothing : move.from.has(from)) &&
                (move.to.has(to) || (move.same && to === from)),
            ),
        )
        .map((to) => `${String(from)} → ${to}`),
    );
    expect(strays).toEqual([]);
  });
});

describe('the table is whole', () => {
  test('every state but draft is reached, and every state that is not the end is left', () => {
    const reached = new Set(
      commandNames.flatMap((name) =>
        states.flatMap((from) => targetsOf(name, from).filter((to) => to !== from)),
      ),
    );
    expect(states.filter((state) => state !== 'draft' && !reached.has(state))).toEqual([]);
    const left = (from: CaseState): boolean =>
      commandNames.some((name) => targetsOf(name, from).some((to) => to !== from));
    const ends = ['discarded', ...stateGroups.terminal];
    expect(states.filter((state) => !left(state)).toSorted()).toEqual(ends.toSorted());
  });

  test('an erased draft accepts no command; after the end only contact is recorded', () => {
    const everybody = new Set(commandNames.flatMap((name) => rowOf(name).actors));
    expect(commandsFor('discarded', everybody)).toEqual([]);
    expect(commandsFor('completed', everybody)).toEqual(['recordContact']);
    expect(commandsFor('notTaken', everybody)).toEqual(['recordContact']);
  });

  test('no event is recorded by two commands, save those that one act brings about for another', () => {
    const byEvent = Map.groupBy(
      commandNames.flatMap((name) => rowOf(name).events.map((event) => ({ event, name }))),
      ({ event }) => event,
    );
    const shared = [...byEvent].filter(([, rows]) => rows.length > 1).map(([event]) => event);
    expect(shared).toEqual(['resultDelivered']);
  });
});

describe('articles and refusals', () => {
  const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !path.includes('.test.'))
    .map((path) => ({ path, text: readFileSync(join(root, 'src', path), 'utf8') }));
  const usedOutside = (home: string, ...names: readonly string[]): boolean =>
    sources.some(({ path, text }) => path !== home && names.some((name) => text.includes(name)));

  test('every article stands behind a command, a deadline or a place in the code; none is carried for show', () => {
    const unused = Object.entries(articles)
      .filter(([id, { citation }]) => !usedOutside('regulation/articles.ts', `'${id}'`, citation))
      .map(([id]) => id);
    expect(unused).toEqual([]);
  });

  test('every command and every deadline names an article that exists', () => {
    const named = [
      ...commandNames.map((name) => rowOf(name).article),
      ...(Object.keys(dutyRules) as DutyId[]).map((id) => ruleOf(id).article),
    ];
    expect(named.filter((id) => !Object.hasOwn(articles, id))).toEqual([]);
  });

  test('every refusal is given somewhere', () => {
    const unused = Object.keys(refusals).filter(
      (code) => !usedOutside('regulation/refusals.ts', `'${code}'`),
    );
    expect(unused).toEqual([]);
  });

  test('every refusal has a sentence for a person and a status of a refusal', () => {
    for (const [code, { status, sentence }] of Object.entries(refusals)) {
      expect(status, code).toBeGreaterThanOrEqual(400);
      expect(sentence, code).toMatch(/^[^!！]{4,}。$/);
      expect(sentence, code).not.toMatch(/异常|非法|请稍候|成功/);
    }
  });
});
