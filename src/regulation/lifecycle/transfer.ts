import { stateGroups } from '../states.ts';
import { phase } from './row.ts';

const { preHome, decided } = stateGroups;

/** Moving the materials from the intake window to the home window (C.1, rows 13–18b). */
export const transfer = phase({
  sendPackage: {
    title: '发送电子材料',
    article: 'rules-21-2',
    actors: ['intakeClerk'],
    moves: [{ from: preHome, to: 'inTransit' }],
    events: ['packageSent'],
    refusals: ['scan-incomplete', 'declaration-missing', 'channel-not-chosen', 'overdue-reason-missing'],
  },
  dispatchParcel: {
    title: '登记寄出',
    article: 'rules-21-2',
    actors: ['intakeClerk'],
    moves: [{ from: preHome, to: 'same' }],
    events: ['parcelDispatched'],
    refusals: ['packing-list-empty', 'waybill-invalid', 'directory-address-invalid', 'no-paper-to-send'],
  },
  recordCarrierEvent: {
    title: '登记寄递进展',
    article: 'rules-21-2',
    actors: ['intakeClerk', 'homeClerk'],
    moves: [
      { from: ['intakeAccepted'], to: 'inTransit' },
      { from: [...preHome, ...stateGroups.atHome, ...decided, 'resultDelivering'], to: 'same' },
    ],
    events: ['parcelCollected', 'parcelMoved', 'parcelDelivered', 'resultDelivered'],
    refusals: ['waybill-unknown', 'event-in-future', 'proof-missing'],
  },
  confirmReceipt: {
    title: '确认收到',
    article: 'rules-21-3',
    actors: ['homeClerk'],
    moves: [
      { from: preHome, to: 'receivedAtHome' },
      { from: preHome, to: 'inTransit' },
    ],
    events: ['channelReceived', 'materialsReceived'],
    refusals: [
      'hash-mismatch',
      'manifest-mismatch',
      'parcel-of-other-window',
      'nothing-expected',
      'lines-unmarked',
    ],
  },
  deemReceived: {
    title: '逾期未确认，视为收到',
    article: 'rules-21-3',
    actors: ['system'],
    moves: [{ from: ['inTransit'], to: 'receivedAtHome' }],
    events: ['receiptDeemed'],
    refusals: ['channel-open'],
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
