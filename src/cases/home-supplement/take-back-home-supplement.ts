import { checkPlainText } from '../../platform/plain-text.ts';
import { object, type Static, Type } from '../../platform/schema.ts';
import { command, noFacts, refuse } from '../core/command.ts';
import { openSupplement } from './supplement.ts';
import { offeredTo, refusedTo } from './who-acts.ts';

const TakeBackInput = object({ reason: Type.Optional(Type.String({ maxLength: 300 })) });

/** The request was not needed: it is taken back, its document is void, and its days count as if never asked (C.1, 24a). */
export const takeBackHomeSupplement = command<
  'takeBackHomeSupplement',
  Static<typeof TakeBackInput>,
  undefined
>({
  name: 'takeBackHomeSupplement',
  input: TakeBackInput,
  summary: '撤回补正要求，补正通知书作废',
  example: { reason: '材料已在系统里查到，不需要补正' },
  facts: noFacts,
  offered: offeredTo,
  decide(kase, { reason }, _facts, { capacities }) {
    const open = openSupplement(kase);
    if (!open) return refuse('illegal-transition');
    const refused = refusedTo(open.returnTo, capacities);
    if (refused) return refused;
    const text = checkPlainText(reason ?? '', { min: 2, max: 300 });
    if (!text.valid) return refuse('reason-missing');
    return {
      events: [
        {
          type: 'homeSupplementTakenBack',
          data: { id: open.id, voids: open.documentId },
          personal: { reason: text.normalized },
        },
      ],
      to: open.returnTo,
    };
  },
});
