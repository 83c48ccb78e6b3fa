import { stateGroups } from '../states.ts';
import { phase } from './row.ts';

const { preHome, atHome, decided, terminal } = stateGroups;
const afterHome = ['homeRejected', ...decided, 'resultDelivering'] as const;

/** Moving the materials from the intake window to the home window (C.1, rows 13–18b). */
export const transfer = phase({
  sendPackage: {
    title: '发送电子材料',
    article: 'rules-21-2',
    actors: ['intakeClerk'],
    moves: [
      { from: preHome, to: 'inTransit' },
      { from: atHome, to: 'same' },
    ],
    events: ['packageSent'],
    refusals: [
      'scan-incomplete',
      'declaration-missing',
      'channel-not-chosen',
      'channel-already-arrived',
      'overdue-reason-missing',
    ],
  },
  switchChannel: {
    title: '改换流转方式',
    article: 'rules-21-2',
    actors: ['intakeClerk'],
    moves: [{ from: preHome, to: 'same' }],
    events: ['channelSwitched'],
    refusals: [
      'reason-missing',
      'original-examination-required',
      'channel-already-arrived',
      'channel-not-allowed',
    ],
  },
  dispatchParcel: {
    title: '登记寄出',
    article: 'rules-21-2',
    actors: ['intakeClerk'],
    moves: [{ from: [...preHome, ...atHome, ...decided, 'resultDelivering'], to: 'same' }],
    events: ['parcelDispatched'],
    refusals: [
      'packing-list-empty',
      'waybill-invalid',
      'directory-address-invalid',
      'no-paper-to-send',
      'original-not-in-custody',
    ],
  },
  cancelParcel: {
    title: '取消寄件',
    article: 'rules-21-2',
    actors: ['intakeClerk', 'homeClerk'],
    moves: [{ from: [...preHome, ...atHome, ...afterHome, ...terminal], to: 'same' }],
    events: ['parcelCancelled'],
    refusals: ['parcel-already-collected', 'waybill-unknown', 'reason-missing'],
  },
  recordCarrierEvent: {
    title: '登记寄递进展',
    article: 'rules-21-2',
    actors: ['intakeClerk', 'homeClerk', 'system'],
    moves: [
      { from: ['intakeAccepted'], to: 'inTransit' },
      {
        from: [
          'submitted',
          'formalReview',
          'returnedForSupplement',
          ...preHome,
          ...atHome,
          ...afterHome,
          ...terminal,
        ],
        to: 'same',
      },
    ],
    events: [
      'parcelCollected',
      'parcelMoved',
      'parcelDelivered',
      'parcelDeliveryFailed',
      'parcelReturned',
      'parcelLost',
      'resultDelivered',
    ],
    refusals: ['waybill-unknown', 'event-in-future', 'proof-missing'],
  },
  confirmReceipt: {
    title: '确认收到',
    article: 'rules-21-3',
    actors: ['homeClerk'],
    moves: [
      { from: preHome, to: 'receivedAtHome' },
      { from: preHome, to: 'inTransit' },
      { from: [...atHome, ...afterHome], to: 'same' },
    ],
    events: ['channelReceived', 'materialsReceived', 'discrepancyReported'],
    refusals: [
      'hash-mismatch',
      'manifest-mismatch',
      'parcel-of-other-window',
      'nothing-expected',
      'lines-unmarked',
      'decision-made',
    ],
  },
  deemReceived: {
    title: '逾期未确认，视为收到',
    article: 'rules-21-3',
    actors: ['system'],
    moves: [{ from: ['inTransit'], to: 'receivedAtHome' }],
    events: ['receiptDeemed'],
    refusals: ['channel-open', 'discrepancy-open'],
  },
  demandPaper: {
    title: '要求寄送纸质材料',
    article: 'rules-21-2',
    actors: ['homeClerk'],
    moves: [{ from: [...preHome, ...atHome, ...decided, 'resultDelivering'], to: 'same' }],
    events: ['paperDemanded'],
    refusals: ['paper-already-sent', 'decision-made', 'line-unknown'],
  },
  cancelPaperDemand: {
    title: '撤回纸质材料要求',
    article: 'rules-21-2',
    actors: ['homeClerk'],
    moves: [{ from: [...preHome, ...atHome, ...decided, 'resultDelivering'], to: 'same' }],
    events: ['paperDemandCancelled'],
    refusals: ['paper-already-sent', 'reason-missing', 'request-not-open'],
  },
  reportDiscrepancy: {
    title: '登记材料差异',
    article: 'rules-21-3',
    actors: ['homeClerk', 'approver'],
    moves: [
      { from: preHome, to: 'inTransit' },
      { from: atHome, to: 'same' },
    ],
    events: ['discrepancyReported'],
    refusals: ['line-unknown', 'type-unknown'],
  },
  answerDiscrepancy: {
    title: '答复材料差异',
    article: 'rules-21-3',
    actors: ['intakeClerk'],
    moves: [{ from: ['inTransit', ...atHome], to: 'same' }],
    events: ['discrepancyAnswered'],
    refusals: ['discrepancy-not-open', 'reason-missing', 'waybill-unknown'],
  },
  resolveDiscrepancy: {
    title: '了结材料差异',
    article: 'rules-21-3',
    actors: ['homeClerk'],
    moves: [
      { from: ['inTransit'], to: 'receivedAtHome' },
      { from: ['inTransit', ...atHome], to: 'same' },
    ],
    events: ['discrepancyResolved', 'materialsReceived'],
    refusals: ['discrepancy-not-open', 'reason-missing', 'hash-mismatch'],
  },
  recordFirstOpening: {
    title: '首次打开',
    article: 'rules-13',
    actors: ['homeClerk'],
    moves: [{ from: ['inTransit', 'receivedAtHome'], to: 'same' }],
    events: ['caseFirstOpened'],
    refusals: [],
  },
});
