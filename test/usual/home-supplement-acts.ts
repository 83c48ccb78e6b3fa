import { parcelsUnderWay } from '../../src/cases/home-supplement/supplement.ts';
import type { UsualInputs } from '../case-acts.ts';

/** The usual home supplement: a new photo for the last line. */
export const homeSupplementActs = {
  requestHomeSupplement: (kase) => ({
    points: [{ lineId: kase.lines.at(-1)?.id, text: '换一张白底免冠照片，358×441像素' }],
    // After 受理 an application can no longer count as given up.
    announcesAbandonment: kase.state === 'receivedAtHome',
    reason: '首次补正后发现照片与证件不符',
  }),
  replaceHomeSupplement: () => ({ reason: '申请人在外地，延长期限' }),
  handInHomeSupplement: (kase) => {
    const parcel = parcelsUnderWay(kase)[0];
    const open = kase.homeSupplements.find(({ state }) => state === 'open');
    return {
      ...(parcel ? { way: 'post', waybill: parcel.waybill } : { way: 'counter' }),
      pieces: (open?.points ?? []).map(({ id }) => ({ pointId: id, copies: 1 })),
    };
  },
  confirmHomeSupplement: () => ({}),
  continueWithoutSupplement: () => ({ note: '缺的照片可由本区系统调取' }),
  takeBackHomeSupplement: () => ({ reason: '照片已在系统里查到' }),
  abandonAtHome: () => ({ localRule: '綦江区政务服务事项补正办理规定第六条' }),
} satisfies UsualInputs;
