import { type Instant, later, msOf } from '../regulation/instant.ts';

const minuteMs = 60 * 1000;

/** Wrong passwords in a row before an account is locked. */
export const attemptsAllowed = 5;

/** How long a locked account stays locked; wrong attempts this far back are forgotten. */
export const lockMs = 15 * minuteMs;

/** A session ends after this time without a request. */
export const idleMs = 2 * 60 * minuteMs;

/** A session ends this long after signing in, used or not: one working day at the counter. */
export const sessionMs = 12 * 60 * minuteMs;

/** How long the confirmation of a second person holds. */
export const confirmationMs = 5 * minuteMs;

/** Use of a session is noted at most this often. */
export const touchMs = minuteMs;

/** When the lock that began with the last attempt ends. */
export const lockedUntil = (lastAttemptAt: Instant): Instant => later(lastAttemptAt, lockMs);

/** What somebody reads after a wrong account or password; it does not say which of the two. */
export const wrongPair = (triesLeft: number): string => `账号或密码不正确，还可以再试 ${triesLeft} 次。`;

/** What somebody reads while the account is locked: until when, and who unlocks. */
export function lockedSentence(until: Instant, now: Instant): string {
  const minutes = Math.max(1, Math.ceil((msOf(until) - msOf(now)) / minuteMs));
  return `连续输错 ${attemptsAllowed} 次，账号已锁定到 ${until.slice(11, 16)}（还有 ${minutes} 分钟）。着急请窗口负责人或本地政务服务管理部门当面解锁。`;
}
