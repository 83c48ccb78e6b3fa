import { defineConfig, type TestProjectConfiguration } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What touches a database, and therefore runs once for each database. */
const ON_A_DATABASE = ['src/**/*.{store,service,routes,pages}.test.ts', 'test/journeys/**/*.test.ts'];
/** What asks how HTTP answers, whatever the database: on PostgreSQL where there is one, else on PGlite. */
const OVER_HTTP = 'test/{authorisation,hostile-input,openapi}.test.ts';
const SERVER = process.env['TEST_DATABASE_URL'];
/** What takes half a minute or more. */
const LONG = ['violence', 'backup.service', 'authorisation', 'hostile-input', 'loader.service'];
const GLOBAL_SETUP = './test/global-setup.ts';
const SECOND = 1000;

/** The long ones first, so that no core waits for one of them at the end; the others by size, as usual. */
class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const bySize = super.sort.bind(this);
    const sorted = await bySize(files);
    const projects = [...new Set(sorted.map(({ project }) => project))];
    const isShort = ({ moduleId }: TestSpecification): number =>
      LONG.some((name) => moduleId.includes(`/${name}.test.`)) ? 0 : 1;
    return sorted.toSorted(
      (a, b) => projects.indexOf(a.project) - projects.indexOf(b.project) || isShort(a) - isShort(b),
    );
  }
}

function onDatabase(name: 'pglite' | 'postgres', groupOrder: number): TestProjectConfiguration {
  return {
    extends: true,
    test: {
      name,
      include: [...ON_A_DATABASE, ...((name === 'postgres') === Boolean(SERVER) ? [OVER_HTTP] : [])],
      globalSetup: GLOBAL_SETUP,
      env: { TONGBAN_TEST_DB: name },
      testTimeout: 30 * SECOND,
      hookTimeout: 60 * SECOND,
      sequence: { groupOrder },
    },
  };
}

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    // A worker keeps its database, its fonts and its modules from one file to the next; a fresh worker for each file
    // would spend most of the run on starting PGlite.
    isolate: false,
    reporters: ['default'],
    sequence: { sequencer: LongFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['src/**/*.test.{ts,tsx}', 'test/*.test.ts'],
          exclude: [...ON_A_DATABASE, OVER_HTTP, 'node_modules/**'],
          sequence: { groupOrder: 0 },
        },
      },
      onDatabase('pglite', 1),
      ...(SERVER ? [onDatabase('postgres', 2)] : []),
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          globalSetup: GLOBAL_SETUP,
          testTimeout: 120 * SECOND,
          hookTimeout: 120 * SECOND,
          fileParallelism: false,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
});
