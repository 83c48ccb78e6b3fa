#!/usr/bin/env node
// Starts everything behind `npm start`, `npm test`, `npm run …`. Plain JavaScript that any Node from 18 on can read:
// it installs what is missing, finds the pinned Node, and hands over to it.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { install } from './launcher/install.mjs';
import { chooseNode, pathWith, ROOT } from './launcher/runtime.mjs';
import { fail } from './launcher/say.mjs';

const USAGE = `node scripts/launch.mjs <command>
  start                 build the pages when stale, then serve
  test [filter …]       build the pages, find Chromium, run the tests (arguments go to vitest)
  check                 types, lint, format, module rules, dead code, generated pages
  build                 build the pages
  run <script.ts> …     run a script with the pinned Node
  exec <tool> …         run an installed tool with the pinned Node`;

const compileCache = join(ROOT, 'node_modules', '.cache', 'tongban-compile');

/**
 * What a command runs, one after the other; each program begins when the one before it ended well.
 * @param {string} command
 * @param {string[]} rest
 * @param {string} node
 * @returns {string[][] | undefined}
 */
function programsOf(command, rest, node) {
  const [first, ...others] = rest;
  switch (command) {
    case 'start':
      return [
        [node, 'scripts/build-pages.ts', '--if-stale'],
        [node, 'src/main.ts', ...rest],
      ];
    case 'test':
      return [[node, 'scripts/run-tests.ts', ...rest]];
    case 'check':
      return [[node, 'scripts/check.ts', ...rest]];
    case 'build':
      return [[node, 'scripts/build-pages.ts']];
    case 'run':
      return first ? [[node, first, ...others]] : undefined;
    case 'exec':
      return first ? [[join(ROOT, 'node_modules', '.bin', first), ...others]] : undefined;
    default:
      return undefined;
  }
}

let interrupted = false;
/** @type {import('node:child_process').ChildProcess | undefined} */
let running;

/**
 * npm runs a script in a shell that dies of a SIGTERM without telling its child. Where that happened, the signal was
 * meant for us.
 */
function followShell() {
  const shell = process.ppid;
  setInterval(() => {
    if (process.ppid !== shell && !interrupted) passOn('SIGTERM');
  }, 100).unref();
}

/** @param {NodeJS.Signals} signal */
function passOn(signal) {
  interrupted = true;
  // A terminal sends Ctrl+C to every process in front of it; a second copy would look like impatience.
  if (signal === 'SIGINT' && process.stdin.isTTY) return;
  running?.kill(signal);
}

/**
 * Runs one program to its end.
 * @param {string[]} program
 * @param {string} node
 * @returns {Promise<number>} its exit code; 128 + number when a signal ended it
 */
function run([file = '', ...args], node) {
  return new Promise((resolve) => {
    // Compiled sources are kept, so that the next start need not strip and compile them again.
    const env = { NODE_COMPILE_CACHE: compileCache, ...process.env, PATH: pathWith(node) };
    running = spawn(file, args, { cwd: ROOT, env, stdio: 'inherit' });
    running.on('error', (error) => {
      fail(`无法运行 ${file}。`, `Could not run ${file}: ${error.message}`);
    });
    running.on('exit', (code, signal) => {
      resolve(code ?? 128 + (signal ? constants.signals[signal] : 0));
    });
  });
}

async function main() {
  const [command = '', ...rest] = process.argv.slice(2);
  if (!programsOf(command, rest, process.execPath)) {
    console.error(USAGE);
    process.exit(2);
  }
  install();
  const node = chooseNode();
  /** @type {NodeJS.Signals[]} */ (['SIGINT', 'SIGTERM', 'SIGHUP']).forEach((signal) => {
    process.on(signal, passOn);
  });
  if (process.env['npm_lifecycle_event']) followShell();
  for (const program of programsOf(command, rest, node) ?? []) {
    process.exitCode = await run(program, node);
    if (process.exitCode !== 0 || interrupted) return;
  }
}

await main();
