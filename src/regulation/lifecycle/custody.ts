import { stateGroups } from '../states.ts';
import { phase } from './row.ts';

const { preHome, atHome, decided, terminal } = stateGroups;
const withParcels = [
  'returnedForSupplement',
  ...preHome,
  ...atHome,
  'homeRejected',
  ...decided,
  'resultDelivering',
  ...terminal,
] as const;
const fromReview = ['formalReview', ...withParcels] as const;
/** A parcel of the applicant can still be on its way when the review has begun anew (C.1, 18). */
const withAnyParcel = ['submitted', ...fromReview] as const;

/** Where every original is, lost parcels, and giving back what belongs to the applicant (C.1, rows 18, 32c, 32d). */
export const custody = phase({
  openIncident: {
    title: '登记寄递事故',
    article: 'rules-21-2',
    actors: ['system', 'intakeClerk', 'homeClerk'],
    moves: [{ from: withAnyParcel, to: 'same' }],
    events: ['incidentOpened'],
    refusals: ['waybill-unknown', 'incident-already-open', 'silence-not-due'],
  },
  closeIncident: {
    title: '了结寄递事故',
    article: 'rules-21-2',
    actors: ['intakeClerk', 'homeClerk'],
    moves: [{ from: withAnyParcel, to: 'same' }],
    events: ['incidentClosed'],
    refusals: ['proof-missing', 'original-unaccounted', 'incident-not-open', 'waybill-unknown'],
  },
  settleLostOriginal: {
    title: '处理遗失的原件',
    article: 'rules-21-2',
    actors: ['intakeClerk', 'homeClerk'],
    moves: [{ from: withAnyParcel, to: 'same' }],
    events: ['originalSettled'],
    refusals: ['enquiry-running', 'proof-missing', 'line-unknown', 'second-person-missing'],
  },
  recordCustody: {
    title: '登记材料交接',
    article: 'rules-21-2',
    actors: ['intakeClerk', 'homeClerk'],
    moves: [{ from: withAnyParcel, to: 'same' }],
    events: ['custodyRecorded'],
    refusals: ['receiver-missing', 'signature-missing', 'line-unknown', 'waybill-unknown'],
  },
  returnOriginals: {
    title: '退回原件',
    article: 'rules-21-2',
    actors: ['intakeClerk', 'homeClerk'],
    moves: [{ from: fromReview, to: 'same' }],
    events: ['originalsReturned'],
    refusals: [
      'original-not-in-custody',
      'receiver-missing',
      'original-still-needed',
      'signature-missing',
      'waybill-invalid',
    ],
  },
  confirmOriginals: {
    title: '确认原件已退回申请人',
    article: 'rules-21-2',
    actors: ['intakeClerk', 'homeClerk'],
    moves: [{ from: fromReview, to: 'same' }],
    events: ['originalsReceived'],
    refusals: ['signature-missing', 'line-unknown'],
  },
});
