import { useEffect, useRef } from 'react';
import type { CaseView } from '../../cases/core/case-view.ts';
import { useCommand } from '../api/cases.ts';
import { actionOf } from '../components/case-frame.tsx';

/** The home window's first look at a case is recorded by itself, once. */
export function useFirstOpening(kase: CaseView): void {
  const { run } = useCommand(kase.id);
  const done = useRef(false);
  const action = actionOf(kase, 'recordFirstOpening');
  const due = action !== undefined && action.blocked === undefined && isFirst(kase);
  useEffect(() => {
    if (!due || done.current) return;
    done.current = true;
    run({ command: 'recordFirstOpening' });
  }, [due, run]);
}

/** The duty to look at the case stands as long as nobody did. */
const isFirst = (kase: CaseView): boolean => kase.deadlines.some(({ rule }) => rule === 'firstOpening');
