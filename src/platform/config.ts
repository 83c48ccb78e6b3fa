import { resolve } from 'node:path';
import { caseOpeningsAllowed } from '../regulation/confidentiality.ts';

/** How this process was told to run (README, "Settings"). */
export type Config = {
  port: number;
  host: string;
  /** Folder of the embedded database, files and keys. */
  dataFolder: string;
  /** PostgreSQL to use; undefined means the embedded database. */
  databaseUrl: string | undefined;
  /** Demo staff, sample windows and a clock that can be set; loopback addresses only. */
  demo: boolean;
  /** Addresses or ranges of proxies whose forwarded headers are believed. */
  trustedProxies: string[];
  /** Lets programs on other machines read /metrics. */
  metricsToken: string | undefined;
  /** Requests a minute and address before 429. */
  requestsPerMinute: number;
  /** Different cases that one person may open in an hour before the account is locked; 0 counts nothing. */
  casesPerHour: number;
  /** `host:port` of a clamd that looks through every file taken in; without one files are not scanned. */
  clamd: string | undefined;
  /** Address under which others reach this system; stands in QR codes. */
  publicUrl: string | undefined;
  logLevel: string;
};

const loopback = new Set(['127.0.0.1', '::1', 'localhost']);

/** Reads the settings from the environment; throws an Error with a Chinese sentence on a wrong one. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const databaseUrl = env['DATABASE_URL']?.trim() || undefined;
  const config: Config = {
    port: Number(env['PORT'] ?? 8080),
    host: env['HOST'] ?? '127.0.0.1',
    dataFolder: resolve(env['TONGBAN_DATA'] ?? './var'),
    databaseUrl,
    demo: (env['TONGBAN_DEMO'] ?? (databaseUrl ? '0' : '1')) === '1',
    trustedProxies: (env['TONGBAN_PROXIES'] ?? '').split(',').filter(Boolean),
    metricsToken: env['TONGBAN_METRICS_TOKEN'] || undefined,
    requestsPerMinute: Number(env['TONGBAN_REQUESTS_PER_MINUTE'] || 1200),
    casesPerHour: 0,
    clamd: env['TONGBAN_CLAMD']?.trim() || undefined,
    publicUrl: env['TONGBAN_PUBLIC_URL']?.replace(/\/+$/, '') || undefined,
    logLevel: env['LOG_LEVEL'] ?? 'info',
  };
  // Demonstrations and measurements open thousands of cases under one account.
  config.casesPerHour = Number(env['TONGBAN_CASES_PER_HOUR'] || (config.demo ? 0 : caseOpeningsAllowed));
  if (!Number.isInteger(config.casesPerHour) || config.casesPerHour < 0) {
    throw new Error(`TONGBAN_CASES_PER_HOUR 应为 0 或正整数，现在是 ${env['TONGBAN_CASES_PER_HOUR']}。`);
  }
  if (!Number.isInteger(config.port) || config.port < 0 || config.port > 65535) {
    throw new Error(`PORT 应为 0 到 65535 的整数，现在是 ${env['PORT']}。`);
  }
  if (!Number.isInteger(config.requestsPerMinute) || config.requestsPerMinute < 1) {
    throw new Error(`TONGBAN_REQUESTS_PER_MINUTE 应为正整数，现在是 ${env['TONGBAN_REQUESTS_PER_MINUTE']}。`);
  }
  if (config.clamd !== undefined && !/^[^\s:]+:\d{1,5}$/.test(config.clamd)) {
    throw new Error(`TONGBAN_CLAMD 应为 主机:端口，现在是 ${config.clamd}。`);
  }
  if (config.demo && !loopback.has(config.host)) {
    throw new Error(
      `演示模式的口令是公开的，只能在本机地址上运行；HOST 现在是 ${config.host}。要对外提供服务，请设 TONGBAN_DEMO=0。`,
    );
  }
  return config;
}
