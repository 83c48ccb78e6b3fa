import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import { createListKeeping } from '../src/catalogue/administration/list-keeping.service.ts';
import { type Catalogue, createCatalogue } from '../src/catalogue/catalogue.service.ts';
import { createGuides } from '../src/catalogue/guides.service.ts';
import { loadCatalogue } from '../src/catalogue/loader.service.ts';
import { createMatrices } from '../src/catalogue/matrices.service.ts';
import { createDirectory, type Directory } from '../src/directory/directory.service.ts';
import { loadRegions, loadSampleDirectory } from '../src/directory/load-directory.service.ts';
import { createAudit } from '../src/platform/audit.service.ts';
import { createClock } from '../src/platform/clock.ts';
import { readAssets } from '../src/zone/assets.service.ts';
import { publicQueryRoutes } from '../src/zone/public-query.routes.ts';
import { createPublicQueries } from '../src/zone/public-query.service.ts';
import { createTries } from '../src/zone/tries.service.ts';
import { answerNotFound, zonePages } from '../src/zone/zone.pages.ts';
import { openTestDatabase } from './database.ts';
import { openTestApp } from './http-app.ts';
import { knownCases } from './zone-answers.ts';

/** The pages for applicants over the shipped lists and the sample directory, asked by visitors. */
export type ZoneFixture = {
  catalogue: Catalogue;
  directory: Directory;
  /** List keeping beside the pages, for what they show of it. */
  keeping: ReturnType<typeof createListKeeping>;
  /** An address nobody used before, so that tests do not use up each other's tries. */
  newAddress(): string;
  ask(options: InjectOptions): Promise<LightMyRequestResponse>;
  get(url: string, cookies?: Record<string, string>): Promise<LightMyRequestResponse>;
  postForm(url: string, fields: Record<string, string>): Promise<LightMyRequestResponse>;
  close(): Promise<void>;
};

/** Opens the pages on Wednesday, 29 September 2021, 10:42, with the cases of `zone-answers.ts`. */
export async function openZone(): Promise<ZoneFixture> {
  const database = await openTestDatabase();
  const clock = createClock(() => 0);
  clock.set('2021-09-29T10:42:00.000+08:00');
  await loadRegions(database);
  await loadSampleDirectory(database);
  await loadCatalogue(database, clock.now());
  const directory = await createDirectory({ database, clock });
  const catalogue = createCatalogue({ database, clock });
  await catalogue.reload();
  const assets = await readAssets();
  const tries = createTries({
    database,
    clock,
    blindIndex: (kind, value) => `${kind}|${value}`,
    answerMs: 0,
  });
  const queries = createPublicQueries(knownCases, tries);
  const keeping = createListKeeping({
    database,
    clock,
    audit: createAudit({ database, clock }),
    catalogue,
    places: directory,
    hasCases: async () => false,
    tell: async () => undefined,
  });
  const app = await openTestApp([], (empty) => {
    const guides = createGuides({
      database,
      clock,
      audit: createAudit({ database, clock }),
      catalogue,
      directory,
      tell: async () => undefined,
      reportDays: () => 5,
    });
    const matrices = createMatrices({
      database,
      clock,
      catalogue,
      regionName: (code) => directory.regionName(code),
    });
    zonePages(empty, {
      guides,
      matrices,
      goLive: keeping.goLive,
      catalogue,
      directory,
      database,
      clock,
      queries,
      assets,
    });
    publicQueryRoutes(empty, queries);
    answerNotFound(empty, assets);
  });
  let visitors = 0;
  const newAddress = () => {
    visitors += 1;
    return `203.0.113.${visitors}`;
  };
  const ask = (options: InjectOptions) =>
    app.inject({ headers: { accept: 'text/html' }, remoteAddress: newAddress(), ...options });
  return {
    catalogue,
    directory,
    keeping,
    newAddress,
    ask,
    get: (url, cookies = {}) => ask({ url, cookies }),
    postForm: (url, fields) =>
      ask({
        method: 'POST',
        url,
        headers: { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
        payload: new URLSearchParams(fields).toString(),
      }),
    async close() {
      await app.close();
      await database.close();
    },
  };
}

/** What a reader sees: markup taken out, escapes undone. */
export const readerText = (body: string): string =>
  body
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
    .replaceAll(/\s+/g, ' ');
