import type { UsualInputs } from '../case-acts.ts';
import { intakeWindow, secondIntakeWindow } from '../case-facts.ts';

/** Usual bodies of what happens when a window closes or somebody leaves. */
export const windowActs = {
  moveToWindow: (kase) => ({
    windowId: kase.intake.windowId === secondIntakeWindow.id ? intakeWindow.id : secondIntakeWindow.id,
    reason: '窗口撤并',
  }),
  handOverDraft: (_kase, { nextId }) => ({ staffId: nextId() }),
} satisfies UsualInputs;
