import { spawnSync } from 'node:child_process';
import { findChromium } from '../test/browser/chromium.ts';

const WHAT_TO_DO = `tongban: 浏览器测试需要 Chromium，本机没有找到，也未能自动安装。请任选其一后重试：
           Debian：sudo apt-get update && sudo apt-get install -y chromium
           Fedora：sudo dnf install -y chromium　　Arch：sudo pacman -S chromium
           或设置 CHROMIUM_PATH 为已安装的 Chrome 或 Chromium 可执行文件。
         The browser tests need Chromium; none was found and none could be installed. Install one of the packages above
         (on Ubuntu: Google Chrome's .deb, as the chromium package there is a snap), or set CHROMIUM_PATH to the
         executable of an installed Chrome or Chromium. Without browser tests: npm test -- --project unit --project pglite
`;

/**
 * Makes sure that the browser tests find a Chromium: one that is there, else the system's package where this process
 * may install it. Prints what to do and returns false when there is none in the end.
 */
export function ensureChromium(): boolean {
  if (findChromium() || (mayInstall() && installChromium() && findChromium())) return true;
  process.stderr.write(WHAT_TO_DO);
  return false;
}

const mayInstall = (): boolean =>
  !process.env['CHROMIUM_PATH'] && process.getuid?.() === 0 && runs('apt-get', ['--version'], 'ignore');

function installChromium(): boolean {
  process.stderr.write('tongban: 正在安装 Chromium（apt-get）…… Installing Chromium (apt-get) …\n');
  return runs('apt-get', ['update', '-q']) && runs('apt-get', ['install', '-q', '-y', 'chromium']);
}

function runs(program: string, args: string[], output: 'inherit' | 'ignore' = 'inherit'): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync(program, args, { stdio: ['ignore', output, output], env }).status === 0;
}
