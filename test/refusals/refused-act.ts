import type { CommandName } from '../../src/regulation/lifecycle/index.ts';
import type { RefusalCode } from '../../src/regulation/refusals.ts';
import type { CaseState } from '../../src/regulation/states.ts';
import type { ActOptions, Story, StoryOptions } from '../case-builder.ts';

/** An act that a row of the life cycle refuses: the case, what is done to it, and why not, in the law's words. */
export type RefusedAct = {
  command: CommandName;
  refusal: RefusalCode;
  when: string;
  /** State from which it is tried; `nothing` before there is a case. */
  from: CaseState | 'nothing';
  story?: StoryOptions;
  /** What happens before, beyond the usual way to the state. */
  before?: (story: Story) => Promise<unknown>;
  /** What differs from the usual body. */
  input?: (story: Story) => unknown;
  how?: (story: Story) => ActOptions;
};

/** The usual body with some fields changed. */
export const but =
  (command: CommandName, change: Record<string, unknown>) =>
  (story: Story): unknown => ({ ...story.usual(command), ...change });

/** The personal content of the case is erased, as the law may ask for. */
export const erased = async (story: Story): Promise<void> => {
  story.kase = { ...story.kase, personal: null };
};

/** Somebody did the formal review who now acts as approver. */
export const reviewer = (story: Story): ActOptions => ({ by: story.kase.formalReviewers[0] ?? '' });
