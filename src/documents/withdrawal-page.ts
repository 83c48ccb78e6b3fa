import { dayOf } from '../regulation/instant.ts';
import { dayText } from './form-texts.ts';
import { formNames, type WithdrawalRecordData } from './forms.ts';
import { day, ended, plain } from './letter-parts.ts';

const effects = {
  atOnce:
    '属地窗口尚未受理，本次申请自登记撤回之时起不再办理。窗口收存的原件退还申请人；材料在寄递途中的，到达后退回。',
  requested:
    '属地窗口已经受理，由属地窗口在1个工作日内确认；到期没有答复的，撤回自行生效。生效以前，申请人可以收回本撤回申请。',
} as const;

/** 撤回申请书 as the applicant signs it at the intake window. */
export function withdrawalPage(data: WithdrawalRecordData) {
  const { signature } = data;
  const agent = data.agentName === undefined ? '' : `，由代理人${data.agentName}办理`;
  return {
    authority: data.intakeWindowName,
    title: formNames.withdrawalRecord,
    documentNumber: data.documentNumber,
    addressee: `${data.homeWindowName}：`,
    sections: [
      plain(
        `申请人${data.applicantName}于${day(data.appliedOn)}提出的“${data.itemName}”申请（法定事项名称：${data.statutoryItemName}，业务编号：${data.businessNumber}），现自愿撤回${agent}。`,
        ended(`撤回理由：${data.reason}`),
        ended(`身份核验：${data.identityMethod}，核验通过`),
        effects[data.effect],
      ),
    ],
    issuedOn: data.issuedAt === null ? day(null) : dayText(dayOf(data.issuedAt)),
    signing: {
      applicant: data.agentName === undefined ? '申请人签名：' : '代理人签名：',
      confirmation: signature.kind === 'confirmed' ? signature.words : '',
      handler: `经办人：${data.handlerName}`,
    },
  };
}
