type Waiting<Entry> = { entry: Entry; resolve: () => void; reject: (error: unknown) => void };

/**
 * Lets small writes share a commit: what comes while one is under way is written together by the next. Nobody is
 * answered before the own entry is written; where a group is refused, each entry of it is tried alone.
 */
export function groupWrites<Entry>(
  write: (entries: readonly Entry[]) => Promise<void>,
  { atOnce = 100 }: { atOnce?: number } = {},
): (entry: Entry) => Promise<void> {
  let waiting: Waiting<Entry>[] = [];
  let writing = false;

  async function writeGroup(group: readonly Waiting<Entry>[]): Promise<void> {
    try {
      await write(group.map(({ entry }) => entry));
      for (const { resolve } of group) resolve();
    } catch (error) {
      const [only] = group;
      if (group.length === 1) only?.reject(error);
      else for (const one of group) await writeGroup([one]);
    }
  }

  async function writeAll(): Promise<void> {
    writing = true;
    while (waiting.length > 0) {
      const group = waiting.slice(0, atOnce);
      waiting = waiting.slice(atOnce);
      await writeGroup(group);
    }
    writing = false;
  }

  return (entry) =>
    new Promise((resolve, reject) => {
      waiting.push({ entry, resolve, reject });
      if (!writing) void writeAll();
    });
}
