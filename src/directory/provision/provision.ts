import type { Day } from '../../regulation/instant.ts';
import { addDays } from '../../regulation/shanghai-time.ts';

/** Devices of a window (规程第九条); the first four are needed for help at a distance, the others are kept as well. */
export const deviceNames = {
  camera: '高清摄像头',
  headset: '耳机',
  microphone: '麦克风',
  documentCamera: '高拍仪',
  computer: '电脑',
  network: '网络',
} as const;

/** One of the devices. */
export type Device = keyof typeof deviceNames;

/** All devices, in the order in which they are shown. */
export const devices = Object.keys(deviceNames) as Device[];
/** Without these a window is 设备不齐. */
const requiredDevices: ReadonlySet<Device> = new Set(['camera', 'headset', 'microphone', 'documentCamera']);
/** A check counts for so many days; after that nobody knows. */
const checkHoldsDays = 30;

/** A check of a device. */
export type DeviceCheck = { device: Device; works: boolean; checkedOn: Day; recordedByName: string };

/** How a device stands: it works, is broken, was checked too long ago to know, or never. */
export type DeviceState = 'works' | 'broken' | 'unknown' | 'missing';

/** Chinese words for that. */
export const deviceStateNames: Readonly<Record<DeviceState, string>> = {
  works: '正常',
  broken: '有故障',
  unknown: '待查（上次检查已超过 30 天）',
  missing: '没有登记',
};

/** How a device stands on a day by its latest check. */
const deviceStateOn = (check: DeviceCheck | undefined, today: Day): DeviceState =>
  !check
    ? 'missing'
    : addDays(check.checkedOn, checkHoldsDays) < today
      ? 'unknown'
      : check.works
        ? 'works'
        : 'broken';

/** Whether a window is ready to help at a distance, and what it lacks. */
export function readinessOn(
  checks: readonly DeviceCheck[],
  today: Day,
): {
  ready: boolean;
  label: '就绪' | '设备不齐';
  lacking: Device[];
  devices: { device: Device; state: DeviceState }[];
} {
  const states = devices.map((device) => ({
    device,
    state: deviceStateOn(
      checks.find((check) => check.device === device),
      today,
    ),
  }));
  const lacking = states
    .filter(({ device, state }) => requiredDevices.has(device) && state !== 'works')
    .map(({ device }) => device);
  return {
    ready: lacking.length === 0,
    label: lacking.length === 0 ? '就绪' : '设备不齐',
    lacking,
    devices: states,
  };
}

/** What somebody reads before help at a distance starts at a window that is not ready. */
export const notReadyWarning = (lacking: readonly Device[], phone: string): string =>
  `对方窗口设备不齐（${lacking.map((device) => deviceNames[device]).join('、')}），可能看不清或听不见；可以改用电话 ${phone}。`;

/** What has to be at a window and in its hall (S004 工作要点六). */
export const checklistPointNames = {
  signs: '统一标识标牌',
  guideBoard: '进厅指引牌',
  publicity: '宣传资料',
  itemList: '事项清单',
  sampleForms: '样表单据',
} as const;

/** One of the points. */
export type ChecklistPoint = keyof typeof checklistPointNames;
/** All points, in the order in which they are shown. */
export const checklistPoints = Object.keys(checklistPointNames) as ChecklistPoint[];

/** How much of the list is there, in whole per cent, and what is not. */
export function checklistShare(marks: readonly { point: ChecklistPoint; done: boolean }[]): {
  percent: number;
  missing: ChecklistPoint[];
} {
  const done = new Set(marks.filter((mark) => mark.done).map(({ point }) => point));
  return {
    percent: Math.round((done.size * 100) / checklistPoints.length),
    missing: checklistPoints.filter((point) => !done.has(point)),
  };
}

/** Dedicated clerk or deputy. */
export const postNames = { dedicated: '专职人员', deputy: '副岗' } as const;
export type Post = keyof typeof postNames;

/** Largest photo, in bytes. */
export const largestPhoto = 2 * 1024 * 1024;
