import { checkPlainText } from '../../platform/plain-text.ts';
import { object, oneOf, type Static, Type } from '../../platform/schema.ts';
import { command, refuse } from '../core/command.ts';
import type { WindowFacts } from '../core/fact-sources.ts';
import { orderDocument } from '../core/order-document.ts';
import { printedMatter } from '../core/printed-matter.ts';

/** The only reasons for not taking an application; anything else must be taken. */
export const declineCodes = {
  identityFailed: '身份核验未通过',
  offListNotAgreed: '清单外事项属地未同意',
  regionNotInDirectory: '属地未纳入联络清单',
} as const;

const DeclineInput = object({
  code: Type.String({
    maxLength: 40,
    description: Object.entries(declineCodes)
      .map(([code, label]) => `${code} ${label}`)
      .join('；'),
  }),
  explanation: Type.String({ maxLength: 500 }),
  contact: Type.Optional(oneOf(['counter', 'phone'])),
});

/** Where each reason stands. */
const declineBasis: Record<keyof typeof declineCodes, string> = {
  identityFailed: '西南五省政务服务“跨省通办”工作规程第二十一条（一）：收件地窗口进行身份核验',
  offListNotAgreed: '西南五省政务服务“跨省通办”工作规程第二十四条：清单外事项须经属地同意',
  regionNotInDirectory: '西南五省政务服务“跨省通办”工作规程第十三条：清单未涉及地方不适用本规程',
};

const isDeclineCode = (code: string): code is keyof typeof declineCodes => Object.hasOwn(declineCodes, code);

type DeclineFacts = { homeOpen: boolean; intake: WindowFacts; verificationUrl(code: string): string };

/** Does not take an application, with a fixed code whose fact is on record (C.1, 10). */
export const declineIntake = command<'declineIntake', Static<typeof DeclineInput>, DeclineFacts>({
  name: 'declineIntake',
  input: DeclineInput,
  summary: '不予收件并解释说明',
  example: { code: 'identityFailed', explanation: '人证不一致，请本人持有效证件再来。', contact: 'counter' },
  async facts(sources, kase) {
    return {
      homeOpen: (await sources.window(kase.home.windowId)).isOpen,
      intake: await sources.window(kase.intake.windowId),
      verificationUrl: (each) => sources.verificationUrl(each),
    };
  },
  decide(kase, { code, explanation }, facts, context) {
    if (!isDeclineCode(code)) return refuse('decline-code-unknown');
    const last = kase.identityChecks.at(-1);
    const onRecord: Record<keyof typeof declineCodes, boolean> = {
      identityFailed: last !== undefined && !last.passed,
      offListNotAgreed: false,
      regionNotInDirectory: !facts.homeOpen,
    };
    if (!onRecord[code]) return refuse('decline-fact-missing');
    const text = checkPlainText(explanation, { max: 500 });
    if (!text.valid || text.normalized.trim().length < 5) {
      return refuse('explanation-missing', text.valid ? {} : { detail: text.reason });
    }
    const words = text.normalized.trim();
    const { document, order } = orderDocument(kase, context, ({ number, code: verificationCode }) => ({
      kind: 'declineExplanation',
      data: {
        documentNumber: number,
        businessNumber: kase.businessNumber ?? '',
        verification: { code: verificationCode, url: facts.verificationUrl(verificationCode) },
        intakeRegionCode: kase.intake.regionCode,
        intakeWindowName: facts.intake.name,
        applicantName: kase.personal?.applicant.name ?? '',
        itemName: printedMatter(kase),
        appliedAt: kase.submittedAt ?? null,
        reasonCode: code,
        reason: declineCodes[code],
        explanation: words,
        basis: declineBasis[code],
        handlerName: context.actor.name,
        issuedAt: context.now,
        windowPhone: facts.intake.phone,
      },
    }));
    return {
      events: [{ type: 'intakeDeclined', data: { code, document }, personal: { explanation: words } }],
      documents: [order],
    };
  },
});
