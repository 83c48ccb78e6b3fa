import type { ParcelPurpose } from '../core/case.ts';

/** What parcels carry, in words. */
export const purposeNames: Record<ParcelPurpose, string> = {
  material: '申请材料',
  paperDemand: '属地要求的纸质材料',
  replacement: '更换的材料',
  relay: '补正材料',
  supplement: '申请人补正',
  homeSupplement: '申请人补正',
  result: '审批结果',
  resultBack: '退回的审批结果',
  originalsBack: '退还原件',
};
