import { caseVariables, offListVariables, type VariableId } from './template-variables.ts';

/** What is told to people outside, by event (lifecycle.md C.8), with the words that ship. */
export type TemplateRule = {
  /** The event in a clerk's words. */
  title: string;
  /** Words in force until somebody writes others. */
  text: string;
  /** Variables that the words may use. */
  variables: readonly VariableId[];
  /** Goes out in quiet hours too. */
  urgent?: boolean;
};

const about = (title: string, text: string, ...own: VariableId[]): TemplateRule => ({
  title,
  text,
  variables: [...caseVariables, ...own],
});
const offList = (title: string, text: string, ...own: VariableId[]): TemplateRule => ({
  title,
  text,
  variables: [...offListVariables, ...own],
});

/** Every template. An event whose row of C.8 is not built yet has none. */
export const templateRules = {
  registered: about(
    '登记并给出业务编号',
    '{称呼}：{事项}已登记，业务编号 {业务编号}。{收件窗口}正在审查材料，齐全后给您收件通知书；登记不等于收件。电话 {收件窗口电话}',
  ),
  notTaken: about(
    '未收件，已解释说明',
    '{称呼}：{事项}没有收件，原因见窗口给您的说明。有疑问请问{收件窗口}，电话 {收件窗口电话}',
  ),
  homeCorrected: about(
    '更正属地或办理项',
    '{称呼}：您的申请（尾号 {编号尾号}）改由{属地}办理，事项为{事项}，业务编号不变。{收件窗口}重新审查材料。电话 {收件窗口电话}',
  ),
  noticeIssued: about(
    '一次性告知补正',
    '{称呼}：{事项}还要补 {数量} 样：{材料}。请在 {期限} 24:00 前到{收件窗口}补，过期视为放弃本次申请。电话 {收件窗口电话}',
    'count',
    'materials',
    'due',
  ),
  noticeReplaced: about(
    '更换一次性告知书',
    '{称呼}：{事项}的补正告知书已更换，以新的为准。还要补 {数量} 样：{材料}，请在 {期限} 24:00 前补，过期视为放弃本次申请。电话 {收件窗口电话}',
    'count',
    'materials',
    'due',
  ),
  noticeVoided: about(
    '作废一次性告知书',
    '{称呼}：{事项}不用再补材料，先前的补正告知书作废。{收件窗口}接着审查。电话 {收件窗口电话}',
  ),
  supplementReminder: about(
    '补正到期提醒',
    '{称呼}：{事项}还差 {数量} 样：{材料}。请在 {期限} 24:00 前补，{逾期后果}。电话 {收件窗口电话}',
    'count',
    'materials',
    'due',
    'consequence',
  ),
  abandoned: about(
    '逾期视为放弃',
    '{称呼}：到 {期限} 没有补齐，{事项}视为放弃本次申请。可随时重新申请，原件由{收件窗口}退回。电话 {收件窗口电话}',
    'due',
  ),
  reinstated: about(
    '凭证恢复办理',
    '{称呼}：{事项}恢复办理，业务编号不变。{收件窗口}接着审查。电话 {收件窗口电话}',
  ),
  withdrawalRequested: about(
    '提出撤回',
    '{称呼}：已记下您撤回{事项}的申请，{属地}1 个工作日内确认。改变主意请尽快到{收件窗口}收回。电话 {收件窗口电话}',
  ),
  withdrawalTakenBack: about(
    '收回撤回申请',
    '{称呼}：您已收回撤回申请，{属地}继续办理{事项}。您现在不用做什么。',
  ),
  withdrawn: about(
    '已撤回',
    '{称呼}：{事项}已按您的申请撤回，原件由{收件窗口}退还。可随时重新申请。电话 {收件窗口电话}',
  ),
  intakeAccepted: about(
    '收件',
    '{称呼}：已收到您的材料 {数量} 项，编号尾号 {编号尾号}。{期限} 前发往{属地}，{属地}会与您联系。收件不等于受理。电话 {收件窗口电话}',
    'count',
    'due',
  ),
  sent: about('材料已发往属地', '{称呼}：{事项}的材料已发往{属地}（尾号 {编号尾号}）。您现在不用做什么。'),
  arrived: about(
    '材料到达属地',
    '{称呼}：{属地}已收到{事项}的材料，{期限} 前决定是否受理。您现在不用做什么。',
    'due',
  ),
  discrepancy: about(
    '材料有差异，须本人配合',
    '{称呼}：{属地}收到的材料与清单不一致，要请您配合。{收件窗口}会打电话告诉您怎么办，电话 {收件窗口电话}',
  ),
  paperRecalled: about(
    '属地要求寄送原件',
    '{称呼}：{属地}办理{事项}要看纸质原件。请带 {数量} 样材料到{收件窗口}：{材料}。电话 {收件窗口电话}',
    'count',
    'materials',
  ),
  parcelLost: about(
    '寄递中失去联系或遗失',
    '{称呼}：{事项}的邮件 {寄递单号} 在寄递中出了问题，正在查询，不影响您的期限。有结果{收件窗口}打电话告诉您。电话 {收件窗口电话}',
    'parcel',
  ),
  homeAccepted: about('受理', '{称呼}：{属地}已受理您的{事项}，{期限} 前作出决定，您现在不用做什么。', 'due'),
  acceptanceDeemed: about(
    '逾期视为受理',
    '{称呼}：{属地}没有在 5 个工作日内答复，您的{事项}依法视为受理，{期限} 前作出决定，您现在不用做什么。',
    'due',
  ),
  homeRejected: about(
    '不予受理',
    '{称呼}：{属地}决定不予受理您的{事项}，理由和救济途径见决定书，属地窗口会打电话告诉您。电话 {属地窗口电话}',
  ),
  homeSupplement: about(
    '属地要求补正',
    '{称呼}：{属地}办理{事项}还要补 {数量} 样。请在 {期限} 24:00 前到{收件窗口}补，要求见补正通知书。电话 {收件窗口电话}',
    'count',
    'due',
  ),
  homeSupplementReplaced: about(
    '更换属地补正通知书',
    '{称呼}：{事项}的补正通知书已更换，以新的为准。请在 {期限} 24:00 前到{收件窗口}补。电话 {收件窗口电话}',
    'due',
  ),
  homeSupplementTakenBack: about(
    '属地撤回补正要求',
    '{称呼}：{属地}撤回补正要求，{事项}不用再补材料，继续办理。',
  ),
  suspended: about(
    '转入特别程序，计时暂停',
    '{称呼}：{事项}转入特别程序（{特别程序}），计时暂停，预计 {期限} 结束，这些天不算在期限内。电话 {属地窗口电话}',
    'procedure',
    'due',
  ),
  resumed: about(
    '特别程序结束，恢复计时',
    '{称呼}：特别程序结束，{事项}恢复计时，{期限} 前作出决定。您现在不用做什么。',
    'due',
  ),
  granted: about(
    '准予',
    '{称呼}：准予{事项}。结果由{属地}按“{送达方式}”交给您，{期限} 前发出。电话 {属地窗口电话}',
    'way',
    'due',
  ),
  denied: about(
    '不予许可',
    '{称呼}：{属地}对{事项}决定不予许可，理由和救济途径见决定书，{期限} 前发出，属地窗口会打电话告诉您。电话 {属地窗口电话}',
    'due',
  ),
  decisionCorrected: about(
    '决定记录更正',
    '{称呼}：{事项}的决定记录有更正，更正书另行交给您，属地窗口会打电话告诉您。电话 {属地窗口电话}',
  ),
  decisionForWindow: about(
    '把决定告知收件窗口',
    '尾号 {编号尾号} 的{事项}，{属地}已作出决定，请登录工作台查看并协助送达。',
  ),
  resultDispatched: about(
    '结果已发出',
    '{称呼}：{事项}的结果已由{属地}发出，送达方式：{送达方式}，单号 {寄递单号}。电话 {属地窗口电话}',
    'way',
    'parcel',
  ),
  resultToCollect: about(
    '结果到窗口，可以领取',
    '{称呼}：{事项}的结果到了，请带身份证到{领取地点}领取，保留到 {期限}。电话 {收件窗口电话}',
    'place',
    'due',
  ),
  delivered: about('结果送达', '{称呼}：{事项}的结果已送达。没有收到请打 {属地窗口电话}'),
  deliveryFailed: about(
    '投递没有办成',
    '{称呼}：{事项}的邮件 {寄递单号} 没有投递到，属地窗口会联系您换个方式送达。电话 {属地窗口电话}',
    'parcel',
  ),
  resultKept: about(
    '结果留存待领',
    '{称呼}：{事项}的结果两次没有送到，由{领取地点}保存，带身份证可随时领取。电话 {属地窗口电话}',
    'place',
  ),
  originalsReturned: about(
    '原件退还',
    '{称呼}：{事项}的 {数量} 样原件已退还。没有收到请打 {收件窗口电话}',
    'count',
  ),
  offListRegistered: offList(
    '清单外申请登记',
    '{称呼}：您问的“{所办的事}”不在通办清单内，{收件窗口}已代您问{属地}能不能办，有答复就告诉您。电话 {收件窗口电话}',
  ),
  offListConsented: offList(
    '属地同意办理清单外事项',
    '{称呼}：{属地}同意办理“{所办的事}”。请在 {期限} 前带材料到{收件窗口}，清单向窗口索取。电话 {收件窗口电话}',
    'due',
  ),
  offListRefused: offList(
    '属地不同意办理清单外事项',
    '{称呼}：{属地}不能跨省办理“{所办的事}”，原因：{原因}。可到当地窗口直接办。电话 {收件窗口电话}',
    'reason',
  ),
  offListExpired: offList(
    '属地的同意过期',
    '{称呼}：{属地}同意办理“{所办的事}”已过 30 天，没有登记，同意已失效。仍要办的，请到{收件窗口}重新提出。电话 {收件窗口电话}',
  ),
  offListUnanswered: offList(
    '清单外申请没有答复',
    '{称呼}：“{所办的事}”经逐级协调，{属地}仍没有答复，这次不能代办。可到当地窗口直接办。电话 {收件窗口电话}',
  ),
} as const satisfies Record<string, TemplateRule>;

/** Event of a template. */
export type TemplateId = keyof typeof templateRules;

/** All events, in the order of the table. */
export const templateIds = Object.keys(templateRules) as TemplateId[];

/** Whether an event has a template. */
export const isTemplate = (id: string): id is TemplateId => Object.hasOwn(templateRules, id);

/** The rule of an event. */
export const templateRuleOf = (id: TemplateId): TemplateRule => templateRules[id];

/** Number of the words that ship; those written later count on from here. */
export const shippedVersion = 1;
