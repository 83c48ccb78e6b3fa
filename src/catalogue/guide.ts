import { trustLevels } from '../regulation/trust-levels.ts';
import { sampleHref } from './material-samples.ts';
import { type Material, type MaterialSample, modes as modeNames, type ResolvedStandard } from './standard.ts';
import { substituteText } from './substitutes.ts';

/** Sections of an office guide (办事指南), as a report names them (R-022, R-023). */
export const guideSections = {
  conditions: '申请条件',
  materials: '申请材料',
  flow: '办理流程',
  limits: '办理时限',
  fee: '收费',
  onlineWay: '网上怎么办',
  offlineWay: '窗口怎么办',
  window: '窗口地址和电话',
  other: '其他',
} as const;
export type GuideSection = keyof typeof guideSections;

/** What an administration writes of its guide; all else follows from the standard and the directory. */
export type GuideText = {
  readonly conditions: string;
  readonly flow: string;
  readonly onlineWay: string;
  readonly offlineWay: string;
  /** A shorter promise of this region, in working days; null: as the standard promises. */
  readonly promisedDays: number | null;
  readonly remarks: string;
};

/** The window of a guide. */
export type GuideWindow = { readonly name: string; readonly address: string; readonly phone: string };

/** A material as a guide names it. */
export type GuideMaterial = Pick<Material, 'name' | 'required' | 'originals' | 'copies' | 'note'> & {
  /** Situation that makes it apply; null: always. */
  readonly situation: string | null;
  readonly substitutes: readonly string[];
  readonly criteria: readonly string[];
  /** Accepted trust levels of an electronic copy, in words. */
  readonly trustLevels: readonly string[];
  readonly samples: readonly (Pick<MaterialSample, 'kind' | 'fault' | 'name' | 'mediaType'> & {
    readonly href: string;
  })[];
};

const guideMaterial = (
  material: Material,
  { optionId, situations }: Pick<ResolvedStandard, 'optionId' | 'situations'>,
): GuideMaterial => ({
  name: material.name,
  required: material.required,
  originals: material.originals,
  copies: material.copies,
  note: material.note,
  situation: situations.find(({ id }) => id === material.when)?.name ?? null,
  substitutes: material.substitutes.map(substituteText),
  criteria: material.criteria ?? [],
  trustLevels: (material.trustLevels ?? []).map(
    (level) => `${trustLevels[level].name}：${trustLevels[level].means}`,
  ),
  samples: (material.samples ?? []).map(({ kind, fault, name, mediaType, fileId }) => ({
    kind,
    fault,
    name,
    mediaType,
    href: sampleHref(optionId, { fileId }),
  })),
});

/** The office guide of an option in a home region (R-022). Limits in working days. */
export type Guide = GuideText & {
  readonly optionId: string;
  readonly optionName: string;
  readonly region: string;
  /** Counts every correction; 1 is what the standard gives. */
  readonly revision: number;
  readonly standardVersion: string;
  readonly statutoryDays: number | null;
  readonly promised: number;
  readonly fee: ResolvedStandard['fee'];
  readonly materials: readonly GuideMaterial[];
  readonly window: GuideWindow | null;
  readonly sample: boolean;
};

/** What a guide says before anybody corrected it. */
export const guideTextOf = (
  standard: ResolvedStandard,
  portal: { readonly name: string; readonly address: string } | undefined,
): GuideText => ({
  conditions: `属地按${standard.homeRegionRules.join('、') || '办件情况'}确定；${standard.situations.map(({ name }) => name).join('、')}。`,
  flow: '窗口收件、转属地、属地受理、审查、决定、送达。',
  onlineWay: standard.modes.includes('online')
    ? `${modeNames.online}：${portal ? `${portal.name} ${portal.address}` : '本省政务服务网'}。`
    : '不能网上办理。',
  offlineWay: standard.modes.includes('proxyIntake')
    ? '到任一“跨省通办”窗口交件，由窗口转属地办理。'
    : '向属地窗口提出。',
  promisedDays: null,
  remarks: '',
});

/** The guide from the standard, the window and what was written; `promised` never exceeds the law's limit. */
export const guideOf = (
  standard: ResolvedStandard,
  { revision, text, window }: { revision: number; text: GuideText; window: GuideWindow | null },
): Guide => ({
  ...text,
  optionId: standard.optionId,
  optionName: standard.optionName,
  region: standard.homeRegion,
  revision,
  standardVersion: standard.version,
  statutoryDays: standard.statutoryDays,
  promised: Math.min(text.promisedDays ?? standard.promisedDays, standard.statutoryDays ?? Infinity),
  fee: standard.fee,
  materials: standard.materials.map((material) => guideMaterial(material, standard)),
  window,
  sample: standard.sample,
});

/** Why a guide cannot be saved: a way or a limit is missing, or the promise is longer than the law's limit (R-022). */
export function faultsOfGuide(
  text: GuideText,
  standard: Pick<ResolvedStandard, 'statutoryDays' | 'promisedDays'>,
): { pointer: string; detail: string }[] {
  const promised = text.promisedDays ?? standard.promisedDays;
  return [
    ...(text.onlineWay.trim() === ''
      ? [{ pointer: '/onlineWay', detail: '请写网上怎么办；不能网上办的，写明不能。' }]
      : []),
    ...(text.offlineWay.trim() === '' ? [{ pointer: '/offlineWay', detail: '请写到窗口怎么办。' }] : []),
    ...(text.conditions.trim() === '' ? [{ pointer: '/conditions', detail: '请写申请条件。' }] : []),
    ...(text.flow.trim() === '' ? [{ pointer: '/flow', detail: '请写办理流程。' }] : []),
    ...(standard.statutoryDays !== null && promised > standard.statutoryDays
      ? [
          {
            pointer: '/promisedDays',
            detail: `承诺期限不能超过法定时限 ${standard.statutoryDays} 个工作日。`,
          },
        ]
      : []),
  ];
}
