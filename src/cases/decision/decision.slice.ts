import { slice, withPersonal } from '../core/slice.ts';

/** How review and decision change a case. */
export const decisionSlice = slice({
  substantiveReviewStarted: () => ({}),
  opinionRecorded: (kase, { data, personal, effectiveAt }) => ({
    opinionPoints: [
      ...kase.opinionPoints.filter(({ pointId }) => !data.points.some((point) => point.pointId === pointId)),
      ...data.points,
    ],
    opinionRecordedAt: effectiveAt,
    ...withPersonal(kase, personal, (content, { opinions }) => ({
      opinions: { ...content.opinions, ...opinions },
    })),
  }),
  applicationGranted: (kase, { data, personal, effectiveAt }) => ({
    decidedAt: effectiveAt,
    outcome: 'granted',
    documents: [...kase.documents, data.document],
    ...withPersonal(kase, personal, (_content, decision) => ({ decision })),
  }),
  applicationDenied: (kase, { data, personal, effectiveAt }) => ({
    decidedAt: effectiveAt,
    outcome: 'denied',
    documents: [...kase.documents, data.document],
    ...withPersonal(kase, personal, (_content, decision) => ({ decision })),
  }),
});
