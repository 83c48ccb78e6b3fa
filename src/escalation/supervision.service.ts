import { randomUUID } from 'node:crypto';
import { isMember } from '../catalogue/programme-rules.ts';
import type { Actor } from '../platform/actor.ts';
import type { Audit } from '../platform/audit.service.ts';
import { auditActorOf } from '../platform/audit.ts';
import type { Db } from '../platform/database.ts';
import type { StaffAddress, StaffNotice } from '../platform/messages-port.ts';
import { fieldInvalid, Problem } from '../platform/problem.ts';
import { type Day, dayOf, type Instant, later } from '../regulation/instant.ts';
import { groupLead, isWithinHierarchy } from '../regulation/ladder.ts';
import { addDays, endOfDay, isDay, momentOf, startOfDay } from '../regulation/shanghai-time.ts';
import { isWorkingDay } from '../regulation/working-calendar.ts';
import { findCase } from './case-facts.store.ts';
import { findEscalation } from './escalation.store.ts';
import { standingsOf } from './escalation.ts';
import { dueWords } from './escalation-words.ts';
import { written } from './ladder-acts.service.ts';
import type { LadderParts } from './ladder-moves.service.ts';
import { decodePlace, encodePlace } from './list-place.ts';
import * as store from './supervision.store.ts';
import { type OrderView, orderStates, type SupervisionOrder } from './supervision.ts';

/** What a new order says. */
export type NewOrder = {
  toRegion: string;
  toWindow?: string | undefined;
  escalationId?: string | undefined;
  caseId?: string | undefined;
  text: string;
  dueOn: Day;
};

/** Supervision orders (督办, R-161). */
export type Supervision = {
  issue(actor: Actor, order: NewOrder): Promise<OrderView>;
  answer(actor: Actor, id: string, text: string): Promise<OrderView>;
  /** By whoever issued it; without an answer only with a reason. */
  close(actor: Actor, id: string, note: string | undefined): Promise<OrderView>;
  /** What the person has to answer. */
  toAnswer(actor: Actor): Promise<OrderView[]>;
  list(
    actor: Actor,
    page: { after?: string | undefined; limit: number },
  ): Promise<{ orders: OrderView[]; next?: string }>;
  /** Overdue orders of a month, for the bulletin. */
  bulletin(actor: Actor, month: string): Promise<OrderView[]>;
  /** Reminds of what is due; answers how many. */
  run(): Promise<number>;
};

const atOnce = 200;
const mostListed = 100;

/** Builds the supervision orders. */
export function createSupervision(parts: LadderParts & { audit: Pick<Audit, 'record'> }): Supervision {
  const { database, clock, directory, catalogue, tell, audit } = parts;
  const { db } = database;

  const regionsOf = (actor: Actor): string[] =>
    actor.grants.flatMap(({ role, regionCode }) =>
      role === 'serviceAdministration' || role === 'coordinationGroup' ? [regionCode] : [],
    );
  const windowsOf = (actor: Actor): string[] =>
    actor.grants.flatMap(({ role, windowId }) =>
      windowId && (role === 'windowClerk' || role === 'windowLead') ? [windowId] : [],
    );

  /** The grant by which somebody may order a region about: its own administration or one above it, or the group. */
  function orderingGrant(actor: Actor, region: string): Actor['grants'][number] | undefined {
    const programme = catalogue.findProgramme('southwest-5');
    return actor.grants.find(({ role, regionCode }) => {
      if (role === 'serviceAdministration') return isWithinHierarchy(regionCode, region);
      if (role !== 'coordinationGroup') return false;
      return regionCode === groupLead
        ? programme !== undefined && isMember(programme, region, dayOf(clock.now()))
        : isWithinHierarchy(regionCode, region);
    });
  }

  const toName = ({ toRegion, toWindow }: Pick<SupervisionOrder, 'toRegion' | 'toWindow'>): string =>
    (toWindow === null ? undefined : directory.findWindow(toWindow)?.name) ??
    directory.findAdministration(toRegion)?.name ??
    `${directory.regionName(toRegion)}政务服务管理部门`;

  const isRecipient = (actor: Actor, { toRegion, toWindow }: SupervisionOrder): boolean =>
    toWindow === null
      ? actor.grants.some(
          ({ role, regionCode }) => role === 'serviceAdministration' && regionCode === toRegion,
        )
      : windowsOf(actor).includes(toWindow);

  const isIssuer = (actor: Actor, { fromRegion, fromRole }: SupervisionOrder): boolean =>
    actor.grants.some(({ role, regionCode }) => role === fromRole && regionCode === fromRegion);

  function view(actor: Actor, order: SupervisionOrder): OrderView {
    const {
      id,
      escalationId,
      caseId,
      businessNumber,
      answer,
      answeredAt,
      answeredBy,
      closedAt,
      closingNote,
    } = order;
    return {
      id,
      ...(escalationId === null ? {} : { escalationId }),
      ...(caseId === null ? {} : { caseId }),
      ...(businessNumber === null ? {} : { businessNumber }),
      fromName: order.fromName,
      toName: toName(order),
      text: order.text,
      issuedAt: order.issuedAt,
      dueAt: order.dueAt,
      overdue: order.overdueAt !== null || (order.state === 'open' && order.dueAt <= clock.now()),
      state: order.state,
      stateLabel: orderStates[order.state],
      ...(answer === null ? {} : { answer }),
      ...(answeredAt === null ? {} : { answeredAt, answeredBy: answeredBy ?? '' }),
      ...(closedAt === null ? {} : { closedAt }),
      ...(closingNote === null ? {} : { closingNote }),
      acts: [
        ...(order.state === 'open' && isRecipient(actor, order) ? (['answer'] as const) : []),
        ...(order.state !== 'closed' && isIssuer(actor, order) ? (['close'] as const) : []),
      ],
    };
  }

  const recipientOf = ({ toRegion, toWindow }: SupervisionOrder): StaffAddress =>
    toWindow === null ? { regionCode: toRegion, role: 'serviceAdministration' } : { windowId: toWindow };
  const issuerOf = ({ fromRegion, fromRole }: SupervisionOrder): StaffAddress => ({
    regionCode: fromRegion,
    role: fromRole,
  });
  const notice = (order: SupervisionOrder, to: StaffAddress, kind: string, text: string): StaffNotice => ({
    to,
    kind,
    text,
    ...(order.caseId === null ? {} : { caseId: order.caseId }),
    ...(order.businessNumber === null ? {} : { businessNumber: order.businessNumber }),
    link: '/escalations?tab=orders',
    urgent: kind === 'supervisionOrdered',
    onceKey: `supervision ${order.id} ${kind}`,
  });

  const record = (tx: Db, actor: Actor, order: SupervisionOrder, action: string): Promise<void> =>
    audit.record(tx, {
      action,
      actor: auditActorOf(actor),
      subject: { kind: 'supervisionOrder', id: order.id },
      ...(order.caseId === null ? {} : { caseId: order.caseId }),
    });

  /** The morning of the last working day before the end, or the end itself. */
  function firstReminder(toRegion: string, dueAt: Instant, now: Instant): Instant {
    const calendar = directory.calendarOf(toRegion);
    let day = addDays(dayOf(later(dueAt, -1)), -1);
    while (!isWorkingDay(calendar, day)) day = addDays(day, -1);
    const morning = momentOf(day, '09:00');
    return morning > now ? morning : dueAt;
  }

  /** What the order is about, if it is within this person's sight. */
  async function aboutOf(actor: Actor, order: NewOrder) {
    const nothing = { escalationId: null, caseId: null, businessNumber: null };
    if (order.escalationId !== undefined) {
      const one = await findEscalation(db, order.escalationId);
      if (!one || !standingsOf(actor, one).has('reader')) throw new Problem('not-found');
      return { escalationId: one.id, caseId: one.caseId, businessNumber: one.businessNumber };
    }
    if (order.caseId === undefined) return nothing;
    const kase = await findCase(db, order.caseId);
    const sees = [kase?.intakeRegion, kase?.homeRegion].some(
      (region) => region !== undefined && orderingGrant(actor, region) !== undefined,
    );
    if (!kase || !sees) throw new Problem('case-not-found');
    return { escalationId: null, caseId: kase.id, businessNumber: kase.businessNumber };
  }

  async function locked(tx: Db, actor: Actor, id: string): Promise<SupervisionOrder> {
    const order = await store.lockOrder(tx, id);
    if (!order || !(isRecipient(actor, order) || isIssuer(actor, order))) throw new Problem('not-found');
    return order;
  }

  return {
    async issue(actor, order) {
      const text = written(order.text, '/text', '请写明督办什么。');
      const now = clock.now();
      if (!directory.findRegion(order.toRegion)) throw fieldInvalid('/toRegion', '没有这个地区。');
      const grant = orderingGrant(actor, order.toRegion);
      const ownDesk = order.toWindow === undefined && grant?.regionCode === order.toRegion;
      if (!grant || (ownDesk && grant.role === 'serviceAdministration'))
        throw new Problem('order-outside-hierarchy', { article: 'qijiang-guarantee' });
      if (order.toWindow !== undefined && directory.findWindow(order.toWindow)?.regionCode !== order.toRegion)
        throw fieldInvalid('/toWindow', '这个窗口不在所选的地区。');
      if (!isDay(order.dueOn) || order.dueOn < dayOf(now))
        throw fieldInvalid('/dueOn', '办理期限不能早于今天。');
      const about = await aboutOf(actor, order);
      const dueAt = endOfDay(order.dueOn);
      const issued: SupervisionOrder = {
        id: randomUUID(),
        ...about,
        fromRegion: grant.regionCode,
        fromRole: grant.role === 'coordinationGroup' ? 'coordinationGroup' : 'serviceAdministration',
        fromName:
          grant.role === 'coordinationGroup'
            ? '西南五省“跨省通办”协调小组'
            : (directory.findAdministration(grant.regionCode)?.name ??
              directory.regionName(grant.regionCode)),
        issuedBy: actor.id,
        toRegion: order.toRegion,
        toWindow: order.toWindow ?? null,
        text,
        issuedAt: now,
        dueAt,
        remindAt: firstReminder(order.toRegion, dueAt, now),
        state: 'open',
        overdueAt: null,
        answer: null,
        answeredAt: null,
        answeredBy: null,
        closedAt: null,
        closingNote: null,
      };
      await database.transaction(async (tx) => {
        await store.insertOrder(tx, issued);
        await tell(tx, [
          notice(
            issued,
            recipientOf(issued),
            'supervisionOrdered',
            `督办：${issued.fromName}请${toName(issued)}办理，${dueWords(dueAt)} 前答复`,
          ),
        ]);
        await record(tx, actor, issued, 'supervisionOrdered');
      });
      return view(actor, issued);
    },

    answer: (actor, id, text) =>
      database.transaction(async (tx) => {
        const order = await locked(tx, actor, id);
        if (!isRecipient(actor, order)) throw new Problem('not-authorised');
        if (order.state !== 'open') throw new Problem('order-not-open');
        const at = clock.now();
        const answered: SupervisionOrder = {
          ...order,
          state: 'answered',
          answer: written(text, '/text', '请写明办了什么、结果怎样。'),
          answeredAt: at,
          answeredBy: actor.name,
          remindAt: null,
          overdueAt: order.overdueAt ?? (order.dueAt <= at ? order.dueAt : null),
        };
        await store.updateOrder(tx, answered);
        await tell(tx, [
          notice(answered, issuerOf(answered), 'supervisionAnswered', `督办已答复：${toName(answered)}`),
        ]);
        await record(tx, actor, answered, 'supervisionAnswered');
        return view(actor, answered);
      }),

    close: (actor, id, note) =>
      database.transaction(async (tx) => {
        const order = await locked(tx, actor, id);
        if (!isIssuer(actor, order)) throw new Problem('not-authorised');
        if (order.state === 'closed') throw new Problem('order-not-open');
        const said = (note ?? '').trim();
        if (order.state === 'open' && said === '') throw new Problem('order-not-answered');
        const at = clock.now();
        const ended: SupervisionOrder = {
          ...order,
          state: 'closed',
          closedAt: at,
          closingNote: said === '' ? null : written(said, '/text', ''),
          remindAt: null,
          overdueAt: order.overdueAt ?? (order.state === 'open' && order.dueAt <= at ? order.dueAt : null),
        };
        await store.updateOrder(tx, ended);
        await tell(tx, [
          notice(ended, recipientOf(ended), 'supervisionClosed', `督办已了结：${ended.fromName}`),
        ]);
        await record(tx, actor, ended, 'supervisionClosed');
        return view(actor, ended);
      }),

    async toAnswer(actor) {
      const regions = actor.grants.flatMap(({ role, regionCode }) =>
        role === 'serviceAdministration' ? [regionCode] : [],
      );
      const orders = await store.listToAnswer(db, { regions, windows: windowsOf(actor) }, mostListed);
      return orders.map((order) => view(actor, order));
    },

    async list(actor, { after, limit }) {
      const of = { regions: regionsOf(actor), windows: windowsOf(actor) };
      const orders = await store.listLatest(db, of, decodePlace(after), limit);
      const last = orders.at(-1);
      return {
        orders: orders.map((order) => view(actor, order)),
        ...(last && orders.length === limit ? { next: encodePlace({ at: last.issuedAt, id: last.id }) } : {}),
      };
    },

    async bulletin(actor, month) {
      if (!isDay(`${month}-01`)) throw fieldInvalid('/month', '月份应写成 2021-09 这样的形式。');
      const first = `${month}-01`;
      const next = addDays(`${month}-28`, 4).slice(0, 8).concat('01');
      const prefixes = actor.grants.flatMap(({ role, regionCode }) => {
        if (role === 'serviceAdministration') return [regionCode.replace(/(?:00){1,2}$/, '')];
        return role === 'coordinationGroup'
          ? [regionCode === groupLead ? '' : regionCode.replace(/(?:00){1,2}$/, '')]
          : [];
      });
      const orders = await store.listOverdue(
        db,
        { from: startOfDay(first), to: startOfDay(next), prefixes },
        1000,
      );
      return orders.map((order) => view(actor, order));
    },

    run: () =>
      database.transaction(async (tx) => {
        const now = clock.now();
        const orders = await store.lockToRemind(tx, now, atOnce);
        for (const order of orders) {
          const over = order.dueAt <= now;
          await store.updateOrder(tx, {
            ...order,
            remindAt: over ? null : order.dueAt,
            overdueAt: over ? order.dueAt : null,
          });
          const due = dueWords(order.dueAt);
          await tell(
            tx,
            over
              ? [
                  notice(order, recipientOf(order), 'supervisionOverdue', `督办已逾期：应在 ${due} 前答复`),
                  notice(order, issuerOf(order), 'supervisionOverdue', `督办逾期没有答复：${toName(order)}`),
                ]
              : [notice(order, recipientOf(order), 'supervisionReminder', `督办快到期：请在 ${due} 前答复`)],
          );
        }
        return orders.length;
      }),
  };
}
