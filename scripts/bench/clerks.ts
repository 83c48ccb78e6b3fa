/** A window clerk with a session. */
export type Clerk = { token: string };

type Region = { code: string };

const signInsAtOnce = 4;

/** Codes of counties below a province, spread over its prefectures. */
async function countiesBelow(origin: string, province: string, wanted: number): Promise<string[]> {
  const below = async (parent: string): Promise<Region[]> => {
    const answer = (await (await fetch(`${origin}/api/regions?parent=${parent}`)).json()) as {
      items: Region[];
    };
    return answer.items;
  };
  const codes: string[] = [];
  for (const { code } of await below(province)) {
    codes.push(...(code.endsWith('00') ? (await below(code)).map((county) => county.code) : [code]));
    if (codes.length >= wanted) break;
  }
  return codes.slice(0, wanted);
}

/** Counties of 四川省, where applications are handed in, and of 重庆市, where they are decided. */
export async function places(origin: string, windows: number): Promise<{ intake: string[]; home: string[] }> {
  return {
    intake: await countiesBelow(origin, '510000', windows),
    home: await countiesBelow(origin, '500000', windows),
  };
}

/** One clerk of each region, signed in. */
export async function signInClerks(
  origin: string,
  regions: readonly string[],
  password: string,
): Promise<Clerk[]> {
  const clerks: Clerk[] = [];
  for (let from = 0; from < regions.length; from += signInsAtOnce) {
    const batch = regions.slice(from, from + signInsAtOnce).map(async (region) => {
      const response = await fetch(`${origin}/api/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ username: `intake.${region}`, password }),
      });
      if (!response.ok) throw new Error(`sign-in at ${region}: ${response.status} ${await response.text()}`);
      return (await response.json()) as Clerk;
    });
    clerks.push(...(await Promise.all(batch)));
  }
  return clerks;
}
