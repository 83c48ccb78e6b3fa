/**
 * How a piece can differ from what was announced. `there`: a piece is at the home window, only not as it
 * should be; `photo`: on paper it can be seen, so a photo shows it.
 */
export const discrepancyKinds = {
  missing: { name: '缺少', there: false, photo: false },
  damaged: { name: '破损', there: true, photo: true },
  notAsListed: { name: '与清单不符', there: true, photo: true },
  notAsScanned: { name: '与扫描件不一致', there: true, photo: true },
  unreadable: { name: '看不清或缺页', there: true, photo: true },
  notReceived: { name: '显示已投递但未收到', there: false, photo: false },
} as const;

/** Kind of a difference. */
export type DiscrepancyKind = keyof typeof discrepancyKinds;

const discrepancyKindIds = Object.keys(discrepancyKinds) as DiscrepancyKind[];

/** Whether a word names a kind. */
export const isDiscrepancyKind = (kind: string): kind is DiscrepancyKind =>
  Object.hasOwn(discrepancyKinds, kind);

/** Kinds that can be found when a piece is looked at; a parcel that never came is no piece. */
export const kindsOnReceipt = discrepancyKindIds.filter((kind) => kind !== 'notReceived');
