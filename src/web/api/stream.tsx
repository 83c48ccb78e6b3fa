import { useQueryClient } from '@tanstack/react-query';
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useEffectEvent,
  useMemo,
  useState,
} from 'react';
import type { Instant } from '../../regulation/instant.ts';
import { useNow } from '../time/now.tsx';

/** What the live connection says: cases that changed since the list was read, and since when it is silent. */
export type Live = { changed: ReadonlySet<string>; seen: () => void; silentSince: Instant | undefined };

const LiveContext = createContext<Live>({
  changed: new Set(),
  seen: () => undefined,
  silentSince: undefined,
});

/** Changes that arrive while the page stands. */
export const useLive = (): Live => useContext(LiveContext);

/** Listens to the server's events while somebody is signed in. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const [changed, setChanged] = useState<ReadonlySet<string>>(new Set());
  const [silentSince, setSilentSince] = useState<Instant>();
  const now = useNow();
  const fallSilent = useEffectEvent(() => setSilentSince((since) => since ?? now));
  const seen = useCallback(() => setChanged(new Set()), []);

  useEffect(() => {
    const source = new EventSource('/api/stream');
    source.addEventListener('open', () => setSilentSince(undefined));
    source.addEventListener('error', () => fallSilent());
    source.addEventListener('case', (event: MessageEvent<string>) => {
      const { caseId } = JSON.parse(event.data) as { caseId: string };
      setChanged((all) => new Set(all).add(caseId));
      void client.invalidateQueries({ queryKey: ['case', caseId] });
      void client.invalidateQueries({ queryKey: ['notices'] });
      void client.invalidateQueries({ queryKey: ['waiting'] });
    });
    source.addEventListener('notice', () => {
      void client.invalidateQueries({ queryKey: ['notices'] });
      void client.invalidateQueries({ queryKey: ['waiting'] });
      void client.invalidateQueries({ queryKey: ['phone-tasks'] });
    });
    return () => source.close();
  }, [client]);

  const live = useMemo(() => ({ changed, seen, silentSince }), [changed, seen, silentSince]);
  return <LiveContext value={live}>{children}</LiveContext>;
}
