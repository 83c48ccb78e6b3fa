import { type DestinationStream, type Logger, pino } from 'pino';
import { maskNumbers } from './sensitive-text.ts';

/** Members whose value never reaches a log, at any depth, in any spelling of upper and lower case. */
const secretMembers = new Set(
  [
    'authorization',
    'cookie',
    'set-cookie',
    'password',
    'newPassword',
    'token',
    'identityNumber',
    'phone',
    'name',
    'address',
    'answers',
  ].map((member) => member.toLowerCase()),
);

const hidden = '[隐去]';
const deepest = 8;

function withoutSecrets(value: unknown, depth = 0): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (depth > deepest) return hidden;
  if (value instanceof Error) return plainError(value, depth);
  if (Array.isArray(value)) return value.map((entry) => withoutSecrets(entry, depth + 1));
  if (Buffer.isBuffer(value)) return `[${value.length} 字节]`;
  if (typeof (value as { toJSON?: unknown }).toJSON === 'function') return value;
  return Object.fromEntries(
    Object.entries(value).map(([member, inner]) => [
      member,
      secretMembers.has(member.toLowerCase()) ? hidden : withoutSecrets(inner, depth + 1),
    ]),
  );
}

/** Errors of the database carry whole rows in `detail`; only what says where it happened is kept. */
function plainError(error: Error, depth: number): Record<string, unknown> {
  const { code, constraint, table } = error as Error & Record<'code' | 'constraint' | 'table', unknown>;
  return {
    type: error.constructor.name,
    message: error.message,
    stack: error.stack,
    ...(code === undefined ? {} : { code }),
    ...(constraint === undefined ? {} : { constraint }),
    ...(table === undefined ? {} : { table }),
    ...(error.cause === undefined ? {} : { cause: withoutSecrets(error.cause, depth + 1) }),
  };
}

const textsAndLongNumbers = /"(?:[^"\\]|\\.)*"|(?<![\d.])\d{11}(?!\d)/g;

/** The last word on a line of the log: whatever way a number came into it, it leaves masked. */
const maskLine = (line: string): string =>
  line.replace(textsAndLongNumbers, (found) => {
    const masked = maskNumbers(found);
    return masked === found || found.startsWith('"') ? masked : `"${masked}"`;
  });

/** The logger: JSON lines without secrets, names, addresses, answers, full identity or telephone numbers. */
export function createLogger(options: { level: string; destination?: DestinationStream }): Logger {
  return pino(
    {
      level: options.level,
      base: null,
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: {
        level: (label) => ({ level: label }),
        bindings: (bindings) => withoutSecrets(bindings) as Record<string, unknown>,
        log: (entry) => withoutSecrets(entry) as Record<string, unknown>,
      },
      hooks: { streamWrite: maskLine },
    },
    options.destination ?? pino.destination({ dest: 1, sync: false }),
  );
}
