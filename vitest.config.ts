import { defineConfig, type TestProjectConfiguration } from 'vitest/config';

/** What touches a database, and therefore runs once for each database. */
const ON_A_DATABASE = [
  'src/**/*.{store,service,routes,pages}.test.ts',
  'test/journeys/**/*.test.ts',
  'test/{authorisation,hostile-input,openapi}.test.ts',
];
const GLOBAL_SETUP = './test/global-setup.ts';
const SECOND = 1000;

function onDatabase(name: 'pglite' | 'postgres', groupOrder: number): TestProjectConfiguration {
  return {
    extends: true,
    test: {
      name,
      include: ON_A_DATABASE,
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
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['src/**/*.test.{ts,tsx}', 'test/*.test.ts'],
          exclude: [...ON_A_DATABASE, 'node_modules/**'],
          sequence: { groupOrder: 0 },
        },
      },
      onDatabase('pglite', 1),
      ...(process.env['TEST_DATABASE_URL'] ? [onDatabase('postgres', 2)] : []),
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
