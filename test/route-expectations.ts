import { randomUUID } from 'node:crypto';
import type { RouteRule } from '../scripts/docs/route-rules.ts';
import { commands } from '../src/cases/core/registry.ts';
import { itemExample } from '../src/catalogue/administration/edition-answers.ts';
import { offListBodies } from '../src/offlist/off-list-inputs.ts';
import type { RouteEntry } from '../src/platform/http.ts';
import { commandNames, kebab } from '../src/regulation/lifecycle/index.ts';
import type { Capacity, Role } from '../src/regulation/roles.ts';
import { orderable } from '../src/shipments/order.ts';
import { orderExample } from '../src/shipments/orders.routes.ts';

/** The moment, and the two regions between which the cases of the matrix lie. */
export const matrix = {
  start: '2021-06-07T10:00:00.000+08:00',
  intakeRegion: '510107',
  homeRegion: '500110',
  /** The sample window of the intake region. */
  window: '5a3b1e00-000c-4000-8000-000000510107',
  /** The sample hall of the intake region. */
  hall: '5a3b1e00-000b-4000-8000-000000510107',
} as const;

/** Everybody who may come to the door: by name of the account, with the role, and as what on the case. */
export type Visitor = {
  role?: Role;
  capacities: readonly Capacity[];
  atTarget?: boolean;
  provincial?: boolean;
};

export const visitors: Record<string, Visitor> = {
  'intake.510107': { role: 'windowClerk', capacities: ['intakeClerk'] },
  'home.510107': { role: 'windowClerk', capacities: ['intakeClerk'] },
  'lead.510107': { role: 'windowLead', capacities: ['intakeClerk', 'intakeLead'], atTarget: true },
  'outlet.510107': { role: 'outletClerk', capacities: [] },
  'approver.510107': { role: 'approver', capacities: [] },
  'admin.510107': { role: 'serviceAdministration', capacities: ['intakeAdministration'], atTarget: true },
  'admin.510100': { role: 'serviceAdministration', capacities: ['intakeAdministration'] },
  'home.500110': { role: 'windowClerk', capacities: ['homeClerk'] },
  'lead.500110': { role: 'windowLead', capacities: ['homeClerk', 'homeLead'] },
  'approver.500110': { role: 'approver', capacities: ['approver'] },
  'approver2.500110': { role: 'approver', capacities: ['approver'] },
  'admin.500110': { role: 'serviceAdministration', capacities: ['homeAdministration'] },
  'admin.500000': { role: 'serviceAdministration', capacities: ['homeAdministration'], provincial: true },
  'intake.530102': { role: 'windowClerk', capacities: [] },
  'lead.500103': { role: 'windowLead', capacities: [] },
  'approver.500103': { role: 'approver', capacities: [] },
  'admin.510105': { role: 'serviceAdministration', capacities: [] },
  coordinator: { role: 'coordinationGroup', capacities: [], provincial: true },
  auditor: { role: 'auditor', capacities: ['auditor'] },
  secadmin: { role: 'securityAdministrator', capacities: [], atTarget: true },
  sysadmin: { role: 'systemAdministrator', capacities: [], atTarget: true },
};

/** Ids that stand in for the parameters of routes. */
export type Target = {
  kase: string;
  number: string;
  document: string;
  file: string;
  upload: string;
  staff: string;
  grant: string;
};

/** How somebody fares at a route. */
export type Expected = 'allowed' | 401 | 403 | 404;

const programmeExample = {
  shortCode: 'SW5',
  name: '西南五省',
  formTitle: '西南五省',
  documentNumber: '1号',
  granularity: 'province',
  coordinator: '协调小组',
  ladder: 'southwest',
  status: 'open',
  announcedItems: 148,
  members: [{ region: '510000', validFrom: '2021-05-21' }],
};

/** Kept by the coordination group and by the administrations of provinces. */
const keptByProvinces = (url: string): boolean =>
  /^\/api\/(?:synonyms|search-misses|list-programmes|editions|option-splits|item-pilots)/.test(url);

/** Provinces nominate for the next list. */
const nominates = ({ method, url }: RouteEntry): boolean =>
  url === '/api/item-proposal-sources' ||
  (method === 'POST' && /^\/api\/item-proposals(?:\/:id\/support)?$/.test(url));

/** Standards are read by everyone at the desk and written by provinces and the coordination group. */
const writesStandard = ({ method, url }: RouteEntry): boolean =>
  method !== 'GET' && /^\/api\/standard(?:(?:s|-proposals)\/|-table$)/.test(url);

/** Windows are managed by the administration of their region. */
const windowRoute = (url: string): boolean => url.startsWith('/api/managed-windows/');
/** Entries of the contact list are kept by the administration of their region or one above it; decisions by the province. */
const keptInDirectory = ({ method, url }: RouteEntry): boolean =>
  method !== 'GET' && /^\/api\/directory\/(?!import)/.test(url);
/** That an address is wrong, the windows of a case in common say as well. */
const reportsAddress = ({ url }: RouteEntry, { capacities }: Visitor): boolean =>
  url.endsWith('/address-fault') && capacities.some((as) => as === 'intakeClerk' || as === 'homeClerk');
const keepsDirectory = ({ url }: RouteEntry, { role, atTarget, capacities, provincial }: Visitor): boolean =>
  url === '/api/directory/decisions'
    ? provincial === true && role === 'serviceAdministration'
    : capacities.includes('intakeAdministration') || (role === 'windowLead' && atTarget === true);
const staffRoute = (url: string): boolean =>
  /^\/api\/(?:staff(?:\/:staffId|-table|$)|access-review)/.test(url);

/** Values of a region, as the body asks for here, are its province's to propose. */
const setsValue = ({ method, url }: RouteEntry): boolean =>
  method === 'POST' && url === '/api/settings/:setting/changes';
/** A region goes into operation, and out of it, by its province. */
const switchesRegion = ({ method, url }: RouteEntry): boolean =>
  method !== 'GET' && /^\/api\/roll-out\/:region\/(?:stage|activate|deactivate)$/.test(url);

/** Words for all regions, as the body asks for here, are the coordination group's to write. */
const writesForAll = ({ method, url }: RouteEntry): boolean =>
  method === 'POST' && url === '/api/message-templates/:event';

/** What the rule of a route means for one person on one case; `transferred`: the home side has the materials. */
export function expected(
  route: RouteEntry,
  rule: RouteRule,
  visitor: Visitor,
  transferred: boolean,
): Expected {
  switch (rule.kind) {
    case 'anyone':
    case 'own':
      return 'allowed';
    case 'roles': {
      if (!visitor.role || !rule.roles.includes(visitor.role)) return 403;
      // Accounts are managed within reach: own region, or the clerks of one's own window.
      const within =
        visitor.atTarget === true ||
        (route.method === 'GET' && /^\/api\/(?:staff|staff-table|access-review)$/.test(route.url)) ||
        route.url === '/api/staff-table/import';
      if (staffRoute(route.url) && !within) return 403;
      if (windowRoute(route.url) && !visitor.capacities.includes('intakeAdministration')) return 403;
      if (keptInDirectory(route) && !keepsDirectory(route, visitor) && !reportsAddress(route, visitor))
        return 403;
      const atHome = visitor.capacities.includes('homeAdministration');
      if (setsValue(route) && !(atHome && visitor.provincial === true)) return 403;
      if (switchesRegion(route) && atHome && visitor.provincial !== true) return 403;
      if (writesForAll(route) && visitor.role !== 'coordinationGroup') return 403;
      if (writesStandard(route) && visitor.provincial !== true) return 403;
      return (keptByProvinces(route.url) || nominates(route)) && visitor.provincial !== true
        ? 403
        : 'allowed';
    }
    case 'capacities': {
      if (visitor.capacities.length === 0) return 404;
      const counted =
        transferred || !rule.note
          ? rule.capacities
          : rule.capacities.filter((own) => own === 'creator' || own === 'intakeClerk');
      if (visitor.capacities.some((capacity) => counted.includes(capacity))) return 'allowed';
      return rule.hides ? 404 : 403;
    }
  }
}

/** Bodies that fit their routes, so that the answer tells of rights and not of shape. */
const bodies: Record<string, unknown> = {
  'PUT /api/demo/clock': { now: matrix.start },
  'POST /api/session/password': { currentPassword: 'wrong-on-purpose', newPassword: 'another-wrong-one' },
  'POST /api/confirmations': {
    username: 'nobody.there',
    password: 'wrong-on-purpose',
    caseId: '00000000-0000-4000-8000-000000000001',
    version: 1,
    command: 'correctDecisionRecord',
  },
  'POST /api/staff/:staffId/suspend': { reason: '轮岗' },
  'POST /api/staff/:staffId/resume': {},
  'POST /api/staff/:staffId/transfer': { regionCode: matrix.homeRegion },
  'POST /api/staff-transfers/:transferId/accept': {},
  'POST /api/staff-transfers/:transferId/refuse': { reason: '没有编制' },
  'POST /api/staff-transfers/:transferId/take-back': {},
  'POST /api/staff/:staffId/reset-password': {},
  'POST /api/staff/:staffId/unlock': {},
  'POST /api/staff/:staffId/move': {
    endGrantIds: [],
    role: 'serviceAdministration',
    regionCode: matrix.intakeRegion,
    from: '2021-06-07',
  },
  'PUT /api/staff/:staffId/grants/:grantId/end': { lastDay: '2021-12-31' },
  'PUT /api/staff/:staffId/subject': { subject: 'u-1' },
  'POST /api/staff/:staffId/second-factor-reset': { reason: '手机丢失' },
  'POST /api/staff/:staffId/second-factor-reset/decide': { approve: true },
  'POST /api/staff/:staffId/release': { reason: '已核实' },
  'POST /api/access-review/:grantId': { decision: 'kept', note: '' },
  'POST /api/session/second-factor/confirm': { code: '000000' },
  'POST /api/session/second-factor/prove': { code: '000000' },
  'POST /api/confidentiality-statement': { name: '不是本人', digest: '0'.repeat(64) },
  'POST /api/staff/:staffId/grants': { role: 'serviceAdministration', regionCode: matrix.intakeRegion },
  'POST /api/intake-preview': { optionId: '048-1', homeRegion: matrix.homeRegion },
  'POST /api/cases/:id/messages-seen': {},
  'POST /api/enquiries': { optionId: '048-1', homeRegion: '110000' },
  'POST /api/identity-documents/check': { kind: 'residentId', value: '1' },
  'POST /api/cases': { optionId: '048-1', homeRegion: matrix.homeRegion, mode: 'proxyIntake' },
  'PUT /api/cases/:id/draft': {},
  'POST /api/cases/:id/parcel-fees': {
    waybill: 'RR473124829US',
    weightGrams: 350,
    feeFen: 2200,
    payer: 'government',
  },
  ...Object.fromEntries(
    orderable.flatMap((name) =>
      ['shipment-orders', 'shipment-plans'].map((what) => [
        `POST /api/cases/:id/${what}/${kebab(name)}`,
        orderExample(name),
      ]),
    ),
  ),
  'POST /api/shipment-orders/:id/waybill': { waybill: 'RR473124829US', carrier: 'post' },
  'POST /api/shipment-orders/:id/cancel': {},
  'POST /api/unassigned-parcels': {
    waybill: 'RR473124829US',
    carrier: 'ems',
    sender: '罗晓梅',
    contents: '证件照 2 张',
    arrivedAt: matrix.start,
  },
  'POST /api/unassigned-parcels/:id/link': { businessNumber: '51010720210607000016', lineIds: [] },
  'POST /api/unassigned-parcels/:id/return': { reason: '不是本窗口的办件' },
  'POST /api/carrier-events/:id/settle': { reason: '寄递企业核对后改投' },
  'POST /api/hand-over-lists/:id/signature': { collector: '李强', signedAt: matrix.start, leftBehind: [] },
  'POST /api/notices/:id/read': {},
  'POST /api/escalations/:id/answer': { text: '已督促窗口办理。' },
  'POST /api/escalations/:id/declare-unable': { text: '本级无法协调。' },
  'POST /api/escalations/:id/raise': { text: '同一窗口多次未响应。' },
  'POST /api/escalations/:id/confirm': {},
  'POST /api/escalations/:id/object': { text: '材料仍未查看。' },
  'POST /api/escalations/:id/conclude': { text: '议定由市级窗口代办。' },
  'POST /api/escalations/:id/instruct': {
    regions: [matrix.homeRegion],
    what: '请今天办结。',
    dueOn: '2021-06-08',
  },
  'POST /api/escalations/:id/tasks/:taskId/report': { report: '已办。' },
  'POST /api/cases/:id/urgent-escalations': { rule: 'firstOpening', round: 1, reason: '急' },
  'POST /api/settings/:setting/changes': {
    scopeKind: 'region',
    scopeCode: matrix.homeRegion,
    value: 3,
    validFrom: '2098-01-01',
    reason: '试行',
  },
  'POST /api/setting-changes/:id/approve': {},
  'POST /api/setting-changes/:id/reject': {},
  'PUT /api/roll-out/:region/points/:point': { done: true },
  'POST /api/text-versions': {
    kind: 'rules',
    subject: 'southwest-5',
    title: '工作规程',
    reference: '西南通协〔2098〕1号',
    trial: false,
    validFrom: '2098-01-01',
  },
  'POST /api/text-versions/:id/approve': {},
  'POST /api/text-versions/:id/reject': {},
  'PUT /api/roll-out/:region/stage': { stage: 2 },
  'POST /api/roll-out/:region/activate': {},
  'POST /api/roll-out/:region/deactivate': { reason: '搬迁' },
  'POST /api/supervision-orders': {
    toRegion: '110101',
    text: '请办理。',
    dueOn: '2021-06-08',
  },
  'POST /api/supervision-orders/:id/answer': { text: '已办。' },
  'POST /api/supervision-orders/:id/close': {},
  'POST /api/problem-reports': { category: 'nothing', text: '一直没有人接电话。' },
  'POST /api/department-problems': { text: '要求不一致。', participants: [] },
  'POST /api/problem-reports/:id/answer': { text: '已处理。' },
  'POST /api/problem-reports/:id/add': { text: '补充。' },
  'POST /api/problem-reports/:id/share': {},
  'POST /api/problem-reports/:id/solve': { solution: '统一收件。', solvedOn: '2021-06-07' },
  'POST /api/problem-reports/:id/confirm': { department: '公安局' },
  'POST /api/cases/:id/responsibility-records': { key: 'none' },
  'POST /api/responsibility-records/:id/statement': { text: '说明。' },
  'POST /api/responsibility-records/:id/contest': { text: '异议。' },
  'POST /api/responsibility-records/:id/close': { outcome: 'upheld', note: '已约谈。' },
  'POST /api/message-templates/:event/preview': { text: '{称呼}：{事项}已受理' },
  'POST /api/message-templates/:event': {
    text: '{称呼}：{事项}已受理',
    reason: '改短',
    regionCode: '',
    lastVersion: 99,
  },
  'POST /api/phone-tasks/:id/calls': {
    number: '13800006021',
    person: '本人',
    reached: true,
    content: '已告知',
  },
  'POST /api/standards/:optionId/proposals': { effectiveFrom: '2099-01-01', note: '试写' },
  'PUT /api/standard-proposals/:proposalId': { effectiveFrom: '2099-01-01', note: '试写', revision: 1 },
  'POST /api/standard-proposals/:proposalId/decision': { approved: false, note: '不齐' },
  'POST /api/standards/:optionId/stages': { province: '500000', stage: 2, reason: '' },
  'POST /api/guide-reports/:reportId/confirmation': { answer: '已核对' },
  'POST /api/guide-reports/:reportId/correction': {
    guide: { conditions: '', flow: '', onlineWay: '', offlineWay: '', promisedDays: null, remarks: '' },
    reason: '更正',
  },
  'POST /api/synonyms': { kind: 'say', word: '行车执照', means: ['机动车行驶证'] },
  'POST /api/list-programmes/:id/editions': { label: '2098-1', effectiveFrom: '2098-01-01' },
  'POST /api/list-programmes/:id': programmeExample,
  'PUT /api/list-programmes/:id': { ...programmeExample, members: [] },
  'PUT /api/list-programmes/:id/items/:number/local-name': { province: '110000', name: '甲' },
  'POST /api/list-programmes/:id/items/:number/family': { programmeId: 'southwest-5', number: 2 },
  'POST /api/list-programmes/:id/items/:number/splits': {
    options: [{ name: '换领', levels: ['county'], situations: ['期满'] }],
    reason: '按实际情形拆分',
  },
  'POST /api/list-programmes/:id/items/:number/pilots': {
    regions: ['110000'],
    validFrom: '2021-07-01',
    reason: '试点',
  },
  'PUT /api/list-programmes/:id/items/:number/go-live': { region: '110000', status: 'inProgress' },
  'POST /api/option-splits/:id/approve': {},
  'POST /api/option-splits/:id/reject': { note: '不同意' },
  'POST /api/list-programmes/:id/members': { region: '110101', validFrom: '2020-01-01' },
  'PUT /api/list-programmes/:id/members/:region': { validTo: '2020-01-02' },
  'POST /api/list-extensions/:id/decline': { reason: '当地没有实施单位' },
  'POST /api/item-proposals': { reason: '群众反响好' },
  'POST /api/item-proposals/:id/support': { reason: '本省也要办' },
  'POST /api/item-proposals/:id/reject': { note: '不成熟' },
  'POST /api/item-proposals/:id/take': { editionId: 'southwest-5.2021-1', department: '农业农村部门' },
  'POST /api/list-extensions': {
    name: '点对点',
    regions: ['510107', '510100'],
    items: [{ programmeId: 'southwest-5', number: 1 }],
    effectiveFrom: '2020-01-01',
  },
  'PUT /api/editions/:id': { effectiveFrom: '2098-01-01' },
  'PUT /api/editions/:id/items/:number': itemExample,
  'POST /api/case-search': { by: 'waybill', value: 'EA123456789CN' },
  'POST /api/cases/:id/file': {},
  'POST /api/directory/entries/:entryId/changes': { phone: '1', reason: '换号' },
  'POST /api/directory/entries/:entryId/address-fault': { reason: '门牌号不对' },
  'POST /api/directory/halls/:hallId/changes': { name: 'x', reason: '更名' },
  'POST /api/directory/confirmations': { ids: [matrix.window] },
  'POST /api/directory/decisions': {
    regionCode: matrix.homeRegion,
    what: 'delegated',
    holds: true,
    reason: '委托维护',
  },
  'POST /api/directory/administrations': {
    regionCode: matrix.intakeRegion,
    name: '武侯区政务服务管理部门',
    contactPerson: '示例联系人',
    phone: '028-5550 0107',
    address: '成都市武侯区示例路 8 号',
    postcode: '610041',
    reason: '新设',
  },
  'POST /api/directory/windows': {
    regionCode: matrix.intakeRegion,
    hall: { name: '二分厅', address: '成都市武侯区示例路 30 号' },
    contactPerson: '示例联系人',
    address: '成都市武侯区示例路 30 号',
    phone: '028-5550 0309',
    postal: {
      addressee: '二号窗口',
      phone: '028-5550 0309',
      address: '成都市武侯区示例路 30 号',
      postcode: '1',
    },
    reason: '新设',
  },
  'POST /api/directory/windows/:windowId/device-checks': {
    device: 'microphone',
    works: true,
    checkedOn: '2021-06-07',
  },
  'POST /api/directory/windows/:windowId/posts': {
    post: 'deputy',
    staffId: '00000000-0000-4000-8000-000000000009',
  },
  'POST /api/directory/windows/:windowId/absences': {
    staffId: '00000000-0000-4000-8000-000000000009',
    fromDay: '2021-06-07',
    toDay: '2021-06-08',
    reason: '病假',
  },
  'POST /api/directory/windows/:windowId/extra-hours': {
    day: '2021-07-10',
    from: '09:00',
    to: '12:00',
    note: '周六延时服务',
  },
  'PUT /api/directory/windows/:windowId/services/:service': { offered: true, reason: '1' },
  // A region that there is not, so that nothing is written.
  'POST /api/consultations': {
    subject: '社保卡怎么补',
    answer: '带身份证来窗口。',
    askingRegion: matrix.intakeRegion,
    homeRegion: '990000',
    help: [],
  },
  'POST /api/consultations/:id/case': { businessNumber: '51010720210607000016' },
  'POST /api/managed-windows/:windowId/moves': { toWindow: matrix.window, reason: '窗口撤并', closes: true },
  'POST /api/managed-windows/:windowId/close': { reason: '窗口撤并' },
  'POST /api/managed-windows/:windowId/status': { open: true, reason: '恢复' },
  'POST /api/managed-windows/:windowId/address': {
    address: '武侯区示例路 20 号',
    phone: '028-5550 0108',
    postal: { addressee: '武侯区窗口', phone: '028-5550 0108', address: '武侯区示例路 20 号', postcode: '1' },
    reason: '搬迁',
  },
  'POST /api/documents/:id/reprints': { reason: '打印机卡纸', copy: 'home' },
  ...Object.fromEntries(
    commandNames.map((name) => [`POST /api/cases/:id/${kebab(name)}`, commands[name].example]),
  ),
  ...Object.fromEntries(
    Object.entries(offListBodies).map(([name, { example }]) => [
      name === 'recordOffListRequest'
        ? 'POST /api/off-list-requests'
        : `POST /api/off-list-requests/:id/${kebab(name)}`,
      example,
    ]),
  ),
  'POST /api/off-list-groups/:id/rename': { name: '休闲垂钓', reason: '两种说法是一件事' },
  'POST /api/off-list-groups/:id/moves': {
    requestIds: ['00000000-0000-4000-8000-000000000001'],
    newName: '渔业捕捞',
    reason: '不是一件事',
  },
  'POST /api/off-list-groups/:id/nominate': { reason: '三省都有需求' },
  // A window that is not there would look like a case that is not.
  'POST /api/cases/:id/move-to-window': { windowId: matrix.window, reason: '窗口撤并' },
  // A file that is not there would look like a case that is not: 404.
  'POST /api/cases/:id/attach-file': { lineId: 'no-such-line', uploadIds: [] },
};

/** The path of a route with ids for its parameters. */
export const pathOf = ({ url }: RouteEntry, target: Target): string =>
  url
    .replace(':staffId', target.staff)
    .replace(':grantId', target.grant)
    .replace(':transferId', '00000000-0000-4000-8000-000000000002')
    .replace(':hallId', matrix.hall)
    .replace(':optionId', '024-1')
    .replace(':reportId', '00000000-0000-4000-8000-000000000002')
    .replace(':proposalId', '00000000-0000-4000-8000-000000000002')
    .replace(':synonymId', '00000000-0000-4000-8000-000000000002')
    .replace(':businessNumber', target.number)
    .replace(':event', 'homeAccepted')
    .replace(':service', 'oneWindow')
    .replace(':setting', 'homeAcceptance')
    .replace(':region', matrix.homeRegion)
    .replace('/checklist/:point/photo', '/checklist/signs/photo')
    .replace('/checklist/:point', '/checklist/signs?done=0')
    .replace(':point', 'training')
    .replace(':fileId', target.file)
    .replace(':taskId', target.kase)
    .replace(':seq', '1')
    .replace(':windowId', matrix.window)
    .replace(':entryId', matrix.window)
    .replace('/api/list-programmes/:id/close', '/api/list-programmes/no-such/close')
    .replace('/api/list-programmes/:id', '/api/list-programmes/southwest-5')
    .replace('/api/editions/:id', '/api/editions/southwest-5.2021-1')
    .replace('/go-live', '/go-live?region=110000')
    .replace('/difference', '/difference?before=southwest-5.2021-1')
    .replace(':number', '1')
    .replace('/api/documents/:id', `/api/documents/${target.document}`)
    .replace('/api/uploads/:id', `/api/uploads/${target.upload}`)
    .replace('/api/notices/:id', '/api/notices/1')
    .replace(':id', target.kase);

/** A body that fits the route; none where it takes none. */
export const bodyFor = ({ method, url }: RouteEntry): unknown =>
  method === 'POST' && url === '/api/staff'
    ? { username: `made.${randomUUID().slice(0, 8)}`, name: '新人甲', regionCode: matrix.intakeRegion }
    : bodies[`${method} ${url}`];
