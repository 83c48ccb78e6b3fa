/** Carriers that a clerk can name when registering a parcel; postal express by default (规程第二十一条（二）). */
export const carriers = { ems: '邮政速递（EMS）', post: '邮政快递包裹', other: '其他寄递企业' } as const;

/** Id of a carrier. */
export type CarrierId = keyof typeof carriers;

/** Ids of all carriers. */
export const carrierIds = Object.keys(carriers) as CarrierId[];
