import { randomUUID } from 'node:crypto';
import type { Clock } from '../platform/clock.ts';
import { type Db, isUniqueViolation } from '../platform/database.ts';
import { fieldInvalid, Problem } from '../platform/problem.ts';
import { type Instant, later } from '../regulation/instant.ts';
import { type OfficeHours, officeHoursFault } from '../regulation/office-hours.ts';
import { type DirectoryView, postalAddressIn } from './directory-view.ts';
import { openGap, resolveGaps } from './gap.store.ts';
import { addNextAddress, markAddress, oneOpenWindow, setWindowStatus } from './window.store.ts';
import { officePhoneFault, postcodeFault, type ServiceWindow, type WindowStatus } from './window.ts';
import { insertRegisteredWindows } from './window-registration.service.ts';

/** Where parcels to a window shall go. */
export type PostalEntry = { addressee: string; phone: string; address: string; postcode: string };

/** What is needed to register a window. */
export type NewWindowEntry = {
  regionCode: string;
  hall: { name: string; address: string };
  /** Default: the region's whole name with “跨省通办”窗口. */
  name?: string;
  address: string;
  phone: string;
  /** Default: OP-48. */
  officeHours?: OfficeHours;
  postal: PostalEntry;
};

/** Registering and changing windows and their postal addresses. */
export type WindowRegister = {
  /** Registers a window, open at once; ends the task about a missing window of the region. Answers its id. */
  registerWindow(entry: NewWindowEntry): Promise<string>;
  /** Takes a window off new cases; its open ones stay. */
  suspendWindow(id: string): Promise<void>;
  /** Lets a suspended window take cases again. */
  openWindow(id: string): Promise<void>;
  /** States a new postal address from a moment on, at once by default; answers its version. */
  changePostalAddress(windowId: string, entry: PostalEntry & { validFrom?: Instant }): Promise<number>;
  /** Marks the postal address in force as wrong, and asks the province for the right one. */
  markAddressInvalid(windowId: string, reason: string): Promise<void>;
};

/** Carries out a change of the directory in one transaction, and makes it visible. */
export type Change = <Result>(work: (tx: Db) => Promise<Result>) => Promise<Result>;

const dayMs = 24 * 60 * 60 * 1000;

/** The functions that change windows. */
export function windowRegister(view: () => DirectoryView, change: Change, clock: Clock): WindowRegister {
  const setStatus = async (id: string, status: WindowStatus) => {
    const window = getWindowIn(view(), id);
    await change(async (tx) => {
      if (!(await setWindowStatus(tx, id, status))) throw unknownWindow();
      if (status === 'open') await resolveMissing(tx, window.regionCode, clock.now());
    }).catch(asNameTaken);
  };
  return {
    async registerWindow(entry) {
      refuseWrongEntry(view(), entry);
      const now = clock.now();
      return change(async (tx) => {
        const [id = ''] = await insertRegisteredWindows(tx, view(), [{ ...entry, open: true }], now);
        return id;
      }).catch(asNameTaken);
    },
    suspendWindow: (id) => setStatus(id, 'suspended'),
    openWindow: (id) => setStatus(id, 'open'),
    async changePostalAddress(windowId, { validFrom, ...postal }) {
      const { regionCode } = getWindowIn(view(), windowId);
      refuseWrongPostal(postal, '');
      const now = clock.now();
      if (validFrom !== undefined && validFrom < later(now, -dayMs)) {
        throw fieldInvalid('/validFrom', '生效时间不能早于一天以前。');
      }
      return change(async (tx) => {
        const entry = { ...postal, windowId, validFrom: validFrom ?? now, recordedAt: now };
        const version = await addNextAddress(tx, entry);
        await resolveGaps(tx, { kind: 'address-invalid', regionCode, windowId, at: now });
        return version;
      });
    },
    async markAddressInvalid(windowId, reason) {
      const { regionCode, name } = getWindowIn(view(), windowId);
      if (reason.trim() === '') throw fieldInvalid('/reason', '请写明地址错在哪里。');
      const at = clock.now();
      const address = postalAddressIn(view(), windowId, at);
      if (!address) throw new Problem('not-found', { detail: '这个窗口没有现行的邮寄地址。' });
      await change(async (tx) => {
        await markAddress(tx, { windowId, version: address.version, reason, at });
        await openGap(tx, {
          id: randomUUID(),
          kind: 'address-invalid',
          regionCode,
          windowId,
          holderRegion: provinceCodeIn(view(), regionCode),
          reason: `${name}的邮寄地址（第 ${address.version} 版）有误：${reason}`,
          openedAt: at,
        });
      });
    },
  };
}

/** The province that answers for a region's entries. */
export const provinceCodeIn = (view: DirectoryView, code: string): string =>
  view.paths.get(code)?.[0]?.code ?? `${code.slice(0, 2)}0000`;

/** A window by its id, or 404. */
export function getWindowIn(view: DirectoryView, id: string): ServiceWindow {
  const window = view.windows.get(id);
  if (!window) throw unknownWindow();
  return window;
}

const unknownWindow = (): Problem => new Problem('not-found', { detail: '没有找到这个窗口。' });

const resolveMissing = (tx: Db, regionCode: string, at: Instant): Promise<number> =>
  resolveGaps(tx, { kind: 'window-missing', regionCode, windowId: null, at });

/** Says in words that another open window of the hall has the name. */
export function asNameTaken(error: unknown): never {
  throw isUniqueViolation(error, oneOpenWindow) ? new Problem('window-name-taken') : error;
}

/** Refuses a window with a fault. */
export function refuseWrongEntry(view: DirectoryView, entry: NewWindowEntry): void {
  if (!view.regions.has(entry.regionCode)) {
    throw fieldInvalid('/regionCode', `没有行政区划代码为 ${entry.regionCode} 的地区。`);
  }
  const phoneFault = officePhoneFault(entry.phone);
  if (phoneFault) throw fieldInvalid('/phone', phoneFault);
  const hoursFault = entry.officeHours && officeHoursFault(entry.officeHours);
  if (hoursFault) throw fieldInvalid('/officeHours', hoursFault);
  refuseEmpty('/name', entry.name ?? '默认');
  refuseEmpty('/address', entry.address);
  refuseEmpty('/hall/name', entry.hall.name);
  refuseEmpty('/hall/address', entry.hall.address);
  refuseWrongPostal(entry.postal, '/postal');
}

/** Refuses a postal address with a fault. */
export function refuseWrongPostal(postal: PostalEntry, at: string): void {
  refuseEmpty(`${at}/addressee`, postal.addressee);
  refuseEmpty(`${at}/address`, postal.address);
  const phoneFault = officePhoneFault(postal.phone);
  if (phoneFault) throw fieldInvalid(`${at}/phone`, phoneFault);
  const codeFault = postcodeFault(postal.postcode);
  if (codeFault) throw fieldInvalid(`${at}/postcode`, codeFault);
}

function refuseEmpty(pointer: string, text: string): void {
  if (text.trim() === '') throw fieldInvalid(pointer, '这一项不能为空。');
}
