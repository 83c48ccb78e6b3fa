import { slice, withPersonal } from '../core/slice.ts';
import { suspensionEnded } from './suspension-duties.ts';

/** How review and decision change a case. */
export const decisionSlice = slice({
  reviewSuspended: (kase, { data: { type, startOn, expectedEndOn, document } }) => ({
    suspensions: [...kase.suspensions, { type, startOn, expectedEndOn, documentId: document.id }],
    documents: [...kase.documents, document],
  }),
  reviewResumed: (kase, { data }) => suspensionEnded(kase, data.endOn),
  decisionRecordCorrected: (kase, { data, personal, effectiveAt, actor }) => ({
    corrections: [
      ...kase.corrections,
      {
        at: effectiveAt,
        field: data.field,
        by: actor.id ?? '',
        secondApproverId: data.secondApproverId,
        documentId: data.document.id,
      },
    ],
    documents: [...kase.documents, data.document],
    ...withPersonal(kase, personal, (content, correction) => ({
      decisionCorrections: [...(content.decisionCorrections ?? []), correction],
    })),
  }),
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
