import type { GivenStandard } from '../../catalogue/given-standard.ts';
import { Id, object, type Static } from '../../platform/schema.ts';
import { command, refuse } from '../core/command.ts';
import { linesOfGiven } from './given.ts';
import { lacksStandard, openStandardRequest } from './open-requests.ts';

const AdoptInput = object({ standardId: Id });

/**
 * A second case of the same item and home region goes on at once with what that home window last answered; it
 * keeps the name and the date of the answer. An open request ends with it.
 */
export const adoptReceivedStandard = command<
  'adoptReceivedStandard',
  Static<typeof AdoptInput>,
  { last: GivenStandard | undefined }
>({
  name: 'adoptReceivedStandard',
  input: AdoptInput,
  summary: '沿用属地窗口上次对同一事项的答复',
  example: { standardId: '00000000-0000-4000-8000-000000000001' },
  offered: lacksStandard,
  facts: async (sources, kase) => ({
    last: await sources.lastGivenStandard(kase.optionId, kase.home.regionCode),
  }),
  decide(kase, { standardId }, { last }) {
    if (!lacksStandard(kase)) return refuse('standard-available');
    if (!last) return refuse('standard-not-received');
    if (last.id !== standardId)
      return refuse('standard-not-received', { detail: '属地刚刚又答复过一次，请看过新的再沿用。' });
    const request = openStandardRequest(kase);
    return {
      events: [
        {
          type: 'standardAdopted',
          data: {
            standard: last,
            lines: linesOfGiven(kase, last),
            ...(request ? { cancels: request.id } : {}),
          },
        },
      ],
    };
  },
});
