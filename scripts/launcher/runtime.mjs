import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { fail } from './say.mjs';

/** The folder of the project. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The oldest Node whose type stripping runs the sources as they stand. */
const NODE_MAJOR = 24;

/**
 * The loader that the packaged Node asks for; a system without it (musl) cannot run that file.
 * @type {Record<string, string>}
 */
const GLIBC_LOADER = { x64: '/lib64/ld-linux-x86-64.so.2', arm64: '/lib/ld-linux-aarch64.so.1' };

/**
 * The Node that runs Tongban: the pinned one from `node_modules` on Linux x64 and arm64, else the running one if it is
 * new enough.
 * @returns {string} path of the executable
 */
export function chooseNode() {
  const packaged = join(ROOT, 'node_modules', `node-linux-${process.arch}`, 'bin', 'node');
  const loader = process.platform === 'linux' ? GLIBC_LOADER[process.arch] : undefined;
  if (loader && existsSync(loader) && existsSync(packaged)) return packaged;
  if (Number.parseInt(process.versions.node, 10) >= NODE_MAJOR) return process.execPath;
  return fail(
    `此机器（${process.platform} ${process.arch}）需要 Node.js ${NODE_MAJOR} 或更高版本，现为 ${process.versions.node}。请安装后重试：https://nodejs.org/zh-cn/download`,
    `This machine (${process.platform} ${process.arch}) needs Node.js ${NODE_MAJOR} or later; this is ${process.versions.node}. ` +
      `Install it from https://nodejs.org/en/download and run the command again.\n` +
      `On Linux x64 and arm64 with glibc the right Node comes with the packages: delete node_modules and try again.`,
  );
}

/**
 * The search path for what is started: the chosen Node first, then the installed tools.
 * @param {string} node path of the executable
 */
export function pathWith(node) {
  const tools = join(ROOT, 'node_modules', '.bin');
  return [dirname(node), tools, process.env['PATH'] ?? ''].join(delimiter);
}
