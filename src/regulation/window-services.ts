/** What a window can offer beyond the usual (川办发〔2020〕67号第三条; R-035), as it is called everywhere. */
export const windowServices = {
  oneWindow: '一窗通办专窗',
  greenChannel: '绿色通道',
} as const;

/** One of them. */
export type WindowService = keyof typeof windowServices;

/** All of them, in the order in which they are shown. */
export const windowServiceCodes = Object.keys(windowServices) as WindowService[];
