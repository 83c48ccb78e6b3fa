// Everything that must hold besides the tests. All steps run even if one fails; the exit code says whether one did.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');

type Step = { name: string; program: string; args: string[] };

const tool = (name: string, bin: string, ...args: string[]): Step => ({
  name,
  program: join(ROOT, 'node_modules/.bin', bin),
  args,
});

const STEPS: Step[] = [
  tool('types', 'tsc', '-p', 'tsconfig.json', '--noEmit'),
  tool('lint', 'oxlint'),
  tool('format', 'biome', 'format', '.'),
  tool('module rules', 'vitest', 'run', '--project', 'unit', 'test/module-rules.test.ts'),
  tool('dead code', 'knip', '--no-progress'),
];

const DOCS = join(ROOT, 'scripts/generate-docs.ts');
if (existsSync(DOCS)) {
  STEPS.push({ name: 'generated pages', program: process.execPath, args: [DOCS, '--check'] });
}

const failed = STEPS.filter(({ name, program, args }) => {
  console.log(`\n── ${name}`);
  const began = performance.now();
  const { status, error } = spawnSync(program, args, { cwd: ROOT, stdio: 'inherit' });
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  if (error) console.error(error.message);
  console.log(`── ${name}: ${status === 0 ? 'ok' : 'FAILED'} in ${seconds} s`);
  return status !== 0;
}).map(({ name }) => name);

console.log(failed.length === 0 ? '\nAll checks hold.' : `\nFailed: ${failed.join(', ')}`);
process.exit(failed.length === 0 ? 0 : 1);
