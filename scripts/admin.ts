// Accounts from the machine itself: the first administrator, and the way back in when nobody else can help.
import { type AdminConsole, createAdminConsole } from '../src/identity/console.service.ts';
import { createAudit } from '../src/platform/audit.service.ts';
import { createClock } from '../src/platform/clock.ts';
import { type Config, readConfig } from '../src/platform/config.ts';
import type { Database } from '../src/platform/database.ts';
import { openPglite } from '../src/platform/pglite.ts';
import { openPostgres } from '../src/platform/postgres.ts';

const USAGE = `用法：
  npm run admin -- create <账号>   新建系统管理员，显示一次性密码
  npm run admin -- reset <账号>    重置密码，显示新的一次性密码
  npm run admin -- unlock <账号>   解除因输错密码的锁定
  npm run admin -- reset-second-factor <账号>   动态验证码作废，本人重新设置`;

const sayPassword = (username: string, password: string): string =>
  `账号 ${username} 的一次性密码（只显示这一次，首次登录须修改）：\n\n  ${password}\n`;

const commands: Record<string, (desk: AdminConsole, username: string) => Promise<string>> = {
  create: async (desk, username) => sayPassword(username, await desk.createAdministrator(username)),
  reset: async (desk, username) => sayPassword(username, await desk.resetPassword(username)),
  unlock: async (desk, username) => {
    await desk.unlock(username);
    return `账号 ${username} 已解锁。`;
  },
  'reset-second-factor': async (desk, username) => {
    await desk.resetSecondFactor(username);
    return `账号 ${username} 的动态验证码已作废，原有登录已结束。`;
  },
};

const open = (config: Config): Promise<Database> =>
  config.databaseUrl ? openPostgres(config.databaseUrl, { connections: 2 }) : openPglite(config.dataFolder);

async function main([name = '', username = '', ...others]: string[]): Promise<number> {
  const command = commands[name];
  if (!command || username === '' || others.length > 0) {
    console.error(USAGE);
    return 2;
  }
  const database = await open(readConfig(process.env));
  try {
    const clock = createClock();
    const audit = createAudit({ database, clock });
    console.log(await command(createAdminConsole({ database, clock, audit }), username));
    await audit.seal();
    return 0;
  } finally {
    await database.close();
  }
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
