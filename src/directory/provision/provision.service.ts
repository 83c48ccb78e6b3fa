import { randomUUID } from 'node:crypto';
import type { Actor } from '../../platform/actor.ts';
import type { Audit } from '../../platform/audit.service.ts';
import { auditActorOf } from '../../platform/audit.ts';
import type { Clock } from '../../platform/clock.ts';
import { type Database, type Db, isUniqueViolation } from '../../platform/database.ts';
import { checkFile } from '../../platform/file-kind.ts';
import type { TellStaff } from '../../platform/messages-port.ts';
import { checkPlainText } from '../../platform/plain-text.ts';
import { fieldInvalid, Problem } from '../../platform/problem.ts';
import { type Day, dayOf, type Instant } from '../../regulation/instant.ts';
import type { Opening } from '../../regulation/office-hours.ts';
import { addDays, isDay, momentOf, startOfDay } from '../../regulation/shanghai-time.ts';
import type { Directory } from '../directory.service.ts';
import type { ServiceWindow } from '../window.ts';
import { openingsWithExtra } from './openings.service.ts';
import * as store from './provision.store.ts';
import {
  type ChecklistPoint,
  checklistShare,
  type Device,
  largestPhoto,
  notReadyWarning,
  type Post,
  readinessOn,
} from './provision.ts';
import { type CityTotal, provisionTotals } from './provision-totals.service.ts';

/** Somebody who works at a window, or may. */
export type WindowMember = { id: string; name: string };

/** Who works where, as the accounts say (above this module). */
export type WindowMembers = {
  /** Clerks and leads of a window. */
  clerksAt(windowId: string): Promise<WindowMember[]>;
  /** Somebody with the region of the account. */
  find(staffId: string): Promise<(WindowMember & { regionCode: string | null }) | undefined>;
};

/** What a window is provided with. */
export type Provision = {
  windowId: string;
  readiness: ReturnType<typeof readinessOn>;
  /** Read before help at a distance starts; undefined when the window is ready. */
  warning: string | undefined;
  checks: Awaited<ReturnType<typeof store.listDeviceChecks>>;
  posts: store.WindowPost[];
  clerks: WindowMember[];
  absences: store.Absence[];
  /** 专职人员 or 副岗 that nobody is. */
  postsLacking: Post[];
  marks: store.ChecklistMark[];
  percent: number;
  missing: ChecklistPoint[];
  extraHours: store.ExtraHours[];
  /** Opening times of the next days, with the extra ones in them. */
  openings: { day: Day; openings: Opening[] }[];
  mayKeep: boolean;
};

/** Keeps what windows are provided with: by their leads and their administrations. */
export type Provisions = {
  get(actor: Actor, windowId: string): Promise<Provision>;
  checkDevice(
    actor: Actor,
    windowId: string,
    check: { device: Device; works: boolean; checkedOn: Day },
  ): Promise<void>;
  givePost(actor: Actor, windowId: string, given: { post: Post; staffId: string }): Promise<void>;
  endPost(actor: Actor, windowId: string, staffId: string): Promise<void>;
  recordAbsence(
    actor: Actor,
    windowId: string,
    absence: { staffId: string; fromDay: Day; toDay: Day; reason: string },
  ): Promise<void>;
  /** A point of the checklist; done only with day and photo. */
  mark(
    actor: Actor,
    windowId: string,
    mark: { point: ChecklistPoint; done: boolean; seenOn: Day | undefined; photo: Buffer | undefined },
  ): Promise<void>;
  photo(windowId: string, point: ChecklistPoint): Promise<{ bytes: Buffer; mediaType: string }>;
  addExtraHours(
    actor: Actor,
    windowId: string,
    hours: { day: Day; from: string; to: string; note: string },
  ): Promise<void>;
  withdrawExtraHours(actor: Actor, windowId: string, id: string): Promise<void>;
  totals(province: string): Promise<CityTotal[]>;
  /** Refuses opening a window at which nobody works. */
  refuseUnstaffed(windowId: string): Promise<void>;
  /** Extra opening times of a window that have not ended; public. */
  extraHoursOf(windowId: string): Promise<store.ExtraHours[]>;
  /** Tells lead and administration of windows at which nobody is left today; answers how many. */
  alertUnstaffed(): Promise<number>;
};

const shownDays = 14;
const mostAheadDays = 366;

/** Builds what keeps the provision of windows. */
export function createProvisions(parts: {
  database: Database;
  clock: Clock;
  directory: Directory;
  members: WindowMembers;
  audit: Pick<Audit, 'record'>;
  tell: TellStaff;
  /** Whether somebody keeps the entries of a region. */
  mayEdit: (actor: Actor, regionCode: string) => boolean;
}): Provisions {
  const { database, clock, directory, members, audit, tell, mayEdit } = parts;
  const { db } = database;

  const keeps = (actor: Actor, window: ServiceWindow): boolean =>
    mayEdit(actor, window.regionCode) ||
    actor.grants.some(({ role, windowId }) => role === 'windowLead' && windowId === window.id);
  function kept(actor: Actor, windowId: string): ServiceWindow {
    const window = directory.getWindow(windowId);
    if (!keeps(actor, window)) throw new Problem('directory-not-yours');
    if (window.status === 'closed') throw new Problem('window-closed');
    return window;
  }
  const by = (actor: Actor) => ({ id: actor.id, name: actor.name });

  /** One change of the provision with its trace in the audit log. */
  const change = (
    actor: Actor,
    action: string,
    windowId: string,
    work: (tx: Db, at: Instant) => Promise<unknown>,
    detail: Record<string, string | boolean> = {},
  ) =>
    database.transaction(async (tx) => {
      await work(tx, clock.now());
      await audit.record(tx, {
        action,
        actor: auditActorOf(actor),
        subject: { kind: 'window', id: windowId },
        detail,
      });
    });

  const plain = (text: string, pointer: string): string => {
    const checked = checkPlainText(text, { max: 200, min: 2 });
    if (!checked.valid) throw fieldInvalid(pointer, checked.reason);
    return checked.normalized;
  };
  const today = (): Day => dayOf(clock.now());
  const refuseUnlessDay = (day: Day, pointer: string): void => {
    if (!isDay(day)) throw fieldInvalid(pointer, '没有这一天。');
  };

  /** Clerks by account and by post, each once. */
  async function clerksOf(windowId: string): Promise<WindowMember[]> {
    const posts = await store.listPosts(db, [windowId]);
    const all = [
      ...(await members.clerksAt(windowId)),
      ...posts.map(({ staffId, staffName }) => ({ id: staffId, name: staffName })),
    ];
    return [...new Map(all.map((member) => [member.id, member])).values()];
  }

  async function alertIfNobody(
    window: ServiceWindow,
    away: readonly store.Absence[],
    day: Day,
  ): Promise<boolean> {
    const clerks = await clerksOf(window.id);
    const gone = new Set(away.map(({ staffId }) => staffId));
    if (window.status !== 'open' || clerks.length === 0 || clerks.some(({ id }) => !gone.has(id)))
      return false;
    const notice = {
      kind: 'windowUnstaffed',
      text: `${window.name}今天没有人在岗，请安排人员或暂停接新件`,
      link: `/directory/${window.id}`,
      urgent: true,
    };
    await database.transaction((tx) =>
      tell(tx, [
        { ...notice, to: { windowId: window.id }, onceKey: `unstaffed:${window.id}:${day}:window` },
        {
          ...notice,
          to: { regionCode: window.regionCode, role: 'serviceAdministration' },
          onceKey: `unstaffed:${window.id}:${day}:administration`,
        },
      ]),
    );
    return true;
  }

  const withExtra = (window: ServiceWindow, day: Day, extra: readonly store.ExtraHours[]): Opening[] =>
    openingsWithExtra(directory, window, day, extra);

  const told = new Set<string>();

  return {
    async get(actor, windowId) {
      const window = directory.getWindow(windowId);
      const now = clock.now();
      const day = dayOf(now);
      const ids = [windowId];
      const [checks, posts, marks] = [
        await store.listDeviceChecks(db, ids),
        await store.listPosts(db, ids),
        await store.listMarks(db, ids),
      ];
      const readiness = readinessOn(checks, day);
      const extraHours = await store.listExtraHours(db, windowId, startOfDay(day));
      const held = new Set(posts.map(({ post }) => post));
      return {
        windowId,
        readiness,
        warning: readiness.ready ? undefined : notReadyWarning(readiness.lacking, window.phone),
        checks,
        posts,
        clerks: await members.clerksAt(windowId),
        absences: await store.listAbsences(db, windowId, day),
        postsLacking: (['dedicated', 'deputy'] as const).filter((post) => !held.has(post)),
        marks,
        ...checklistShare(marks),
        extraHours,
        openings: Array.from({ length: shownDays }, (_, i) => addDays(day, i)).map((each) => ({
          day: each,
          openings: withExtra(window, each, extraHours),
        })),
        mayKeep: keeps(actor, window),
      };
    },

    async checkDevice(actor, windowId, check) {
      kept(actor, windowId);
      refuseUnlessDay(check.checkedOn, '/checkedOn');
      if (check.checkedOn > today()) throw fieldInvalid('/checkedOn', '检查日期不能晚于今天。');
      await change(
        actor,
        'deviceChecked',
        windowId,
        (tx, at) => store.insertDeviceCheck(tx, { ...check, windowId }, at, by(actor)),
        { device: check.device, works: check.works },
      );
    },

    async givePost(actor, windowId, { post, staffId }) {
      const window = kept(actor, windowId);
      const member = await members.find(staffId);
      if (!member) throw new Problem('not-found', { detail: '没有找到这个人。' });
      if (member.regionCode !== window.regionCode) throw new Problem('staff-of-other-region');
      await change(actor, 'postGiven', windowId, (tx, at) =>
        store.insertPost(
          tx,
          { windowId, post, staffId, staffName: member.name, since: today() },
          at,
          by(actor),
        ),
      ).catch((error: unknown) => {
        throw store.onePost.some((name) => isUniqueViolation(error, name))
          ? new Problem('post-taken')
          : error;
      });
    },

    async endPost(actor, windowId, staffId) {
      kept(actor, windowId);
      await change(actor, 'postEnded', windowId, async (tx, at) => {
        if (!(await store.endPost(tx, windowId, staffId, at)))
          throw new Problem('not-found', { detail: '这个人在本窗口没有岗位。' });
      });
    },

    async recordAbsence(actor, windowId, { staffId, fromDay, toDay, reason }) {
      const window = kept(actor, windowId);
      refuseUnlessDay(fromDay, '/fromDay');
      refuseUnlessDay(toDay, '/toDay');
      if (toDay < fromDay) throw fieldInvalid('/toDay', '最后一天不能早于第一天。');
      if (toDay < today()) throw fieldInvalid('/toDay', '这段时间已经过去。');
      const clerk = (await clerksOf(windowId)).find(({ id }) => id === staffId);
      if (!clerk) throw fieldInvalid('/staffId', '这个人不在本窗口。');
      const why = plain(reason, '/reason');
      await change(actor, 'absenceRecorded', windowId, (tx, at) =>
        store.insertAbsence(
          tx,
          { id: randomUUID(), windowId, staffId, staffName: clerk.name, fromDay, toDay, reason: why },
          at,
          by(actor),
        ),
      );
      const day = today();
      const away = (await store.listAway(db, day)).filter((absence) => absence.windowId === windowId);
      if (away.length > 0) await alertIfNobody(window, away, day);
    },

    async mark(actor, windowId, { point, done, seenOn, photo }) {
      kept(actor, windowId);
      if (done && !photo) throw fieldInvalid('/photo', '标为“已有”要附一张现场照片。');
      if (done && seenOn === undefined) throw fieldInvalid('/seenOn', '请写明查看的日期。');
      const day = seenOn ?? today();
      refuseUnlessDay(day, '/seenOn');
      if (day > today()) throw fieldInvalid('/seenOn', '查看日期不能晚于今天。');
      let photoType: string | null = null;
      if (photo) {
        if (photo.length > largestPhoto) throw fieldInvalid('/photo', '照片超过 2 MB，请压缩后再传。');
        ({ mediaType: photoType } = checkFile(photo, '照片'));
        if (photoType === 'application/pdf') throw fieldInvalid('/photo', '照片只收 JPEG 和 PNG。');
      }
      await change(
        actor,
        'checklistMarked',
        windowId,
        (tx, at) =>
          store.insertMark(
            tx,
            { windowId, point, done, seenOn: day, photo: photo ?? null, photoType },
            at,
            by(actor),
          ),
        { point, done },
      );
    },

    async photo(windowId, point) {
      const found = await store.findPhoto(db, windowId, point);
      if (!found?.photo || !found.photoType) throw new Problem('not-found', { detail: '这一项没有照片。' });
      return { bytes: Buffer.from(found.photo), mediaType: found.photoType };
    },

    async addExtraHours(actor, windowId, { day, from, to, note }) {
      kept(actor, windowId);
      refuseUnlessDay(day, '/day');
      if (day < today()) throw fieldInvalid('/day', '日期不能早于今天。');
      if (day > addDays(today(), mostAheadDays)) throw fieldInvalid('/day', '日期不能晚于一年以后。');
      if (from >= to) throw fieldInvalid('/to', `开门时间 ${from} 应早于关门时间 ${to}。`);
      const toAt = to === '24:00' ? startOfDay(addDays(day, 1)) : momentOf(day, to);
      const hours = {
        id: randomUUID(),
        windowId,
        fromAt: momentOf(day, from),
        toAt,
        note: plain(note, '/note'),
      };
      await change(actor, 'extraHoursAdded', windowId, (tx, at) =>
        store.insertExtraHours(tx, hours, at, by(actor)),
      );
    },

    async withdrawExtraHours(actor, windowId, id) {
      kept(actor, windowId);
      await change(actor, 'extraHoursWithdrawn', windowId, async (tx, at) => {
        if (!(await store.withdrawExtraHours(tx, windowId, id, at)))
          throw new Problem('not-found', { detail: '没有这一段时间，或者它已经过去。' });
      });
    },

    totals: (province) => provisionTotals(db, directory, today(), province),

    async refuseUnstaffed(windowId) {
      if ((await clerksOf(windowId)).length === 0) throw new Problem('window-unstaffed');
    },

    extraHoursOf: (windowId) => store.listExtraHours(db, windowId, clock.now()),

    async alertUnstaffed() {
      const day = today();
      const away = Map.groupBy(await store.listAway(db, day), ({ windowId }) => windowId);
      let alerted = 0;
      for (const [windowId, absences] of away) {
        const key = `${windowId} ${day} ${absences.length}`;
        if (told.has(key)) continue;
        told.add(key);
        if (await alertIfNobody(directory.getWindow(windowId), absences, day)) alerted += 1;
      }
      return alerted;
    },
  };
}
