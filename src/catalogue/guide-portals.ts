import { provinceOf } from './programme-rules.ts';

/** The government platform of a province, where its guides stand (规程第二十三条 ¶3). */
export type GuidePortal = { readonly name: string; readonly address: string };

/** Platforms of the five provinces as they are publicly known. */
const portals: Readonly<Record<string, GuidePortal>> = {
  '500000': { name: '渝快办', address: 'https://zwykb.cq.gov.cn/' },
  '510000': { name: '四川政务服务网', address: 'https://www.sczwfw.gov.cn/' },
  '520000': { name: '贵州政务服务网', address: 'https://zwfw.guizhou.gov.cn/' },
  '530000': { name: '云南政务服务网', address: 'https://zwfw.yn.gov.cn/' },
  '540000': { name: '西藏政务服务网', address: 'https://www.xzzwfw.gov.cn/' },
};

/** Where the guides of a region are published; undefined outside the five provinces. */
export const guidePortalOf = (regionCode: string): GuidePortal | undefined => portals[provinceOf(regionCode)];
