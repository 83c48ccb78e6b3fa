import { checkPlainText } from '../../platform/plain-text.ts';
import { object, oneOf, type Static, Type } from '../../platform/schema.ts';
import { command, refuse } from '../core/command.ts';

/** The only reasons for not taking an application; anything else must be taken. */
const declineCodes = {
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

/** Does not take an application, with a fixed code whose fact is on record (C.1, 10). */
export const declineIntake = command<'declineIntake', Static<typeof DeclineInput>, { homeOpen: boolean }>({
  name: 'declineIntake',
  input: DeclineInput,
  summary: '不予收件并解释说明',
  example: { code: 'identityFailed', explanation: '人证不一致，请本人持有效证件再来。', contact: 'counter' },
  async facts(sources, kase) {
    return { homeOpen: (await sources.window(kase.home.windowId)).isOpen };
  },
  decide(kase, { code, explanation }, { homeOpen }) {
    if (!Object.hasOwn(declineCodes, code)) return refuse('decline-code-unknown');
    const last = kase.identityChecks.at(-1);
    const facts: Record<string, boolean> = {
      identityFailed: last !== undefined && !last.passed,
      offListNotAgreed: false,
      regionNotInDirectory: !homeOpen,
    };
    if (!facts[code]) return refuse('decline-fact-missing');
    const text = checkPlainText(explanation, { max: 500 });
    if (!text.valid || text.normalized.trim().length < 5) {
      return refuse('explanation-missing', text.valid ? {} : { detail: text.reason });
    }
    return {
      events: [{ type: 'intakeDeclined', data: { code }, personal: { explanation: text.normalized.trim() } }],
    };
  },
});
