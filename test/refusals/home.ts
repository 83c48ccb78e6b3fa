import { fullReasons } from '../case-acts.ts';
import { everyPost } from '../case-facts.ts';
import { report } from '../transfer-stories.ts';
import { but, erased, type RefusedAct, reviewer } from './refused-act.ts';

const away = {
  findStaff: async (id: string) => ({
    id,
    name: '周敏',
    regionCode: '500110',
    active: false,
    grants: everyPost,
  }),
};
const elsewhere = {
  findStaff: async (id: string) => ({ id, name: '周敏', regionCode: '500112', active: true, grants: [] }),
};
const nobody = { findStaff: async () => undefined };
const noSeal = () => ({ facts: { seal: async () => undefined } });

/** What 不予受理 and 不予许可 must say, each left out once. */
const withoutOne = (
  command: 'rejectAtHome' | 'denyApplication',
  from: RefusedAct['from'],
  before?: RefusedAct['before'],
) =>
  (
    [
      ['reasons', 'reason-missing', '没有写理由'],
      ['legalBasis', 'legal-basis-missing', '没有写依据的条款'],
      ['remedies', 'remedy-missing', '没有告知复议和诉讼'],
    ] as const
  ).map(
    ([field, refusal, when]): RefusedAct => ({
      command,
      refusal,
      when,
      from,
      ...(before ? { before } : {}),
      input: () => ({ ...fullReasons, [field]: field === 'remedies' ? '请向本窗口咨询办理。' : undefined }),
    }),
  );

const documents = (command: 'acceptAtHome' | 'rejectAtHome' | 'grantApplication' | 'denyApplication') => {
  const decision = command === 'grantApplication' || command === 'denyApplication';
  const from = decision ? ('substantiveReview' as const) : ('receivedAtHome' as const);
  const opinion: NonNullable<RefusedAct['before']> = async (story) => {
    if (decision) await story.take('recordOpinion');
  };
  return [
    { command, refusal: 'seal-not-valid', when: '属地没有可用的专用章', from, before: opinion, how: noSeal },
    {
      command,
      refusal: 'form-field-missing',
      when: '申请人的内容已依法删除，文书填不出来',
      from,
      async before(story) {
        await opinion(story);
        await erased(story);
      },
    },
  ] satisfies RefusedAct[];
};

/** Home region until its decision (C.1, 18b–30). */
export const homeRefusals: RefusedAct[] = [
  {
    command: 'assignHandler',
    refusal: 'department-not-competent',
    when: '交给不办这一项的部门',
    from: 'homeAccepted',
    input: but('assignHandler', { department: '重庆市綦江区医疗保障局' }),
  },
  ...(
    [
      [away, '审批人员的账号已停用'],
      [elsewhere, '审批人员在别的区'],
      [nobody, '没有这个人'],
    ] as const
  ).flatMap(([facts, when]): RefusedAct[] => [
    {
      command: 'assignHandler',
      refusal: 'handler-suspended',
      when,
      from: 'homeAccepted',
      input: but('assignHandler', { staffId: '00000000-0000-4000-8000-000000000777' }),
      how: () => ({ facts }),
    },
    {
      command: 'reassignCase',
      refusal: 'handler-suspended',
      when,
      from: 'substantiveReview',
      how: () => ({ facts }),
    },
  ]),
  { command: 'returnAssignment', refusal: 'not-assigned', when: '还没有交办', from: 'homeAccepted' },
  {
    command: 'returnAssignment',
    refusal: 'reason-missing',
    when: '没有写退回的理由',
    from: 'substantiveReview',
    input: () => ({}),
  },
  {
    command: 'recordContact',
    refusal: 'contact-result-missing',
    when: '没有写联系结果',
    from: 'receivedAtHome',
    input: but('recordContact', { result: '' }),
  },
  {
    command: 'assignHandler',
    refusal: 'handler-suspended',
    when: '交给不是审批人员的人',
    from: 'homeAccepted',
    input: but('assignHandler', { staffId: '00000000-0000-4000-8000-000000000778' }),
    how: () => ({
      facts: {
        findStaff: async (id: string) => ({
          id,
          name: '何军',
          regionCode: '500110',
          active: true,
          grants: everyPost.filter(({ role }) => role !== 'approver'),
        }),
      },
    }),
  },
  ...documents('acceptAtHome'),
  {
    command: 'acceptAtHome',
    refusal: 'deemed-accepted',
    when: '第 5 个工作日 24:00 之后，已依法视为受理，受理日期是收到那天',
    from: 'receivedAtHome',
    how: () => ({ at: '2021-09-29T00:00:00.000+08:00' }),
  },
  {
    command: 'acceptAtHome',
    refusal: 'discrepancy-open',
    when: '有一项看不清，还没有了结（R-091）',
    from: 'receivedAtHome',
    before: report,
  },
  {
    command: 'deemAcceptedAtHome',
    refusal: 'discrepancy-open',
    when: '视为收到以后才发现差异，受理等它了结（C.12）',
    from: 'receivedAtHome',
    before: report,
    how: () => ({ at: '2021-11-30T00:00:00.000+08:00' }),
  },
  {
    command: 'deemAcceptedAtHome',
    refusal: 'acceptance-not-due',
    when: '第 5 个工作日 23:59:59 还没有过完',
    from: 'receivedAtHome',
    how: () => ({ at: '2021-09-28T23:59:59.999+08:00' }),
  },
  ...withoutOne('rejectAtHome', 'receivedAtHome'),
  {
    command: 'rejectAtHome',
    refusal: 'deemed-accepted',
    when: '第 5 个工作日 24:00 之后',
    from: 'receivedAtHome',
    how: () => ({ at: '2021-09-29T00:00:00.000+08:00' }),
  },
  ...documents('rejectAtHome'),
  { command: 'startReview', refusal: 'not-assigned', when: '还没有交办', from: 'homeAccepted' },
  {
    command: 'startReview',
    refusal: 'formal-reviewer-cannot-approve',
    when: '形式审查是他做的',
    from: 'homeAccepted',
    before: (story) => story.take('assignHandler'),
    how: reviewer,
  },
  {
    command: 'recordOpinion',
    refusal: 'opinion-incomplete',
    when: '有一个要点没有意见',
    from: 'substantiveReview',
    input: () => ({ points: [] }),
  },
  {
    command: 'recordOpinion',
    refusal: 'opinion-incomplete',
    when: '判不符合却没有写明',
    from: 'substantiveReview',
    input(story) {
      const { points } = story.usual('recordOpinion') as { points: { pointId: string }[] };
      return { points: points.map(({ pointId }) => ({ pointId, favourable: false })) };
    },
  },
  ...(['recordOpinion', 'grantApplication', 'denyApplication'] as const).map(
    (command): RefusedAct => ({
      command,
      refusal: 'formal-reviewer-cannot-approve',
      when: '形式审查是他做的',
      from: 'substantiveReview',
      how: reviewer,
    }),
  ),
  {
    command: 'grantApplication',
    refusal: 'opinion-missing',
    when: '没有审查意见',
    from: 'substantiveReview',
  },
  { command: 'denyApplication', refusal: 'opinion-missing', when: '没有审查意见', from: 'substantiveReview' },
  ...documents('grantApplication'),
  ...withoutOne('denyApplication', 'substantiveReview', (story) => story.take('recordOpinion')),
  ...documents('denyApplication'),
];
