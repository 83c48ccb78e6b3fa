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

/** Commands beyond the specification, each with the requirement that asks for it. */
const beyondCommands: Partial<Record<CommandName, string>> = {
  adoptReceivedStandard: 'R-061：第二件沿用属地上次的答复',
  askOtherWindow: 'R-040、R-154：窗口之间点对点联系，留在办件里',
  answerOtherWindow: 'R-154：实质答复才停止计时',
  cancelRequest: 'C.5：撤回的请求结束它的协调',
  moveToWindow: 'R-037：窗口关闭前，办件逐件移交同地区的另一窗口，记入办件记录',
  markPriority: 'R-035：绿色通道的优先件写明原因，排在两地窗口最上面',
  unmarkPriority: 'R-035：优先也可以取消，写明原因',
  handOverDraft: 'R-052、C.12：停用的人正在填的草稿交窗口负责人',
};
const specifiedNames = commandNames.filter((name) => !Object.hasOwn(beyondCommands, name));

/**
 * Refusals that rows give beyond their specification. Each has its reason: the case can meet it and no word of the
 * specification says it.
 */
const beyondSpecification: Partial<Record<CommandName, Record<string, string>>> = {
  openCase: {
    'home-region-unclear': 'R-056：属地哪一级办理还不清楚时不能默认',
    'region-not-active': 'R-250：没有开通的地区不能收发办件',
  },
  submitCase: {
    'region-not-active': 'R-250：没有开通的地区不能收发办件',
    'way-not-offered': 'R-112：登记时就选送达方式',
    'address-missing': 'R-112：登记时就选送达方式',
  },
  attachFile: {
    'file-not-found': '页面先上传，后归到材料行',
    'file-already-sent': 'R-068：放错行的扫描件在发出以前可以取下，以后不行',
  },
  requestStandard: { 'standard-available': 'R-061：只有第一阶段才请求标准' },
  adoptGuide: { 'standard-without-lines': 'R-061：没有材料的清单不能作标准' },
  acceptIntake: { 'standard-missing': 'OP-67：没有标准不能结束审查' },
  issueOneTimeNotice: { 'standard-missing': 'OP-67：没有标准不能结束审查' },
  correctOnSpot: { 'count-out-of-range': 'R-059：补正后同样要数份数' },
  correctHomeRegion: {
    'region-not-active': 'R-250：没有开通的地区不能收发办件',
    'home-region-unclear': 'R-056：属地哪一级办理还不清楚时不能默认',
    'region-not-in-programme': 'R-056：更正后同样要在通办范围内',
    'option-not-published': 'R-056：更正后的办理项要有收件标准',
    'situation-not-chosen': 'R-060：更正后的办理情形要答全',
    'form-incomplete': '更正后的申请表要填全',
    'reason-missing': 'R-160：更正要留下原因',
  },
  reopenPassedLine: { 'line-unknown': '本件没有这一项，或不用重新打开' },
  replaceIntakeReceipt: { 'form-field-missing': 'R-076：文书缺必填内容不能出具' },
  replaceOneTimeNotice: {
    'days-out-of-range': 'R-063：更换的告知书同样是 1 到 90 天',
    'no-deficient-line': 'R-063：没有问题的不出告知书',
    'signature-missing': 'R-078：更换的告知书同样要签名',
    'form-field-missing': 'R-075：文书缺必填内容不能出具',
  },
  registerInboundParcel: { 'line-not-named': 'R-066：只登记告知书列了的材料' },
  handInSupplement: { 'waybill-unknown': 'R-066：邮寄的先登记运单号，以揽收时间为准' },
  reinstateCase: {
    'reason-missing': 'R-160：恢复要留下原因',
    'second-person-missing': 'OP-71：窗口负责人一同恢复',
  },
  sendPackage: { 'channel-already-arrived': 'R-089：属地核对没有发现改动的，不重复发送' },
  switchChannel: { 'channel-not-allowed': 'R-083：换成的方式也要送得到' },
  cancelParcel: {
    'waybill-unknown': '本件没有这个邮件，或不是本窗口寄的',
    'reason-missing': 'R-160：取消要留下原因',
  },
  confirmReceipt: {
    'lines-unmarked': 'R-097：逐项确认',
    'decision-made': 'C.12：决定之后到的只作存档确认',
  },
  demandPaper: { 'line-unknown': '本件没有这一项材料' },
  cancelPaperDemand: { 'request-not-open': '没有要求过，或已经收到' },
  answerDiscrepancy: {
    'reason-missing': 'R-091：答复要写明原委',
    'waybill-unknown': '补寄的邮件要先登记',
  },
  resolveDiscrepancy: { 'hash-mismatch': 'R-089：重新发送的也要逐个核对' },
  suspendReview: {
    'reason-missing': 'R-104：写入特别程序告知书',
    'formal-reviewer-cannot-approve': 'R-102：停止计时也是审批人员的权力',
    'seal-not-valid': 'R-242：没有可用的章不能出具文书',
    'form-field-missing': 'R-080：文书缺必填内容不能出具',
  },
  resumeReview: { 'reason-missing': 'C.1 28：记录特别程序的结果' },
  correctDecisionRecord: {
    'seal-not-valid': 'R-242：没有可用的章不能出具文书',
    'form-field-missing': 'R-080：文书缺必填内容不能出具',
  },
  withdrawCase: {
    'identity-not-passed': 'R-071：只有申请人或受委托的代理人可以撤回',
    'reason-missing': 'R-071：记录撤回理由',
    'form-field-missing': 'R-080：文书缺必填内容不能出具',
  },
  cancelWithdrawal: {
    'identity-not-passed': 'R-071：只有申请人或受委托的代理人可以收回',
    'signature-missing': 'R-071：在窗口办理凭签名',
  },
  takeCase: {
    'not-assigned': 'C.1 18b：没有交办就没有审批人员可接手',
    'formal-reviewer-cannot-approve': 'R-102：做过形式审查的人不能审批',
  },
  returnAssignment: { 'not-assigned': '没有交办就没有退回' },
  reassignCase: { 'not-assigned': '没有交办就没有改派' },
  acceptAtHome: {
    'form-field-missing': 'R-080：文书缺必填内容不能出具',
    'deemed-accepted': 'C.9，5：期满时已视为受理，晚写的受理不能改变受理日期',
  },
  rejectAtHome: {
    'seal-not-valid': 'R-242：没有可用的章不能出具文书',
    'form-field-missing': 'R-080：文书缺必填内容不能出具',
  },
  requestHomeSupplement: {
    'deemed-accepted': 'OP-76：依法视为受理以后，受理前的补正不能再要求',
    'seal-not-valid': 'R-242：没有可用的章不能出具文书',
    'form-field-missing': 'R-080：文书缺必填内容不能出具',
  },
  replaceHomeSupplement: {
    'seal-not-valid': 'R-242：没有可用的章不能出具文书',
    'form-field-missing': 'R-080：文书缺必填内容不能出具',
  },
  handInHomeSupplement: {
    'waybill-unknown': '寄来的补正先登记来件，运单号要对得上',
    'file-not-found': '页面先上传，后归到补正的一点',
    'case-volume-exceeded': 'R-068：一件的文件合计有上限',
  },
  confirmHomeSupplement: { 'discrepancy-open': 'C.9：有差异未了结时不确认' },
  continueWithoutSupplement: { 'reason-missing': 'C.1 24：写明为什么可以继续' },
  abandonAtHome: {
    'reason-missing': 'C.1 24：须写明本地程序的条款',
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
  openIncident: {
    'incident-already-open': '同一邮件的事故只登记一次',
    'silence-not-due': 'R-092：满 5 天没有进展才算失去联系',
  },
  closeIncident: {
    'incident-not-open': '没有事故就没有了结',
    'waybill-unknown': '重新寄出的邮件先登记，运单号要对得上',
  },
  settleLostOriginal: {
    'line-unknown': '没有遗失的材料不作遗失处理',
    'second-person-missing': 'OP-74：窗口负责人要亲自确认',
  },
  recordCustody: { 'waybill-unknown': 'R-093：寄来的材料要写明是哪个邮件' },
  returnOriginals: {
    'signature-missing': 'R-093：当面退还凭签名',
    'waybill-invalid': '寄回原件同样核对运单号',
  },
  confirmOriginals: { 'line-unknown': '没有寄回的材料无从签收' },
  keepForCollection: { 'result-not-returned': 'R-115：只有退回或无人领取的结果才留存' },
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

/**
 * States in which a command can be used beyond its row there: C.1 18 says “every state with a parcel under way”, and a
 * supplement's parcel may still travel when the review has begun anew.
 */
const parcelsInReview = ['submitted', 'formalReview'];
const beyondStates: Partial<Record<CommandName, readonly string[]>> = {
  recordCarrierEvent: parcelsInReview,
  openIncident: parcelsInReview,
  closeIncident: parcelsInReview,
  settleLostOriginal: parcelsInReview,
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

  test.each(specifiedNames)('%s is named there, with its events and refusals', (name) => {
    const row = rowOf(name);
    const specified = spec.get(name);
    expect(specified, name).toBeDefined();
    const { events = '', refusals: codes = '' } = specified ?? {};
    // confirmReceipt names its second event beside the refusals.
    expect(row.events.filter((event) => !words(`${events} ${codes}`).has(event))).toEqual([]);
    const extra = row.refusals.filter((code) => !words(codes).has(code));
    expect(extra.toSorted()).toEqual(Object.keys(beyondSpecification[name] ?? {}).toSorted());
  });

  test.each(specifiedNames)('%s leads only from and to states that it names', (name) => {
    const allowed = (spec.get(name)?.transitions ?? '').split(';').map((part) => {
      const [from = '', to = ''] = part.split('→');
      return { from: statesOf(from), to: statesOf(to), nothing: from.includes('–'), same: to.includes('=') };
    });
    const strays = [undefined, ...states].flatMap((from) =>
      targetsOf(name, from)
        .filter(
          (to) =>
            !(to === from && beyondStates[name]?.includes(to)) &&
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
    // What was deemed abandoned can be taken up again within 180 days (C.1, 12a).
    const ends = ['discarded', ...stateGroups.terminal.filter((state) => state !== 'deemedAbandoned')];
    expect(states.filter((state) => !left(state)).toSorted()).toEqual(ends.toSorted());
  });

  test('an erased draft accepts no command; after the end only after-care is left (C.0)', () => {
    const everybody = new Set(commandNames.flatMap((name) => rowOf(name).actors));
    expect(commandsFor('discarded', everybody)).toEqual([]);
    const afterCare = [
      'attachFile',
      'cancelParcel',
      'closeIncident',
      'confirmOriginals',
      'moveToWindow',
      'openIncident',
      'recordCarrierEvent',
      'recordContact',
      'recordCustody',
      'returnOriginals',
      'settleLostOriginal',
    ];
    expect(commandsFor('notTaken', everybody).toSorted()).toEqual(afterCare);
    expect(commandsFor('completed', everybody).toSorted()).toEqual(
      [...afterCare, 'correctDecisionRecord', 'handOverResult'].toSorted(),
    );
  });

  test('no event is recorded by two commands, save those that one act brings about for another', () => {
    const byEvent = Map.groupBy(
      commandNames.flatMap((name) => rowOf(name).events.map((event) => ({ event, name }))),
      ({ event }) => event,
    );
    const shared = [...byEvent].filter(([, rows]) => rows.length > 1).map(([event]) => event);
    expect(shared.toSorted()).toEqual([
      'caseDeemedAbandoned',
      'caseWithdrawn',
      'discrepancyReported',
      'intakeReceiptIssued',
      'materialsReceived',
      'oneTimeNoticeIssued',
      'oneTimeNoticeVoided',
      'resultDelivered',
    ]);
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
