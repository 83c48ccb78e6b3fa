/** Refusals about acceptance standards, their stages and office guides. */
export const standardRefusals = {
  'standard-incomplete': { status: 422, sentence: '收件标准还不齐或不合规定，不能发布。' },
  'standard-changed-since': {
    status: 409,
    sentence: '这个办理项在您起草以后发布了新版本，请对照新版本改好再提出。',
  },
  'standard-dates-overlap': { status: 409, sentence: '生效日期与已发布的版本重叠，请改一个更晚的日期。' },
  'proposal-closed': { status: 409, sentence: '这份标准已经审定或撤回，不能再改；要改请另起一份。' },
  'proposal-not-submitted': { status: 409, sentence: '这份标准还是草稿，提出以后才能审定。' },
  'stage-without-standard': { status: 422, sentence: '没有相应的标准，不能设为这个阶段。' },
  'stage-lowered-without-reason': { status: 422, sentence: '降低阶段要写明理由。' },
  'guide-report-closed': { status: 409, sentence: '这条反映已经答复。' },
  'guide-incomplete': { status: 422, sentence: '办事指南不齐，没有保存。' },
  'not-system-handled': {
    status: 422,
    sentence: '这个办理项涉及国家秘密或法律另有规定，不通过本系统办理，请按办事指南联系主管部门。',
  },
} as const satisfies Record<string, { status: number; sentence: string }>;
