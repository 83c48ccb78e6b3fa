import { checkPlainText } from '../../platform/plain-text.ts';
import type { FieldError } from '../../platform/problem.ts';
import { Id, Type } from '../../platform/schema.ts';
import type { Case, Channel } from '../core/case.ts';
import { type Context, refuse } from '../core/command.ts';
import type { NewEvent } from '../core/events.ts';
import type { FileFacts } from '../core/fact-sources.ts';
import { uploadFault } from '../core/own-uploads.ts';
import { discrepancyKinds, isDiscrepancyKind } from './kinds.ts';
import { openDiscrepancies } from './open-discrepancies.ts';

/** What is told of a difference beside line and kind. */
export const DifferenceFields = {
  note: Type.Optional(Type.String({ maxLength: 300 })),
  photoIds: Type.Optional(Type.Array(Id, { maxItems: 10, description: '照片，先上传' })),
  applicantMustAct: Type.Optional(Type.Boolean({ description: '须申请人配合' })),
};

/** One line that differs. */
export type Difference = {
  lineId: string;
  kind: string;
  note?: string;
  photoIds?: string[];
  applicantMustAct?: boolean;
};

const noteLength = { min: 2, max: 300 } as const;

function fieldErrors(
  channel: Channel,
  { kind, note, photoIds = [] }: Difference,
  index: number,
): FieldError[] {
  const shown = isDiscrepancyKind(kind) && discrepancyKinds[kind].photo && channel === 'postal';
  const errors: FieldError[] = [];
  if (note !== undefined && note.trim() !== '') {
    const text = checkPlainText(note, noteLength);
    if (!text.valid) errors.push({ pointer: `/${index}/note`, detail: text.reason });
  }
  if (shown && photoIds.length === 0) {
    errors.push({ pointer: `/${index}/photoIds`, detail: '纸质材料的这种差异要附照片。' });
  }
  return errors;
}

/** Why differences cannot be recorded as told: on paper they show what is wrong, and nothing is told twice. */
export function differenceFault(kase: Case, channel: Channel, differences: readonly Difference[]) {
  const errors = differences.flatMap((each, index) => fieldErrors(channel, each, index));
  if (errors.length > 0) return refuse('field-invalid', { errors });
  const again = differences.find(({ lineId, kind }) =>
    openDiscrepancies(kase).some(
      (open) => open.lineId === lineId && open.kind === kind && open.channel === channel,
    ),
  );
  return again ? refuse('already-taken', { detail: '这一项的这种差异已经登记，还没有了结。' }) : undefined;
}

/** Photos that are not fresh uploads of whoever reports. */
export function photoFault(
  photos: readonly FileFacts[],
  differences: readonly Difference[],
  actor: Context['actor'],
) {
  const ids = differences.flatMap(({ photoIds = [] }) => photoIds);
  const error = uploadFault(photos, ids, actor, '/photoIds');
  return error && refuse('field-invalid', { errors: [error] });
}

/** The event that records differences; what people wrote lies in its personal part. */
export function reported(
  { newId }: Pick<Context, 'newId'>,
  channel: Channel,
  waybill: string | undefined,
  differences: readonly Difference[],
): Extract<NewEvent, { type: 'discrepancyReported' }> {
  const discrepancies = differences.map(({ lineId, kind, applicantMustAct = false, photoIds = [] }) => ({
    id: newId(),
    lineId,
    kind,
    channel,
    ...(waybill ? { waybill } : {}),
    applicantMustAct,
    photoIds,
  }));
  const notes = Object.fromEntries(
    discrepancies.flatMap(({ id }, index) => {
      const note = differences[index]?.note?.trim();
      return note ? [[id, note]] : [];
    }),
  );
  return { type: 'discrepancyReported', data: { discrepancies }, personal: { notes } };
}
