import { checkPlainText } from '../../platform/plain-text.ts';
import { Id, object, type Static, Type } from '../../platform/schema.ts';
import { command, noFacts, refuse } from '../core/command.ts';
import { openPaperTasks, parcelOfTask } from './paper-tasks.ts';

const CancelInput = object({ id: Id, reason: Type.Optional(Type.String({ maxLength: 300 })) });

/** The home window does not need the paper any more (C.1, 15a); what is on its way cannot be called off. */
export const cancelPaperDemand = command<'cancelPaperDemand', Static<typeof CancelInput>, undefined>({
  name: 'cancelPaperDemand',
  input: CancelInput,
  summary: '撤回纸质材料要求',
  example: { id: '00000000-0000-4000-8000-000000000001', reason: '扫描件已经够用' },
  facts: noFacts,
  blocked: (kase) => (openPaperTasks(kase).length > 0 ? undefined : 'request-not-open'),
  decide(kase, { id, reason }) {
    const task = openPaperTasks(kase).find((each) => each.id === id);
    if (!task) return refuse('request-not-open');
    const parcel = parcelOfTask(kase, task);
    if (parcel) return refuse('paper-already-sent', { detail: `已经寄出，运单号 ${parcel.waybill}。` });
    const text = checkPlainText(reason ?? '', { max: 300, min: 2 });
    if (!text.valid) return refuse('reason-missing');
    return {
      events: [{ type: 'paperDemandCancelled', data: { id }, personal: { reason: text.normalized } }],
    };
  },
});
