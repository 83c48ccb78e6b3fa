import { slice, withPersonal } from '../core/slice.ts';

/** How the green channel changes a case: what goes before, and why. */
export const prioritySlice = slice({
  priorityMarked: (kase, { data, personal, actor, effectiveAt }) => ({
    priority: { ...data, since: effectiveAt, by: actor.id ?? '' },
    ...withPersonal(kase, personal, (_content, { code, ...more }) => ({
      priority: { reason: code, ...more },
    })),
  }),
  priorityUnmarked: (kase) => {
    if (!kase.personal) return { priority: null };
    const { priority: _why, ...personal } = kase.personal;
    return { priority: null, personal };
  },
});
