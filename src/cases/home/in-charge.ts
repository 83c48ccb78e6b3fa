import type { Case, Side } from '../core/case.ts';
import type { Context } from '../core/command.ts';

/** In whose hands a case can be by name: a clerk of either window, or the approver it was given to. */
export const posts = ['intakeWindow', 'homeWindow', 'approver'] as const;
export type Post = (typeof posts)[number];

/** The side a post belongs to. */
export const sideOfPost = (post: Post): Side => (post === 'intakeWindow' ? 'intake' : 'home');

/** How a post is called. */
export const postNames: Readonly<Record<Post, string>> = {
  intakeWindow: '收件窗口',
  homeWindow: '属地窗口',
  approver: '审批',
};

/** As what somebody holds a case at a post, and who may take it from a colleague there. */
export const holderOf = {
  intakeWindow: 'intakeClerk',
  homeWindow: 'homeClerk',
  approver: 'approver',
} as const;
const leadOf = { intakeWindow: 'intakeLead', homeWindow: 'homeLead', approver: 'homeLead' } as const;
const administrationOf = {
  intakeWindow: 'intakeAdministration',
  homeWindow: 'homeAdministration',
  approver: 'homeAdministration',
} as const;

type InHands = Pick<Case, 'takenBy' | 'handler'>;

/** Who has the case in hand at a post, and since when. */
export function inChargeAt(
  { takenBy, handler }: InHands,
  post: Post,
): { staffId: string; since: string } | undefined {
  if (post !== 'approver') return takenBy[sideOfPost(post)];
  return handler?.staffId ? { staffId: handler.staffId, since: handler.since } : undefined;
}

/** Everybody who has the case in hand by name. */
export const peopleInCharge = (kase: InHands): string[] =>
  posts.flatMap((post) => inChargeAt(kase, post)?.staffId ?? []);

/** The posts at which somebody can have the case in hand. */
export const postsOf = (capacities: Context['capacities']): Post[] =>
  posts.filter((post) => capacities.has(holderOf[post]));

/** Whether somebody leads the window of a post: may take from a colleague. */
export const leads = (capacities: Context['capacities'], post: Post): boolean => capacities.has(leadOf[post]);

/** The posts over which somebody may give the case to another: lead of the window, or administration of the region. */
export const postsOver = (capacities: Context['capacities']): Post[] =>
  posts.filter((post) => capacities.has(leadOf[post]) || capacities.has(administrationOf[post]));
