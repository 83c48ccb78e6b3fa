/** One change as the live connection tells it. */
export type News = { feedNo: number; caseId: string; type: string; state: string };

/** The live connection of a desk: hears every change until it is closed. */
export async function openNews(
  origin: string,
  token: string,
  hear: (news: News) => void,
): Promise<{ close(): void }> {
  const given = new AbortController();
  const answer = await fetch(`${origin}/api/stream`, {
    headers: { authorization: `Bearer ${token}` },
    signal: given.signal,
  });
  if (!answer.ok || !answer.body) throw new Error(`no live connection: ${answer.status}`);
  const chunks = answer.body.pipeThrough(new TextDecoderStream());
  const listen = async (): Promise<void> => {
    let rest = '';
    for await (const chunk of chunks) {
      const events = (rest + chunk).split('\n\n');
      rest = events.pop() ?? '';
      for (const event of events) {
        const data = /^event: case$/m.test(event) ? /^data: (.*)$/m.exec(event)?.[1] : undefined;
        if (data !== undefined) hear(JSON.parse(data) as News);
      }
    }
  };
  // It ends when it is closed, or with the server.
  listen().catch(() => undefined);
  return { close: () => given.abort() };
}

/** Waits for news of a case on a live connection; answers milliseconds since the call. */
export function newsWatch(): { hear(news: News): void; of(caseId: string): Promise<number> } {
  const heard = new Map<string, number>();
  const waiting = new Map<string, (at: number) => void>();
  return {
    hear({ caseId }) {
      const at = performance.now();
      if (!heard.has(caseId)) heard.set(caseId, at);
      waiting.get(caseId)?.(at);
    },
    async of(caseId) {
      const began = performance.now();
      const at = heard.get(caseId) ?? (await new Promise<number>((resolve) => waiting.set(caseId, resolve)));
      return Math.max(0, at - began);
    },
  };
}
