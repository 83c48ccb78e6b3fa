import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { type Instant, instantOf } from '../../regulation/instant.ts';

const Now = createContext<Instant>(instantOf(0));

/** The present moment by the server's clock, renewed every 20 seconds. */
export const useNow = (): Instant => useContext(Now);

/** Keeps the present moment; `ahead` says how far the server's clock is ahead of this computer's, in milliseconds. */
export function NowProvider({ ahead, children }: { ahead: number; children: ReactNode }) {
  const [here, setHere] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setHere(Date.now()), 20_000);
    return () => clearInterval(timer);
  }, []);
  const now = instantOf(here + ahead);
  return <Now value={now}>{children}</Now>;
}
