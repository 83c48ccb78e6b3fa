import type { Instant } from '../regulation/instant.ts';
import type { OfficeHours, Opening } from '../regulation/office-hours.ts';
import type { Weekday } from '../regulation/shanghai-time.ts';
import type { WindowService } from '../regulation/window-services.ts';
import type { RegionLevel } from './region.ts';

/** open: takes new cases; suspended: keeps its open ones only; closed: none. The one status holds for both roles. */
export type WindowStatus = 'open' | 'suspended' | 'closed';

/** A “跨省通办”窗口: at once intake window and home window of its region (规程第九条). */
export type ServiceWindow = {
  id: string;
  regionCode: string;
  level: RegionLevel;
  hallName: string;
  name: string;
  address: string;
  phone: string;
  officeHours: OfficeHours;
  status: WindowStatus;
  /** 一窗通办专窗, 绿色通道, where offered. */
  services: readonly WindowService[];
  /** Invented for demonstration; to be marked wherever it is shown. */
  sample: boolean;
};

/** Where parcels to a window go: one version of its entry in the contact directory. */
export type PostalAddress = {
  windowId: string;
  /** Printed on the packing list. */
  version: number;
  addressee: string;
  phone: string;
  address: string;
  postcode: string;
  validFrom: Instant;
  /** Marked as wrong: nothing may be sent there (refusal `directory-address-invalid`). */
  invalidAt: Instant | null;
  invalidReason: string | null;
};

/** 政务服务管理部门 of a region, with its entry in the contact directory (规程第十三条). */
export type Administration = {
  id: string;
  regionCode: string;
  name: string;
  contactPerson: string;
  phone: string;
  address: string;
  postcode: string;
  sample: boolean;
};

/** What is wrong with a telephone number of an office, as a Chinese sentence. */
export function officePhoneFault(phone: string): string | undefined {
  if (/^[0-9][0-9 ()+-]{4,24}$/.test(phone)) return undefined;
  return '电话只能写数字、空格、括号、加号和短横线，5 到 25 位，如 023-5550 0110。';
}

/** What is wrong with a post code, as a Chinese sentence. */
export const postcodeFault = (postcode: string): string | undefined =>
  /^\d{6}$/.test(postcode) ? undefined : '邮政编码应为 6 位数字。';

const weekdays = ['周一', '周二', '周三', '周四', '周五', '周六', '周日'] as const;

const openingsText = (openings: readonly Opening[]): string =>
  openings.length === 0 ? '不办公' : openings.map(({ from, to }) => `${from}–${to}`).join('、');

/** Opening times as a page shows them: 工作日 09:00–12:00、13:00–17:00；周三 09:00–12:00. */
export function officeHoursText({ usual, weekly = {} }: OfficeHours): string {
  const own = weekdays.flatMap((name, i) => {
    const openings = weekly[(i + 1) as keyof typeof weekly];
    return openings ? [`${name} ${openingsText(openings)}`] : [];
  });
  return [`工作日 ${openingsText(usual)}`, ...own].join('；');
}

/**
 * Opening times as `officeHoursText` writes them: 工作日 09:00–12:00、13:00–17:00；周三 不办公. Takes hyphens and
 * half-width marks as well; undefined when it cannot be read.
 */
export function officeHoursFrom(text: string): OfficeHours | undefined {
  const openingsFrom = (words: string): Opening[] | undefined => {
    if (words === '不办公') return [];
    const found = words.split(/[、,，]/).map((part) => /^(\d{1,2}:\d{2})[–—~～-](\d{1,2}:\d{2})$/.exec(part));
    return found.every((match) => match !== null)
      ? found.map(([, from = '', to = '']) => ({ from: from.padStart(5, '0'), to: to.padStart(5, '0') }))
      : undefined;
  };
  const weekly: Partial<Record<Weekday, readonly Opening[]>> = {};
  let usual: Opening[] | undefined;
  for (const part of text.replaceAll(/\s+/g, '').replaceAll('：', ':').split(/[；;]/)) {
    const [, day = '', words = ''] = /^(工作日|周[一二三四五六日])?(.*)$/.exec(part) ?? [];
    const openings = openingsFrom(words);
    if (!openings) return undefined;
    const at = weekdays.indexOf(day as (typeof weekdays)[number]);
    if (at < 0) usual = openings;
    else weekly[(at + 1) as Weekday] = openings;
  }
  if (!usual) return undefined;
  return Object.keys(weekly).length === 0 ? { usual } : { usual, weekly };
}
