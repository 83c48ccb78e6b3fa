// Runs the tests as `npm test` does: pages built, Chromium found, vitest, and one closing line with the counts.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseCLI, startVitest, type TestModule } from 'vitest/node';
import { ensureChromium } from './ensure-chromium.ts';

type Counts = { passed: number; failed: number };

/** Counts tests; a file that cannot be loaded and a hook that fails count as one failure each. */
function count(modules: readonly TestModule[], strayErrors: number): Counts {
  const states = modules.flatMap((module) =>
    [...module.children.allTests()].map((test) => test.result().state),
  );
  const groups = modules.flatMap((module) => [module, ...module.children.allSuites()]);
  const of = (state: (typeof states)[number]): number => states.filter((each) => each === state).length;
  const brokenGroups = groups.filter((group) => group.errors().length > 0).length;
  return { passed: of('passed'), failed: of('failed') + brokenGroups + strayErrors };
}

const { filter, options } = parseCLI(['vitest', 'run', ...process.argv.slice(2)]);

const pages = spawnSync(process.execPath, [join(import.meta.dirname, 'build-pages.ts'), '--if-stale'], {
  stdio: 'inherit',
});
if (pages.status !== 0) process.exit(pages.status ?? 1);

const wantsBrowser = filter.length === 0 || filter.some((part) => part.includes('browser'));
if (wantsBrowser && !ensureChromium()) process.exit(1);

const vitest = await startVitest(filter, { ...options, watch: false });
const { passed, failed } = count(vitest.state.getTestModules(), vitest.state.getUnhandledErrors().length);
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(process.exitCode ?? (failed > 0 ? 1 : 0));
