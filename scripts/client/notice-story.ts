import type { CaseView } from '../../src/cases/core/case-view.ts';
import type { Receipt } from './client.ts';
import { samplePdf } from './scans.ts';
import type { People } from './story.ts';

const view = ({ intake }: Pick<People, 'intake'>, now: Receipt): Promise<CaseView> =>
  intake.get<CaseView>(`/api/cases/${now.id}`);

/** The last material turns out not to be as the standard asks, and cannot be put right at once: 一次性告知. */
export async function notify(people: Pick<People, 'intake'>, start: Receipt): Promise<Receipt> {
  const { intake } = people;
  const line = (await view(people, start)).lines.at(-1);
  const now = await intake.command(start, 'mark-material', {
    lineId: line?.id,
    verdict: 'deficient',
    reasonCode: 'illegible',
    correction: '复核发现照片不清晰，请另交一张近六个月内的白底照片。',
  });
  return intake.command(now, 'issue-one-time-notice', {
    days: 15,
    applicantSignature: { kind: 'paper' },
    handlerSigned: true,
  });
}

/** The applicant brings the piece; it is scanned, taken in and judged. */
export async function supplement(people: Pick<People, 'intake'>, start: Receipt): Promise<Receipt> {
  const { intake } = people;
  const line = (await view(people, start)).lines.at(-1);
  const scan = await intake.upload(`${line?.name ?? ''}（补正）.pdf`, samplePdf('supplement'));
  let now = await intake.command(start, 'attach-file', {
    lineId: line?.id,
    uploadIds: [scan.id],
    detachIds: line?.fileIds,
  });
  now = await intake.command(now, 'hand-in-supplement', { way: 'counter', pieces: [{ lineId: line?.id }] });
  return intake.command(now, 'mark-material', { lineId: line?.id, verdict: 'passed' });
}
