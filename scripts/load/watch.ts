/** What the server's process looked like during a run. */
export type Watched = {
  rssMiB: { first: number; highest: number };
  lagP99Ms: { median: number; highest: number };
};

const everyMs = 5000;

async function figure(origin: string): Promise<{ rss: number; lag: number }> {
  const text = await (await fetch(`${origin}/metrics`)).text();
  const of = (name: string): number =>
    Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1] ?? Number.NaN);
  return {
    rss: of('process_resident_memory_bytes') / 2 ** 20,
    lag: of('nodejs_eventloop_lag_p99_seconds') * 1000,
  };
}

/** Looks at the server's own figures every few seconds until told to stop. */
export function watch(origin: string): () => Promise<Watched> {
  const seen: { rss: number; lag: number }[] = [];
  let looking = Promise.resolve();
  const look = (): void => {
    looking = looking.then(async () => void seen.push(await figure(origin))).catch(() => undefined);
  };
  look();
  const timer = setInterval(look, everyMs);
  return async () => {
    clearInterval(timer);
    look();
    await looking;
    const lags = seen.map(({ lag }) => lag).toSorted((a, b) => a - b);
    const highest = (values: readonly number[]): number => Math.max(...values);
    return {
      rssMiB: { first: seen[0]?.rss ?? Number.NaN, highest: highest(seen.map(({ rss }) => rss)) },
      lagP99Ms: { median: lags[Math.floor(lags.length / 2)] ?? Number.NaN, highest: highest(lags) },
    };
  };
}

/** Opens the stream of live changes as a desk does; answers how to close it. */
export function openStream(origin: string, token: string, onBroken: (why: string) => void): () => void {
  const stop = new AbortController();
  const read = async (): Promise<void> => {
    const answer = await fetch(`${origin}/api/stream`, {
      headers: { authorization: `Bearer ${token}` },
      signal: stop.signal,
    });
    if (!answer.ok || !answer.body) throw new Error(`stream: ${answer.status}`);
    for await (const _chunk of answer.body);
    if (!stop.signal.aborted) throw new Error('stream: ended');
  };
  read().catch((error: unknown) => {
    if (!stop.signal.aborted) onBroken(String(error));
  });
  return () => stop.abort();
}
