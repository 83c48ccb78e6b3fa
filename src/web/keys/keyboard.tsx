import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { afterEffort, type Effort } from './effort.ts';
import { focusOf, putBack, restore, type Snapshot, snapshotOf } from './field-text.ts';
import { createHeldKey } from './held-key.ts';
import { isSingleKey, type KeyName, keyOf } from './key-map.ts';
import { heldBack, noScan, readScan, type Scan, type ScanState, scannerPause, scanStep } from './scanner.ts';

/** A key of a screen: what it does and how it is called in the list of keys. */
export type Binding = { key: KeyName; name: string; act: () => void; off?: boolean };

type BindingSet = { id: number; bindings: readonly Binding[]; layer: 'page' | 'dialog' };

type Keyboard = {
  register: (set: BindingSet) => () => void;
  listBindings: () => Binding[];
  onScan: (id: number, take: (scan: Scan) => void) => () => void;
  /** Carries out a single key of a field, unless it turns out to be the first character of a scan. */
  unlessScan: (act: () => void) => void;
  singleKeysOn: boolean;
  setSingleKeysOn: (on: boolean) => void;
  effort: number;
  resetEffort: (count: number) => void;
};

const KeyboardContext = createContext<Keyboard | undefined>(undefined);

const singleKeysSetting = 'tongban.single-keys';
const effortStore = 'tongban.effort';

/** The keyboard of the desk. */
export function useKeyboard(): Keyboard {
  const keyboard = useContext(KeyboardContext);
  if (!keyboard) throw new Error('no KeyboardProvider above');
  return keyboard;
}

let lastPlace = 0;

/**
 * The place of a component among those that stand: parents before the children they are first drawn with, although
 * effects run the other way round.
 */
const nextPlace = (): number => {
  lastPlace += 1;
  return lastPlace;
};

const heldKey = createHeldKey();

/** Binds keys while the component stands; the innermost and latest component comes first. */
export function useKeys(bindings: readonly Binding[], layer: 'page' | 'dialog' = 'page'): void {
  const { register } = useKeyboard();
  const [id] = useState(nextPlace);
  const set = useRef<BindingSet>({ id, bindings, layer });
  useLayoutEffect(() => {
    set.current.bindings = bindings;
  });
  useEffect(() => register(set.current), [register]);
}

/** Takes every scan while the component stands; the innermost and latest component gets it. */
export function useScans(handler: (scan: Scan) => void): void {
  const { onScan } = useKeyboard();
  const [id] = useState(nextPlace);
  const take = useEffectEvent(handler);
  useEffect(() => onScan(id, (scan) => take(scan)), [id, onScan]);
}

/** Listens to the keyboard for all screens below it, and tells scans from typing. */
export function KeyboardProvider({ children }: { children: ReactNode }) {
  const sets = useRef<BindingSet[]>([]);
  const scanHandlers = useRef<{ id: number; take: (scan: Scan) => void }[]>([]);
  const [singleKeysOn, setOn] = useState(() => localStorage.getItem(singleKeysSetting) !== 'off');
  const [effort, setEffort] = useState(() => Number(sessionStorage.getItem(effortStore) ?? 0));

  const setSingleKeysOn = useCallback((on: boolean) => {
    localStorage.setItem(singleKeysSetting, on ? 'on' : 'off');
    setOn(on);
  }, []);
  const resetEffort = useCallback((count: number) => {
    sessionStorage.setItem(effortStore, String(count));
    setEffort(count);
  }, []);
  const spend = useCallback((kind: Effort) => {
    setEffort((count) => {
      const next = afterEffort(count, kind);
      sessionStorage.setItem(effortStore, String(next));
      return next;
    });
  }, []);

  const register = useCallback((set: BindingSet) => {
    sets.current = [...sets.current, set];
    return () => {
      sets.current = sets.current.filter((other) => other !== set);
    };
  }, []);
  const onScan = useCallback((id: number, take: (scan: Scan) => void) => {
    const handler = { id, take };
    scanHandlers.current = [...scanHandlers.current, handler].toSorted((a, b) => a.id - b.id);
    return () => {
      scanHandlers.current = scanHandlers.current.filter((other) => other !== handler);
    };
  }, []);
  const listBindings = useCallback(() => activeSets(sets.current).flatMap((set) => [...set.bindings]), []);

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (isCounted(event)) heldKey.hold(() => spend('searchLetter'));
      if (event.defaultPrevented) return;
      const key = keyOf(event, focusOf(event.target), singleKeysOn);
      if (key === undefined) return;
      const bound = () =>
        activeSets(sets.current)
          .flatMap((set) => [...set.bindings])
          .find((candidate) => candidate.key === key && !candidate.off);
      if (!bound() || (key === 'Esc' && document.querySelector(':popover-open'))) return;
      event.preventDefault();
      const act = () => {
        const binding = bound();
        if (!binding) return;
        spend('key');
        binding.act();
      };
      if (isSingleKey(key)) heldKey.hold(act);
      else act();
    };
    const click = (event: MouseEvent) => {
      if (event.detail > 0 && event.target instanceof Element && event.target.closest('button, a, label')) {
        spend('click');
      }
    };
    document.addEventListener('keydown', press);
    document.addEventListener('click', click);
    return () => {
      document.removeEventListener('keydown', press);
      document.removeEventListener('click', click);
    };
  }, [singleKeysOn, spend]);

  useEffect(
    () =>
      listenForScans((text) => {
        spend('scan');
        scanHandlers.current.at(-1)?.take(readScan(text));
      }),
    [spend],
  );

  const keyboard = useMemo(
    () => ({
      register,
      listBindings,
      onScan,
      unlessScan: heldKey.hold,
      singleKeysOn,
      setSingleKeysOn,
      effort,
      resetEffort,
    }),
    [register, listBindings, onScan, singleKeysOn, setSingleKeysOn, effort, resetEffort],
  );
  return <KeyboardContext value={keyboard}>{children}</KeyboardContext>;
}

/** While a dialog is open only its own keys work. */
function activeSets(sets: readonly BindingSet[]): BindingSet[] {
  const layer = document.querySelector('dialog[open]') === null ? 'page' : 'dialog';
  return sets.filter((set) => set.layer === layer).toSorted((a, b) => b.id - a.id);
}

const isCounted = (event: KeyboardEvent): boolean =>
  event.target instanceof HTMLElement &&
  event.target.dataset['counted'] !== undefined &&
  !event.ctrlKey &&
  (event.key.length === 1 || event.key === 'Enter');

/** Watches keys before any field sees them; gives whole scans to `take`. Returns how to stop. */
function listenForScans(take: (text: string) => void): () => void {
  let state: ScanState = noScan;
  let before: Snapshot | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const giveBack = (text: string) => {
    if (before) putBack(before, text);
    state = noScan;
  };
  const watch = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey) heldKey.release();
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (event.repeat || event.key === 'Shift' || event.key === 'Process') return;
    clearTimeout(timer);
    const step = scanStep(state, event.key, event.timeStamp);
    if (step.act === 'hold' || step.act === 'scan') heldKey.drop();
    else heldKey.release();
    if (step.act === 'release') giveBack(step.text);
    state = step.state;
    if (step.act === 'pass' || step.act === 'release') before = snapshotOf(document.activeElement);
    if (step.act === 'hold' || step.act === 'scan') {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
    if (step.act === 'scan') {
      if (before) restore(before);
      take(step.text);
      return;
    }
    if (step.act === 'hold') timer = setTimeout(() => giveBack(heldBack(state)), scannerPause * 2);
  };
  document.addEventListener('keydown', watch, { capture: true });
  return () => {
    clearTimeout(timer);
    document.removeEventListener('keydown', watch, { capture: true });
  };
}
