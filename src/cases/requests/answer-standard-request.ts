import { GivenStandardInput } from '../../catalogue/given-standard-form.ts';
import { Id, object, type Static } from '../../platform/schema.ts';
import { command, noFacts, refuse } from '../core/command.ts';
import { judgeGiven, linesOfGiven } from './given.ts';
import { openStandardRequest } from './open-requests.ts';

const AnswerInput = object({ id: Id, standard: GivenStandardInput });

/** The home window gives its checklist and limits, which become the case's (C.1, 7; R-061). */
export const answerStandardRequest = command<'answerStandardRequest', Static<typeof AnswerInput>, undefined>({
  name: 'answerStandardRequest',
  input: AnswerInput,
  summary: '答复收件窗口的标准请求：材料、要点和时限，成为本件的收件标准',
  example: {
    id: '00000000-0000-4000-8000-000000000001',
    standard: {
      level: 'county',
      department: '卫生健康局',
      materials: [{ name: '出生医学证明', required: true, originals: 1, copies: 1 }],
      promisedDays: 5,
      statutoryDays: 20,
    },
  },
  facts: noFacts,
  offered: (kase) => openStandardRequest(kase) !== undefined,
  blocked: (kase) => (openStandardRequest(kase) ? undefined : 'request-not-open'),
  decide(kase, { id, standard }, _facts, context) {
    const request = openStandardRequest(kase);
    if (request?.id !== id) return refuse('request-not-open');
    const given = judgeGiven(kase, standard, 'standardRequest', context);
    if ('refusal' in given) return given;
    return {
      events: [
        {
          type: 'standardProvided',
          data: {
            id,
            optionId: kase.optionId,
            homeRegion: kase.home.regionCode,
            standard: given.standard,
            lines: linesOfGiven(kase, given.standard),
          },
        },
      ],
    };
  },
});
