import { type ArticleId, articles } from '../regulation/articles.ts';
import { type DutyId, dutyRules, ruleOf } from '../regulation/duties.ts';
import type { Instant } from '../regulation/instant.ts';
import type { LoggedEvent, TakenReminder } from './case-facts.ts';
import { dueWords, dutyTitle } from './escalation-words.ts';
import { commandTitle } from './evidence.ts';

/** What a responsibility record is about (规程第二十八条, R-159). */
export const responsibilityKinds = {
  overdueTransfer: '材料流转逾期',
  missedResponse: '未及时响应',
  wrongMaterialCheck: '材料审查有误',
  other: '其他未按规程履职',
} as const;
export type ResponsibilityKind = keyof typeof responsibilityKinds;

export const recordOutcomes = { upheld: '属实', notUpheld: '不属实', withdrawn: '撤销' } as const;
export type RecordOutcome = keyof typeof recordOutcomes;

/** A line of evidence: an entry of the log, or the mark of a missed deadline. */
export type EvidenceLine = { at: Instant; text: string; seq?: number };

/** A record as stored. */
export type ResponsibilityRecord = {
  id: string;
  caseId: string;
  businessNumber: string | null;
  kind: ResponsibilityKind;
  article: string;
  facts: string;
  evidence: EvidenceLine[];
  evidenceDigest: string;
  partySide: 'intake' | 'home';
  partyWindow: string;
  partyRegion: string;
  otherWindow: string;
  otherRegion: string;
  openedBy: string;
  openedByName: string;
  openedRegion: string;
  openedAt: Instant;
  state: 'open' | 'closed';
  outcome: RecordOutcome | null;
  closedAt: Instant | null;
  closingNote: string | null;
};

export const recordStepTitles = {
  opened: '记录',
  statement: '当事方说明',
  contested: '提出异议',
  closed: '了结',
} as const;
export type RecordStep = {
  seq: number;
  type: keyof typeof recordStepTitles;
  at: Instant;
  actor: { id: string | null; name: string; regionCode: string | null };
  text: string | null;
};

/** What the log of a case says against a party, ready to be made a record in one step. */
export type Candidate = {
  kind: Exclude<ResponsibilityKind, 'other'>;
  /** Tells one candidate of a case from another. */
  key: string;
  partySide: 'intake' | 'home';
  title: string;
  article: string;
  facts: string;
  evidence: EvidenceLine[];
};

const transferRules = new Set<string>([
  'electronicTransfer',
  'postalDispatch',
  'paperDispatch',
  'relayElectronic',
  'relayPostal',
]);

const isRule = (rule: string): rule is DutyId => Object.hasOwn(dutyRules, rule);
const citation = (id: ArticleId): string => articles[id].citation;

function lateCandidates(
  reminders: readonly TakenReminder[],
  log: readonly LoggedEvent[],
  sideOf: (windowId: string) => 'intake' | 'home',
): Candidate[] {
  return reminders
    .filter(({ step, rule }) => step === 'overdue' && isRule(rule))
    .map(({ rule, round, dueAt, at, windowId }): Candidate => {
      const title = dutyTitle(rule as DutyId);
      const due = dueWords(dueAt);
      const done = log.find(
        ({ effectiveAt, actor, command }) =>
          effectiveAt > dueAt && actor.windowId === windowId && commandTitle(command) === title,
      );
      const kind = transferRules.has(rule) ? 'overdueTransfer' : 'missedResponse';
      return {
        kind,
        key: `${rule} ${round}`,
        partySide: sideOf(windowId),
        title: `${responsibilityKinds[kind]}：${title}`,
        article: citation(ruleOf(rule as DutyId).article),
        facts: `应在 ${due} 前“${title}”，到期没有办。`,
        evidence: [
          { at: dueAt, text: `“${title}”期限 ${due}` },
          { at, text: '系统记为逾期，并告知窗口、负责人和管理部门' },
          ...(done ? [{ at: done.effectiveAt, text: `之后才办：${title}`, seq: done.seq }] : []),
        ],
      };
    });
}

/** Lines that the intake window found in order, and the home window found wanting. */
function checkCandidates(log: readonly LoggedEvent[], lineName: (id: string) => string): Candidate[] {
  return log
    .filter(({ type }) => type === 'discrepancyReported')
    .flatMap((reported) =>
      (reported.data['discrepancies'] as { id: string; lineId: string }[]).flatMap(
        ({ id, lineId }): Candidate[] => {
          const passed = log.findLast(
            ({ type, data, seq }) =>
              type === 'materialMarked' &&
              seq < reported.seq &&
              data['lineId'] === lineId &&
              data['verdict'] === 'passed',
          );
          if (!passed) return [];
          return [
            {
              kind: 'wrongMaterialCheck',
              key: `check ${id}`,
              partySide: 'intake',
              title: `${responsibilityKinds.wrongMaterialCheck}：${lineName(lineId)}`,
              article: citation('rules-21-1'),
              facts: `收件窗口判“${lineName(lineId)}”合格，属地收到后发现与清单不符。`,
              evidence: [
                { at: passed.effectiveAt, text: `判为合格（${passed.actor.name}）`, seq: passed.seq },
                {
                  at: reported.effectiveAt,
                  text: `属地登记材料差异（${reported.actor.name}）`,
                  seq: reported.seq,
                },
              ],
            },
          ];
        },
      ),
    );
}

/** Everything in a log that can be made a record in one step, with evidence and article. */
export const candidatesOf = (
  { log, reminders }: { log: readonly LoggedEvent[]; reminders: readonly TakenReminder[] },
  { sideOf, lineName }: { sideOf: (windowId: string) => 'intake' | 'home'; lineName: (id: string) => string },
): Candidate[] => [...lateCandidates(reminders, log, sideOf), ...checkCandidates(log, lineName)];

/** Evidence that somebody names by the numbers of events; unknown numbers give none. */
export const evidenceBySeq = (log: readonly LoggedEvent[], numbers: readonly number[]): EvidenceLine[] =>
  numbers.flatMap((seq) => {
    const event = log.find((each) => each.seq === seq);
    return event
      ? [
          {
            at: event.effectiveAt,
            seq,
            text: `${commandTitle(event.command)}（${event.actor.kind === 'applicant' ? '申请人' : event.actor.name}）`,
          },
        ]
      : [];
  });

/** A record as its readers see it. */
export type RecordView = {
  id: string;
  caseId: string;
  businessNumber?: string;
  kind: ResponsibilityKind;
  kindLabel: string;
  article: string;
  facts: string;
  evidence: EvidenceLine[];
  partySide: 'intake' | 'home';
  partyName: string;
  otherName: string;
  reportedTo: string;
  copyTo: string;
  openedByName: string;
  openedAt: Instant;
  state: 'open' | 'closed';
  outcome?: RecordOutcome;
  outcomeLabel?: string;
  closedAt?: Instant;
  closingNote?: string;
  /** Until when the party can explain before the record may be closed. */
  statementUntil: Instant;
  steps: { at: Instant; title: string; by: string; text?: string }[];
  acts: ('statement' | 'contest' | 'close')[];
};
