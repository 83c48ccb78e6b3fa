import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import process from 'node:process';
import { isDeepStrictEqual } from 'node:util';
import { ROOT } from './runtime.mjs';
import { fail, say } from './say.mjs';

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, devOptional?: boolean }} LockedPackage
 * @typedef {{ packages?: Record<string, LockedPackage> }} Lockfile
 */

const PACKAGE = join(ROOT, 'package.json');
const LOCK = join(ROOT, 'package-lock.json');
const INSTALLED = join(ROOT, 'node_modules', '.package-lock.json');
const STAMP = join(ROOT, 'node_modules', '.tongban-stamp');
const PINNED_NODE = `node_modules/node-${process.platform}-${process.arch}`;
const DEPENDENCIES = ['dependencies', 'devDependencies', 'optionalDependencies'];

/** Makes sure that `node_modules` holds what `package-lock.json` says; asks npm only when it does not. */
export function install() {
  const stamp = currentStamp();
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === stamp) return;
  if (!isInstalled()) runNpm();
  writeFileSync(STAMP, stamp);
}

function currentStamp() {
  const hash = createHash('sha256');
  for (const file of [LOCK, PACKAGE]) hash.update(readFileSync(file)).update('\0');
  return hash.update(`${process.platform} ${process.arch}`).digest('hex');
}

/**
 * Whether npm's own record of what it installed agrees with the lock file, as it does after a plain `npm install`.
 * An optional package may be missing (it is for another platform), the pinned Node of this one may not.
 */
function isInstalled() {
  if (!existsSync(INSTALLED)) return false;
  const wanted = /** @type {Lockfile} */ (read(LOCK)).packages ?? {};
  const present = /** @type {Lockfile} */ (read(INSTALLED)).packages ?? {};
  const asked = /** @type {Record<string, unknown>} */ (read(PACKAGE));
  const locked = /** @type {Record<string, unknown>} */ (wanted[''] ?? {});
  if (!DEPENDENCIES.every((kind) => isDeepStrictEqual(asked[kind], locked[kind]))) return false;
  return Object.entries(wanted).every(([path, { version, integrity, optional, devOptional }]) => {
    if (path === '') return true;
    const found = present[path];
    if (!found) return Boolean(optional ?? devOptional) && path !== PINNED_NODE;
    const same = found.version === version && (!integrity || found.integrity === integrity);
    return same && existsSync(join(ROOT, path, 'package.json'));
  });
}

/** @param {string} file */
function read(file) {
  return /** @type {unknown} */ (JSON.parse(readFileSync(file, 'utf8')));
}

function runNpm() {
  say(
    '正在按 package-lock.json 安装依赖（首次约需一至数分钟）……',
    'Installing packages as in package-lock.json …',
  );
  // npm ci empties the folder but for names with a dot: were it interrupted, these two would vouch for nothing.
  for (const file of [STAMP, INSTALLED]) rmSync(file, { force: true });
  const [npm, ...before] = npmCommand();
  const args = [
    ...before,
    'ci',
    '--include=dev',
    '--include=optional',
    '--loglevel=error',
    '--no-audit',
    '--no-fund',
  ];
  const { status, error } = spawnSync(npm, args, {
    cwd: ROOT,
    stdio: ['ignore', process.stderr.fd, process.stderr.fd],
    shell: process.platform === 'win32',
  });
  if (status === 0) return;
  fail(
    `依赖未能安装（npm ci ${error ? error.message : `退出码 ${status}`}）。请检查网络与 npm 源（npm config get registry）、磁盘空间及上方 npm 的提示，然后重新运行本命令。`,
    `The packages could not be installed (npm ci: ${error ? error.message : `exit code ${status}`}).\n` +
      `Check the network and the registry (npm config get registry), the disk space and npm's message above, then run the\n` +
      `same command again. If package.json was edited by hand, run "npm install" first.`,
  );
}

/** @returns {[string, ...string[]]} the npm that called this script, else the one in the search path */
function npmCommand() {
  const caller = process.env['npm_execpath'];
  if (caller && basename(caller) === 'npm-cli.js' && existsSync(caller)) return [process.execPath, caller];
  return ['npm'];
}
