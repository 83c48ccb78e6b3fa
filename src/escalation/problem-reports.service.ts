import type { StaffRegister } from '../identity/staff.service.ts';
import type { Actor } from '../platform/actor.ts';
import type { Audit } from '../platform/audit.service.ts';
import { auditActorOf } from '../platform/audit.ts';
import type { Db } from '../platform/database.ts';
import type { StaffAddress } from '../platform/messages-port.ts';
import { fieldInvalid, Problem } from '../platform/problem.ts';
import { type Day, dayOf, type Instant } from '../regulation/instant.ts';
import type { Role } from '../regulation/roles.ts';
import { isDay } from '../regulation/shanghai-time.ts';
import { findCase } from './case-facts.store.ts';
import { dueWords } from './escalation-words.ts';
import { written } from './ladder-acts.service.ts';
import type { LadderMoves, LadderParts } from './ladder-moves.service.ts';
import { decodePlace, encodePlace } from './list-place.ts';
import { caseOfProblem, freshProblem, namedParticipants } from './new-problem.service.ts';
import { administered, presentProblem, problemActsOf, seesProblem, windowsOf } from './present-problem.ts';
import * as store from './problem-report.store.ts';
import {
  type FeedbackCategory,
  feedbackCategories,
  type Participant,
  type ProblemAct,
  type ProblemReport,
  type ProblemStep,
  type ProblemView,
} from './problem-report.ts';

/** Problems that windows meet, and those between departments. */
export type ProblemReports = {
  /** A window tells its own administration. */
  report(
    actor: Actor,
    feedback: { category: string; text: string; caseId?: string | undefined },
  ): Promise<ProblemView>;
  /** Opens a problem between at least two departments, each with its named coordinator. */
  openDepartments(
    actor: Actor,
    problem: {
      text: string;
      participants: readonly { department: string; coordinatorId: string }[];
      caseId?: string | undefined;
    },
  ): Promise<ProblemView>;
  answer(actor: Actor, id: string, text: string): Promise<ProblemView>;
  /** Shares a joint problem with the other administration of its case, or with another one that is named. */
  share(actor: Actor, id: string, regionCode: string | undefined): Promise<ProblemView>;
  add(actor: Actor, id: string, text: string): Promise<ProblemView>;
  solve(actor: Actor, id: string, solution: string, solvedOn: Day): Promise<ProblemView>;
  /** A department confirms, by its own coordinator only; the last one closes the problem. */
  confirm(actor: Actor, id: string, department: string): Promise<ProblemView>;
  list(
    actor: Actor,
    page: { kind: ProblemReport['kind']; after?: string | undefined; limit: number },
  ): Promise<{ problems: ProblemView[]; next?: string }>;
  /** Who can be named as a coordinator in the own region. */
  coordinators(actor: Actor): Promise<{ id: string; name: string; role: Role }[]>;
  /** Tells of answers that are overdue; answers how many. */
  run(): Promise<number>;
};

const atOnce = 200;
const coordinatorRoles: readonly Role[] = ['approver', 'windowLead', 'windowClerk', 'serviceAdministration'];

/** Builds the problem reports. */
export function createProblemReports(
  parts: LadderParts & { audit: Pick<Audit, 'record'>; staff: Pick<StaffRegister, 'listStaffWithRole'> },
  moves: Pick<LadderMoves, 'dueAfter'>,
): ProblemReports {
  const { database, clock, directory, tell, audit, staff } = parts;
  const { db } = database;

  const view = (
    actor: Actor,
    report: ProblemReport,
    participants: readonly Participant[],
    steps: readonly ProblemStep[],
  ): ProblemView => presentProblem(actor, { report, participants, steps }, directory, clock.now());

  async function shown(tx: Db, actor: Actor, report: ProblemReport): Promise<ProblemView> {
    const [participants, steps] = [
      await store.listParticipants(tx, [report.id]),
      await store.listSteps(tx, [report.id]),
    ];
    return view(actor, report, participants, steps);
  }

  const by = ({ id, name }: Actor): ProblemStep['actor'] => ({ id, name });

  const told = (tx: Db, report: ProblemReport, kind: string, to: StaffAddress, text: string): Promise<void> =>
    tell(tx, [
      {
        to,
        kind,
        text,
        ...(report.caseId === null ? {} : { caseId: report.caseId }),
        ...(report.businessNumber === null ? {} : { businessNumber: report.businessNumber }),
        link: '/feedback',
        onceKey: `problem ${report.id} ${kind} ${clock.now()}`,
      },
    ]);

  const record = (tx: Db, actor: Actor, report: ProblemReport, action: string): Promise<void> =>
    audit.record(tx, {
      action,
      actor: auditActorOf(actor),
      subject: { kind: 'problemReport', id: report.id },
      ...(report.caseId === null ? {} : { caseId: report.caseId }),
    });

  /** One step on a problem that exists for this person and allows it. */
  const change = (
    actor: Actor,
    id: string,
    act: ProblemAct,
    work: (
      tx: Db,
      report: ProblemReport,
      participants: readonly Participant[],
      at: Instant,
    ) => Promise<ProblemReport>,
  ): Promise<ProblemView> =>
    database.transaction(async (tx) => {
      const report = await store.lockReport(tx, id);
      const participants = report ? await store.listParticipants(tx, [id]) : [];
      if (!report || !seesProblem(actor, report, participants)) throw new Problem('not-found');
      if (act !== 'confirm' && !problemActsOf(actor, report, participants).includes(act))
        throw new Problem(report.state === 'open' ? 'not-authorised' : 'report-not-open', {
          article: 'rules-26',
        });
      const next = await work(tx, report, participants, clock.now());
      await store.updateReport(tx, next);
      await record(tx, actor, next, `problem${act[0]?.toUpperCase() ?? ''}${act.slice(1)}`);
      return shown(tx, actor, next);
    });

  return {
    async report(actor, { category, text, caseId }) {
      const grant = actor.grants.find(
        ({ role, windowId }) => windowId !== null && (role === 'windowClerk' || role === 'windowLead'),
      );
      if (!grant) throw new Problem('not-authorised');
      if (!Object.hasOwn(feedbackCategories, category)) throw fieldInvalid('/category', '请选择问题的类别。');
      const words = written(text, '/text', '请写明是什么问题。');
      const about = await caseOfProblem(db, actor, caseId);
      const report = freshProblem(actor, clock.now(), {
        kind: 'feedback',
        regionCode: grant.regionCode,
        windowId: grant.windowId,
        category: category as FeedbackCategory,
        text: words,
        ...about,
        dueAt: moves.dueAfter('feedback', grant.regionCode, clock.now()),
      });
      return database.transaction(async (tx) => {
        await store.insertReport(tx, report);
        await store.insertStep(tx, report.id, {
          type: 'reported',
          at: report.reportedAt,
          actor: by(actor),
          text: words,
          data: {},
        });
        await told(
          tx,
          report,
          'problemReported',
          { regionCode: report.regionCode, role: 'serviceAdministration' },
          `窗口反馈问题：${feedbackCategories[report.category ?? 'other']}，请在 ${dueWords(report.dueAt ?? '')} 前答复`,
        );
        await record(tx, actor, report, 'problemReported');
        return shown(tx, actor, report);
      });
    },

    async openDepartments(actor, { text, participants, caseId }) {
      const grant = actor.grants.find(
        ({ role }) => role === 'serviceAdministration' || role === 'windowLead',
      );
      if (!grant) throw new Problem('not-authorised');
      const words = written(text, '/text', '请写明是什么问题。');
      const named = namedParticipants(participants, await listCoordinators(grant.regionCode));
      const report = freshProblem(actor, clock.now(), {
        kind: 'departments',
        regionCode: grant.regionCode,
        windowId: null,
        category: null,
        text: words,
        ...(await caseOfProblem(db, actor, caseId)),
        dueAt: null,
      });
      return database.transaction(async (tx) => {
        await store.insertReport(tx, report);
        await store.insertParticipants(tx, report.id, named);
        await store.insertStep(tx, report.id, {
          type: 'reported',
          at: report.reportedAt,
          actor: by(actor),
          text: words,
          data: {},
        });
        for (const { coordinatorId, department } of named)
          await told(
            tx,
            report,
            `departments ${department}`,
            { staffId: coordinatorId },
            `部门间协调：请代表${department}协商解决并确认`,
          );
        await record(tx, actor, report, 'departmentProblemOpened');
        return shown(tx, actor, report);
      });
    },

    answer: (actor, id, text) =>
      change(actor, id, 'answer', async (tx, report, _participants, at) => {
        const words = written(text, '/text', '请写明答复。');
        await store.insertStep(tx, id, { type: 'answered', at, actor: by(actor), text: words, data: {} });
        if (report.windowId !== null)
          await told(tx, report, 'problemAnswered', { windowId: report.windowId }, '问题反馈已答复，请查看');
        return { ...report, state: 'answered', closedAt: at };
      }),

    share: (actor, id, regionCode) =>
      change(actor, id, 'share', async (tx, report, _participants, at) => {
        const kase = report.caseId === null ? undefined : await findCase(tx, report.caseId);
        const other =
          regionCode ??
          [kase?.intakeRegion, kase?.homeRegion].find(
            (code) => code !== undefined && code !== report.regionCode,
          );
        if (other === undefined || other === report.regionCode || !directory.findAdministration(other))
          throw fieldInvalid('/regionCode', '请选择转给哪个地区的管理部门。');
        await store.insertStep(tx, id, {
          type: 'shared',
          at,
          actor: by(actor),
          text: directory.regionName(other),
          data: { regionCode: other },
        });
        await told(
          tx,
          report,
          'problemShared',
          { regionCode: other, role: 'serviceAdministration' },
          `${directory.regionName(report.regionCode)}转来两地共同的问题，请查看`,
        );
        return { ...report, sharedWith: other };
      }),

    add: (actor, id, text) =>
      change(actor, id, 'add', async (tx, report, _participants, at) => {
        const words = written(text, '/text', '请写明补充的内容。');
        await store.insertStep(tx, id, { type: 'added', at, actor: by(actor), text: words, data: {} });
        await told(
          tx,
          report,
          'problemAdded',
          { regionCode: report.regionCode, role: 'serviceAdministration' },
          '对方管理部门补充了共同的问题，请查看',
        );
        return report;
      }),

    solve: (actor, id, solution, solvedOn) =>
      change(actor, id, 'solve', async (tx, report, participants, at) => {
        const words = written(solution, '/solution', '请写明怎样解决。');
        if (!isDay(solvedOn) || solvedOn > dayOf(at))
          throw fieldInvalid('/solvedOn', '解决日期不能晚于今天。');
        // What was confirmed was another solution.
        await store.setConfirmed(tx, id, undefined, null);
        await store.insertStep(tx, id, {
          type: 'solved',
          at,
          actor: by(actor),
          text: words,
          data: { solvedOn },
        });
        for (const { coordinatorId, department } of participants)
          await told(
            tx,
            report,
            `solved ${department}`,
            { staffId: coordinatorId },
            `部门间协调已有解决办法，请代表${department}确认`,
          );
        return { ...report, solution: words, solvedOn };
      }),

    confirm: (actor, id, department) =>
      change(actor, id, 'confirm', async (tx, report, participants, at) => {
        const mine = participants.find((each) => each.department === department);
        if (report.kind !== 'departments' || !mine) throw fieldInvalid('/department', '没有这个部门。');
        if (mine.coordinatorId !== actor.id)
          throw new Problem('not-the-coordinator', { article: 'qijiang-guarantee' });
        if (report.state === 'closed' || mine.confirmedAt !== null) throw new Problem('report-not-open');
        if (report.solution === null) throw new Problem('solution-missing');
        await store.setConfirmed(tx, id, department, at);
        const step = { at, actor: by(actor), data: { department } };
        await store.insertStep(tx, id, { ...step, type: 'confirmed', text: department });
        const open = participants.some((each) => each.department !== department && each.confirmedAt === null);
        if (open) return report;
        await store.insertStep(tx, id, { ...step, type: 'closed', text: null });
        return { ...report, state: 'closed', closedAt: at };
      }),

    async list(actor, { kind, after, limit }) {
      const of = { windows: windowsOf(actor), regions: administered(actor), staffId: actor.id, kind };
      const reports = await store.listReports(db, of, decodePlace(after), limit);
      const ids = reports.map(({ id }) => id);
      const [participants, steps] = await Promise.all([
        store.listParticipants(db, ids),
        store.listSteps(db, ids),
      ]);
      const last = reports.at(-1);
      return {
        problems: reports.map((report) =>
          view(
            actor,
            report,
            participants.filter(({ reportId }) => reportId === report.id),
            steps.filter(({ reportId }) => reportId === report.id),
          ),
        ),
        ...(last && reports.length === limit
          ? { next: encodePlace({ at: last.reportedAt, id: last.id }) }
          : {}),
      };
    },

    async coordinators(actor) {
      const grant = actor.grants.find(
        ({ role }) => role === 'serviceAdministration' || role === 'windowLead',
      );
      if (!grant) throw new Problem('not-authorised');
      return listCoordinators(grant.regionCode);
    },

    run: () =>
      database.transaction(async (tx) => {
        const overdue = await store.lockOverdueReports(tx, clock.now(), atOnce);
        for (const report of overdue) {
          await store.updateReport(tx, { ...report, overdueAt: report.dueAt });
          for (const regionCode of new Set([report.regionCode, `${report.regionCode.slice(0, 2)}0000`]))
            await told(
              tx,
              report,
              'problemOverdue',
              { regionCode, role: 'serviceAdministration' },
              `问题反馈逾期没有答复：应由${directory.regionName(report.regionCode)}管理部门答复`,
            );
        }
        return overdue.length;
      }),
  };

  async function listCoordinators(regionCode: string): Promise<{ id: string; name: string; role: Role }[]> {
    const found = await Promise.all(
      coordinatorRoles.map(async (role) =>
        (await staff.listStaffWithRole({ role, regionCode })).map(({ id, name }) => ({ id, name, role })),
      ),
    );
    return [...new Map(found.flat().map((one) => [one.id, one])).values()];
  }
}
