import { accessRefusals } from './access-refusals.ts';
import { listRefusals } from './list-refusals.ts';
import { standardRefusals } from './standard-refusals.ts';
import { windowRefusals } from './window-refusals.ts';

/**
 * Every refusal the system can give: its code, its HTTP status and one plain sentence for the person
 * (ux chapter 6). Codes of case commands are those of lifecycle.md C.13.
 */
export const refusals = {
  // Shape and transport
  'field-invalid': { status: 400, sentence: '有内容填写得不对，请按提示修改。' },
  'body-malformed': { status: 400, sentence: '请求内容不是能读懂的 JSON。' },
  'body-too-deep': { status: 400, sentence: '请求内容嵌套超过 20 层。' },
  'body-too-large': { status: 413, sentence: '请求内容超过 1 MB。' },
  'media-type-unsupported': { status: 415, sentence: '不支持这种内容格式。' },
  'precondition-missing': { status: 428, sentence: '缺少 If-Match 请求头：请带上您看到的办件版本。' },
  'request-key-missing': {
    status: 400,
    sentence: '缺少 Idempotency-Key 请求头：每次提交要有自己的请求编号。',
  },
  'request-key-reused': { status: 422, sentence: '这个请求编号已经用于另一份内容，请换一个编号。' },
  'stale-version': {
    status: 412,
    sentence: '这一件刚刚有人办过，页面已不是最新。您写的内容还在，请看过最新情况再提交。',
  },
  'not-found': { status: 404, sentence: '没有找到您要的内容。' },
  'too-many-requests': { status: 429, sentence: '请求太频繁，请稍后再试。' },
  'cross-site-refused': { status: 403, sentence: '请求不是从本系统页面发出的，没有办理。' },
  'internal-error': { status: 500, sentence: '没能办成，您写的内容还在。请稍后再按一次；仍不行，请报编号。' },

  // People and rights
  'not-signed-in': { status: 401, sentence: '请先登录。' },
  'sign-in-failed': { status: 401, sentence: '账号或密码不正确。' },
  'account-locked': { status: 423, sentence: '连续输错多次，账号已锁定。' },
  'account-suspended': { status: 403, sentence: '账号已停用，请联系本地政务服务管理部门。' },
  'password-change-required': { status: 403, sentence: '首次登录请先修改密码。' },
  'password-too-weak': { status: 422, sentence: '新密码太容易猜到，请换一个。' },
  'current-password-wrong': { status: 422, sentence: '现在的密码不对。' },
  'confirmation-failed': { status: 422, sentence: '确认人的账号或密码不正确。' },
  'confirmation-own': { status: 422, sentence: '要由另一个人确认，不能用您自己的账号。' },
  'own-proposal': { status: 409, sentence: '这是您自己提出的，要由另一个人同意（双人复核）。' },
  'no-role': { status: 403, sentence: '您的账号现在没有有效的岗位，请联系本地政务服务管理部门。' },
  'not-authorised': { status: 403, sentence: '您的岗位不能办理这一步。' },
  'other-region': { status: 403, sentence: '只能管理本地区的账号。' },
  'username-taken': { status: 409, sentence: '这个账号名已有人使用。' },
  ...accessRefusals,
  'successor-missing': { status: 422, sentence: '名下还有未办结的事，请指定接手的人。' },

  // Directory and calendar
  ...windowRefusals,
  'entry-unchanged': { status: 409, sentence: '填写的内容与那时的一样，没有要改的。' },
  'administration-listed': { status: 409, sentence: '这个地区已有管理部门在联络清单，请改那一条。' },
  'directory-not-yours': {
    status: 403,
    sentence: '联络清单由各省维护；受委托的市、县只能维护本地区的条目。',
  },
  'staff-of-other-region': { status: 422, sentence: '只能指定本地区的人员。' },
  'post-taken': { status: 409, sentence: '这个人在本窗口已有岗位，或本窗口已有副岗。' },
  'calendar-year-missing': { status: 422, sentence: '没有这一年的放假安排，无法计算期限。' },
  'calendar-conflict': { status: 422, sentence: '同一天不能既放假又上班，请核对放假安排。' },

  // Settings and roll-out
  'setting-out-of-range': { status: 422, sentence: '这个值不在允许的范围里。' },
  'setting-over-law': { status: 422, sentence: '这个值超过了法定或规程规定的期限，不能这样定。' },
  'setting-scope-unknown': { status: 422, sentence: '没有这个适用范围，或这一项不能按这个范围单独定。' },
  'setting-day-past': { status: 422, sentence: '生效日最早是明天：已经开始的期限不变。' },
  'setting-overlaps': { status: 409, sentence: '同一范围在这一天已有另一项改动，或还有改动在等同意。' },
  'setting-unchanged': { status: 422, sentence: '与那一天已有的值相同，不用改。' },
  'change-decided': { status: 409, sentence: '这项改动已经有人同意或退回。' },
  'version-overlaps': { status: 409, sentence: '生效日与已有版本重叠：新版本要晚于最近一版的生效日。' },
  'template-version-missing': { status: 422, sentence: '系统里还没有这一版样式，不能定生效日。' },
  'region-not-active': { status: 422, sentence: '这个地区还没有开通，不能收发办件。' },
  'region-in-use': { status: 409, sentence: '这个地区还有没办结的办件，不能停用。' },
  'roll-out-open': { status: 409, sentence: '开通清单还有没完成的项目，不能开通。' },
  'roll-out-unfounded': { status: 422, sentence: '系统里查不到这一项的依据，不能记为完成。' },

  // Cases: common
  'case-not-found': { status: 404, sentence: '没有找到这一件。' },
  'illegal-transition': { status: 409, sentence: '这一件现在的状态不能办这一步。' },
  'already-taken': { status: 409, sentence: '已有人在办这一件。' },
  'business-number-invalid': { status: 400, sentence: '业务编号的校验位对不上，请再核对一遍。' },

  'case-not-ended': { status: 409, sentence: '本件还没有结束，结束以后再归档。' },
  'case-file-missing': { status: 409, sentence: '本件的电子档案还没有形成。' },
  'record-kept': {
    status: 409,
    sentence: '办件记录、文书、材料和档案只增不改，不能删改；这次尝试已留痕。',
  },

  // Intake
  'region-not-in-directory': {
    status: 422,
    sentence: '该地区未纳入联络清单，本窗口不能收件（规程第十三条）。可打印说明交给申请人。',
  },
  'same-region': { status: 422, sentence: '非跨区域办件，请按本地流程办理。' },
  'option-not-published': { status: 422, sentence: '这个办理项还没有发布收件标准。' },
  'mode-not-offered': { status: 422, sentence: '这个办理项不提供所选的办理方式。' },
  'on-site-required': {
    status: 422,
    sentence: '法律法规规定须到现场办理，不能网上申请；可到窗口异地代收代办。',
  },
  'home-window-missing': {
    status: 422,
    sentence: '属地还没有能接收这一件的窗口，已请属地省级管理部门补登。',
  },
  'home-region-unclear': { status: 422, sentence: '还不能确定由属地哪一级办理，请先向申请人或属地问清。' },
  'region-not-in-programme': { status: 422, sentence: '通办范围不含该地区。' },
  'form-incomplete': { status: 422, sentence: '申请表还有没填或填得不对的地方，请按提示修改。' },
  'situation-not-chosen': { status: 422, sentence: '还有办理情形没有回答。' },
  'duplicate-needs-reason': { status: 409, sentence: '同一申请人的同一事项正在办理；确需再办，请写明理由。' },
  'draft-outdated': { status: 409, sentence: '草稿所依据的清单或标准已更新，请核对后重新提交。' },
  'number-range-exhausted': { status: 503, sentence: '今天本地区的业务编号已用完，已通知管理员。' },
  'draft-not-found': { status: 404, sentence: '没有找到这份草稿。' },
  'draft-revision-stale': { status: 412, sentence: '这份草稿在别处改过，请先看最新内容。' },
  'decline-code-unknown': {
    status: 422,
    sentence: '不收件只能用规定的三种原因（规程第十三条、第二十四条）。',
  },
  'decline-fact-missing': { status: 422, sentence: '系统里没有支持这个原因的记录，不能以此不收件。' },
  'explanation-missing': { status: 422, sentence: '请写明对申请人的解释说明。' },
  'home-region-fixed': {
    status: 409,
    sentence: '已收件，属地不能再改；属地不办理的，由属地不予受理并告知主管机关。',
  },

  // Off-list requests
  'off-list-not-found': { status: 404, sentence: '没有找到这条清单外申请。' },
  'item-is-listed': { status: 409, sentence: '这件事在两地都有的清单里，请按清单事项收件。' },
  'wording-missing': { status: 422, sentence: '请写明申请人要办什么事，2 到 100 个字。' },
  'standard-without-lines': { status: 422, sentence: '请给出收件标准，至少列一项材料。' },
  'ladder-running': { status: 409, sentence: '还在逐级协调，没有到可以按无答复了结的时候。' },
  'consent-missing': { status: 409, sentence: '属地还没有同意办理这件清单外的事，不能新建办件。' },
  'consent-expired': { status: 409, sentence: '属地的同意已过 30 天，不能再用。请重新登记、重新取得同意。' },
  'nothing-to-correct': { status: 422, sentence: '没有改动，不用更正。' },
  'group-unknown': { status: 404, sentence: '没有找到这个需求分组。' },
  'group-same': { status: 409, sentence: '这些申请已经在这个分组里。' },
  'already-nominated': { status: 409, sentence: '这一项已经提名，可以在那份提名上附议。' },
  'figures-missing': { status: 422, sentence: '没有可作依据的数据（申请或办件），不能提名。' },

  // Formal review
  'standard-missing': {
    status: 409,
    sentence: '还没有属地的收件标准：等属地答复、按办事指南，或沿用上次收到的标准，才能判定材料。',
  },
  'standard-available': { status: 409, sentence: '本件已经有收件标准，不用再请求或另找。' },
  'standard-not-received': { status: 409, sentence: '这个属地还没有答复过这个事项，没有可以沿用的标准。' },
  'guide-not-published': {
    status: 422,
    sentence:
      '请写明属地政务服务平台（gov.cn）上办事指南的网址、版本或公布日期；没有公布的，请向属地请求标准。',
  },
  'request-already-open': { status: 409, sentence: '已经问过属地，正等答复，不用再问。' },
  'request-still-open': { status: 409, sentence: '有材料正在问属地，等答复，或撤回询问，才能结束审查。' },
  'authorisation-missing': { status: 422, sentence: '代理人办理须有授权委托书。' },
  'method-unknown': { status: 422, sentence: '没有这种身份核验方式。' },
  'reason-code-unknown': {
    status: 422,
    sentence: '不合格原因只能从规定的七种里选（形式审查不作实质性判断）。',
  },
  'correction-text-missing': { status: 422, sentence: '请写清要换成什么样，至少 5 个字。' },
  'count-out-of-range': { status: 422, sentence: '份数应为 0 到 99，且原件、复印件至少 1 份。' },
  'line-not-deficient': { status: 409, sentence: '这一项没有判为不合格或未提交，不用当场补正。' },
  'lines-unmarked': { status: 422, sentence: '还有材料没有判定。' },
  'material-deficient': { status: 422, sentence: '还有材料不合格或未提交，不能收件。' },
  'identity-not-passed': { status: 422, sentence: '身份核验还没有通过。' },
  'signature-missing': { status: 422, sentence: '还缺申请人签名。' },
  'seal-not-valid': { status: 422, sentence: '本地区没有可用的行政审批服务专用章，或您没有用章权限。' },
  'directory-address-invalid': {
    status: 422,
    sentence: '联络清单里的邮寄地址已标记有误，不能寄往该处，已请清单维护人更正。',
  },
  'channel-not-allowed': { status: 422, sentence: '有材料要由属地看原件或存档，必须同时邮寄。' },
  'form-field-missing': { status: 422, sentence: '文书还缺必填内容。' },
  'line-already-passed': {
    status: 409,
    sentence: '这一项已判合格，一次性告知后不能再提新的问题；确需重判，请窗口负责人写明理由。',
  },
  'line-unknown': { status: 422, sentence: '本件没有这一项材料。' },
  'second-person-missing': {
    status: 422,
    sentence: '这一步要由窗口负责人当面确认：请负责人输入自己的账号和密码。',
  },

  // One-time notice and supplement
  'notice-already-issued': {
    status: 409,
    sentence: '已经出具一次性告知书，现在补来的算补正，不算当场补正。',
  },
  'no-deficient-line': { status: 422, sentence: '没有不合格或未提交的材料，不用出具一次性告知书。' },
  'days-out-of-range': { status: 422, sentence: '补正天数应为 1 到 90 天。' },
  'new-deficiency': { status: 422, sentence: '再次告知只能针对上次列出的材料，不能新增问题（一次性告知）。' },
  'due-date-shortened': { status: 422, sentence: '新的补正期限不能早于已经告知的日期。' },
  'supplement-due-passed': { status: 409, sentence: '补正期限已过，不能再收补正。可按原来的内容另建一件。' },
  'line-not-named': { status: 422, sentence: '这一项没有列在告知书里，可作为附加材料，不算补正。' },
  'collected-too-late': { status: 409, sentence: '邮件的揽收时间晚于补正期限，不算按期补正。' },
  'waybill-used': { status: 409, sentence: '这个运单号已经登记过。' },
  'due-not-passed': { status: 409, sentence: '补正期限还没有过。' },
  'supplement-under-way': { status: 409, sentence: '补正材料已按期交到窗口或正在寄递途中，要等它到达。' },
  'service-interrupted': { status: 409, sentence: '最后一天系统中断超过 60 分钟，补正期限顺延。' },
  'reinstatement-too-late': { status: 409, sentence: '视为放弃已超过 180 天，材料已清除，请重新申请。' },
  'home-consent-missing': { status: 422, sentence: '材料已发往属地，重新出具收件通知书须属地窗口同意。' },

  // Files and transfer
  'file-type-refused': { status: 415, sentence: '只收 PDF、JPEG、PNG 文件。' },
  'file-too-large': { status: 413, sentence: '文件超过 20 MB。请用 300 dpi 灰度重新扫描。' },
  'file-empty': { status: 422, sentence: '文件是空的。' },
  'file-unclear': { status: 422, sentence: '扫描件看不清，请用 200 dpi 以上重新扫描。' },
  'file-infected': { status: 422, sentence: '文件里有病毒，或带有会自行运行的内容，不能收。' },
  'scanner-unavailable': { status: 503, sentence: '病毒检查暂时不能用，文件没有收下，请稍后再传。' },
  'file-encrypted': { status: 422, sentence: '文件加了密码，请去掉密码再传。' },
  'file-already-sent': { status: 409, sentence: '扫描件已随电子材料发出，不能再从这一行取下。' },
  'file-not-found': { status: 404, sentence: '没有找到这个文件。' },
  'upload-offset-mismatch': { status: 409, sentence: '续传的位置与已收到的不一致，请从已收到的位置接着传。' },
  'upload-volume-exceeded': {
    status: 413,
    sentence: '还没有用到办件里的文件合计超过 500 MB。请先提交办件，或 24 小时后再传。',
  },
  'case-volume-exceeded': { status: 413, sentence: '本件的文件合计超过 200 MB。' },
  'scan-incomplete': { status: 422, sentence: '还有材料没有扫描件，不能发送电子材料。' },
  'declaration-missing': { status: 422, sentence: '请确认扫描件与原件一致。' },
  'channel-not-chosen': { status: 409, sentence: '收件时没有选这个流转方式，或这一步已经办过。' },
  'overdue-reason-missing': { status: 422, sentence: '已超过期限，请写明超期原因。' },
  'packing-list-empty': { status: 422, sentence: '装箱单上没有材料，不能登记寄出。' },
  'waybill-invalid': { status: 422, sentence: '运单号不对，请照面单再核对一遍。' },
  'no-paper-to-send': { status: 409, sentence: '没有要寄的纸质材料，或已经寄出。' },
  'waybill-unknown': { status: 422, sentence: '本件没有这个运单号。' },
  'event-in-future': { status: 422, sentence: '时间晚于现在，请核对。' },
  'proof-missing': { status: 422, sentence: '请附凭证：揽收交接单或签收记录。' },
  'hash-mismatch': { status: 409, sentence: '有文件与发出时不一致，整包不能确认，已通知收件窗口重新发送。' },
  'manifest-mismatch': { status: 409, sentence: '清单与发出的不一致，整包不能确认。' },
  'parcel-of-other-window': { status: 422, sentence: '这个邮件不是寄给本窗口、本办件的。' },
  'nothing-expected': { status: 409, sentence: '这个渠道没有在途的材料。' },
  'original-examination-required': { status: 422, sentence: '有原件要由属地审查，不能改掉邮寄。' },
  'channel-already-arrived': { status: 409, sentence: '这个渠道的材料已经到达或发出，不能再改。' },
  'original-not-in-custody': { status: 409, sentence: '原件不在本窗口，不能由本窗口寄出或退回。' },
  'parcel-already-collected': { status: 409, sentence: '邮件已经揽收，不能取消。' },
  'paper-already-sent': { status: 409, sentence: '这份纸质材料已经寄出，请按运单号查收。' },
  'decision-made': { status: 409, sentence: '已经作出决定，只能为存档要求纸质材料，也不能再撤回申请。' },
  'request-not-open': { status: 409, sentence: '没有待处理的请求，可能已经办过。' },
  'type-unknown': { status: 422, sentence: '没有这种差异类型。' },
  'discrepancy-not-open': { status: 409, sentence: '这条差异已经了结，或还没有登记。' },
  'discrepancy-open': { status: 409, sentence: '还有材料差异没有了结。' },
  'paper-for-review-open': { status: 409, sentence: '审查要用的纸质材料还没有到。' },

  // Parcels gone wrong, and originals
  'incident-already-open': { status: 409, sentence: '这个邮件已经登记了事故。' },
  'incident-not-open': { status: 409, sentence: '这个邮件没有未了结的事故。' },
  'incident-open': { status: 409, sentence: '还有寄递事故没有了结。' },
  'silence-not-due': { status: 409, sentence: '邮件还没有满 5 天没有进展。' },
  'original-unaccounted': {
    status: 409,
    sentence: '邮件里的原件还没有下落：请先找到、补寄，或登记遗失处理。',
  },
  'enquiry-running': { status: 409, sentence: '寄递查询还没有结果，不能先作遗失处理。' },
  'no-parcels-waiting': { status: 409, sentence: '本窗口没有待揽收的邮件。' },

  // Carriers and parcels
  'carrier-not-connected': { status: 409, sentence: '没有接通寄递企业，请手工填写运单号。' },
  'shipment-order-closed': { status: 409, sentence: '这次寄件已经办完，不能再改。' },
  'parcel-without-label': { status: 409, sentence: '有邮件还没有打印面单，不能交给寄递企业。' },
  'hand-over-signed': { status: 409, sentence: '这份交接清单已经签收过。' },
  'parcel-already-unassigned': { status: 409, sentence: '这个运单号已经登记为未认领邮件。' },
  'parcel-settled': { status: 409, sentence: '这个邮件已经处理完。' },
  'carrier-message-refused': { status: 401, sentence: '寄递信息没有有效的签名，没有收下。' },
  'carrier-message-replayed': { status: 409, sentence: '这条寄递信息已经收过，没有再收。' },
  'receiver-missing': { status: 422, sentence: '请写明交给谁、由谁接收。' },
  'original-still-needed': { status: 409, sentence: '审查或存档还要用这份原件，不能先退。' },

  // Home handling
  'department-not-competent': { status: 422, sentence: '该部门在本地区不办理这个事项。' },
  'handler-suspended': { status: 422, sentence: '该人员已停用，或不在本地区。' },
  'reason-missing': { status: 422, sentence: '还没有写理由。' },
  'contact-result-missing': { status: 422, sentence: '请写明联系结果。' },
  'legal-basis-missing': {
    status: 422,
    sentence: '还没有写依据，须写明依据的条款（行政许可法第三十八条）。',
  },
  'remedy-missing': {
    status: 422,
    sentence: '还没有写救济途径：行政复议和行政诉讼的期限（行政许可法第三十八条）。',
  },
  'deemed-accepted': {
    status: 409,
    sentence: '已过受理决定的期限，依法视为受理，不能再作不予受理（行政许可法第三十二条）。',
  },
  'not-assigned': { status: 409, sentence: '这一件还没有交办给审批部门或人员。' },
  'formal-reviewer-cannot-approve': {
    status: 403,
    sentence: '这一件的形式审查是您做的，不能再由您作审批决定。请转其他审批人员。',
  },
  'opinion-incomplete': { status: 422, sentence: '还有要点没有写审查意见。' },
  'opinion-missing': { status: 422, sentence: '还没有审查意见，不能作决定。' },
  'points-missing': { status: 422, sentence: '请一次列出全部要补正的内容。' },
  'due-date-too-early': { status: 422, sentence: '补正期限至少要有 1 个工作日，最长 90 天。' },
  'second-supplement-needs-reason': { status: 422, sentence: '再次要求补正须写明理由，并单独计数。' },
  'point-not-named': { status: 422, sentence: '这一点没有列在补正通知书里。' },
  'point-open': { status: 409, sentence: '还有补正内容没有到达属地。' },
  'supplement-not-due': { status: 409, sentence: '补正期限还没有过。' },
  'abandonment-not-announced': { status: 409, sentence: '补正通知书没有写明逾期按放弃处理，不能这样办。' },
  'procedure-type-not-allowed': {
    status: 422,
    sentence: '只有听证、招标、拍卖、检验、检测、检疫、鉴定、专家评审、公示可以停止计时。',
  },
  'start-before-acceptance': { status: 422, sentence: '特别程序不能早于受理日期开始。' },
  'suspensions-overlap': { status: 422, sentence: '与前一次特别程序的日期重叠。' },
  'end-before-start': { status: 422, sentence: '结束日期早于开始日期。' },
  'result-cannot-change': { status: 422, sentence: '更正记录不能把准予改成不予许可，或者反过来。' },
  'second-approver-missing': {
    status: 422,
    sentence: '更正要由另一名审批人员确认：请其输入自己的账号和密码。',
  },
  'withdrawal-pending': { status: 409, sentence: '申请人已提出撤回，等它有了结果才能办这一步。' },

  // Delivery
  'way-not-offered': { status: 422, sentence: '这个办理项不提供所选的送达方式。' },
  'way-not-chosen': { status: 409, sentence: '与申请人选定的送达方式不一致。' },
  'address-missing': { status: 422, sentence: '邮寄送达须有收件人、电话和地址。' },
  'result-already-dispatched': {
    status: 409,
    sentence: '结果已经寄出，不能再改送达方式；可拨打寄递客服改址。',
  },
  'result-not-here': { status: 409, sentence: '结果不在本窗口，不能交付。' },
  'already-delivered': { status: 409, sentence: '结果已经送达。' },
  'keeping-time-running': { status: 409, sentence: '还没有到退回的日子。' },
  'result-not-returned': { status: 409, sentence: '结果没有退回，不用再次送达。' },
  'result-not-delivered': { status: 409, sentence: '结果还没有送达，不能办结。' },
  'original-open': { status: 409, sentence: '还有原件没有退回申请人，不能办结。' },
  'archive-paper-open': { status: 409, sentence: '要存档的纸质材料还没有到属地，不能办结。' },
  'pick-up-only': { status: 409, sentence: '两次投递都没有送到，只能到窗口领取。' },
  'contact-attempts-missing': { status: 409, sentence: '留存待领前至少要有 2 次联系申请人的记录。' },
  'keeping-too-early': { status: 409, sentence: '距最后一次联系还不满 30 天，不能留存待领。' },

  // System commands: their guards say "nothing to do"
  'channel-open': { status: 409, sentence: '还有材料没有到达。' },
  'acceptance-not-due': { status: 409, sentence: '还没有到视为受理的时间。' },

  // The ladder, supervision, responsibility
  'escalation-closed': { status: 409, sentence: '这件协调已经了结。' },
  'escalation-moved-on': {
    status: 409,
    sentence: '这件协调已经往下走了，这一步不能再办。请看最新情况。',
  },
  'reply-where-asked': {
    status: 409,
    sentence: '请直接答复：窗口请求在办件里答复，清单外事项在“清单外”里同意或不同意；答复随即了结协调。',
  },
  'level-one-first': {
    status: 409,
    sentence: '要先由对方的管理部门协调（1 级）；只有协调小组成员可以直接提到 2 级（规程第十三条）。',
  },
  'urgent-reason-missing': { status: 422, sentence: '期限没到就上报的，须由窗口负责人写明急件理由。' },
  'duty-not-open': { status: 409, sentence: '对方窗口没有这项未办的工作，不用上报。' },
  'already-escalated': { status: 409, sentence: '这项工作已经上报协调，一次逾期只上报一次。' },
  'instruction-incomplete': { status: 422, sentence: '调度要写明由谁办、办什么、办到哪天。' },
  'order-outside-hierarchy': { status: 422, sentence: '只能督办本级、下级管理部门和它们的窗口。' },
  'order-not-open': { status: 409, sentence: '这件督办已经答复或了结。' },
  'order-not-answered': { status: 422, sentence: '还没有答复的督办，了结须写明理由。' },
  'report-not-open': { status: 409, sentence: '这条反馈已经答复或了结。' },
  'departments-too-few': { status: 422, sentence: '部门之间的问题至少涉及两个部门，每个部门一名联系人。' },
  'not-the-coordinator': { status: 403, sentence: '只能由本部门指定的联系人确认，不能替别的部门确认。' },
  'solution-missing': { status: 409, sentence: '还没有写解决办法，不能确认。' },
  'article-or-evidence-missing': {
    status: 422,
    sentence: '责任记录必须写明依据的条款，并附上系统记录的证据。',
  },
  'responsibility-recorded': { status: 409, sentence: '同一件事已经有责任记录。' },
  'record-closed': { status: 409, sentence: '这条责任记录已经了结。' },
  'statement-time-running': {
    status: 409,
    sentence: '当事方还没有说明，说明期（2 个工作日）也没有过，不能了结。',
  },

  // Messages to people outside
  'template-variable-unknown': { status: 422, sentence: '模板里有这条短信没有的变量，没有保存。' },
  'template-text-invalid': { status: 422, sentence: '模板的文字不能用，没有保存。' },
  'template-version-stale': { status: 409, sentence: '这条模板刚刚有人改过，请看过最新内容再保存。' },
  'template-other-region': { status: 403, sentence: '只能改本省的模板；各地通用的由协调小组改。' },
  'phone-task-closed': { status: 409, sentence: '这个电话已经打过，不用再登记。' },
  'callback-refused': { status: 401, sentence: '回执没有采信。' },

  ...standardRefusals,

  ...listRefusals,
  // Public
  'query-no-match': { status: 404, sentence: '未查询到。请核对业务编号和手机尾号。' },
  'query-blocked': { status: 429, sentence: '输错次数太多，请 1 小时后再试。' },
} as const satisfies Record<string, { status: number; sentence: string }>;

/** Code of a refusal. */
export type RefusalCode = keyof typeof refusals;
