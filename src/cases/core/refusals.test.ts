import { describe, expect, test } from 'vitest';
import { beforeOpening, caseIn } from '../../../test/case-builder.ts';
import { custodyRefusals } from '../../../test/refusals/custody.ts';
import { decisionRefusals } from '../../../test/refusals/decision.ts';
import { deliveryRefusals } from '../../../test/refusals/delivery.ts';
import { homeRefusals } from '../../../test/refusals/home.ts';
import { homeRegionRefusals } from '../../../test/refusals/home-region.ts';
import { homeSupplementRefusals } from '../../../test/refusals/home-supplement.ts';
import { intakeRefusals } from '../../../test/refusals/intake.ts';
import { laterTransferRefusals } from '../../../test/refusals/later-transfer.ts';
import { noticeRefusals } from '../../../test/refusals/notice.ts';
import type { RefusedAct } from '../../../test/refusals/refused-act.ts';
import { requestRefusals } from '../../../test/refusals/requests.ts';
import { reviewRefusals } from '../../../test/refusals/review.ts';
import { transferRefusals } from '../../../test/refusals/transfer.ts';
import { windowRefusals } from '../../../test/refusals/windows.ts';
import { commandNames, rowOf } from '../../regulation/lifecycle/index.ts';

const acts: readonly RefusedAct[] = [
  ...intakeRefusals,
  ...reviewRefusals,
  ...noticeRefusals,
  ...homeRegionRefusals,
  ...transferRefusals,
  ...laterTransferRefusals,
  ...homeRefusals,
  ...windowRefusals,
  ...decisionRefusals,
  ...homeSupplementRefusals,
  ...deliveryRefusals,
  ...custodyRefusals,
  ...requestRefusals,
];

describe('every refusal of the life cycle is given', () => {
  test.each(acts)('$command: $when → $refusal', async (act) => {
    const story = act.from === 'nothing' ? beforeOpening(act.story) : await caseIn(act.from, act.story);
    await act.before?.(story);
    expect(await story.refusal(act.command, act.input?.(story), act.how?.(story))).toBe(act.refusal);
  });

  test('no row lists a refusal that nothing above reaches, and none is given that its row does not list', () => {
    const reached = new Set(acts.map(({ command, refusal }) => `${command} ${refusal}`));
    const listed = new Set(
      commandNames.flatMap((name) => rowOf(name).refusals.map((refusal) => `${name} ${refusal}`)),
    );
    expect([...listed].filter((pair) => !reached.has(pair))).toEqual([]);
    expect([...reached].filter((pair) => !listed.has(pair))).toEqual([]);
  });
});
