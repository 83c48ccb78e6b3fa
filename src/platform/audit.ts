import type { Instant } from '../regulation/instant.ts';
import type { Role } from '../regulation/roles.ts';
import type { Actor } from './actor.ts';
import { canonical } from './canonical.ts';

/** How it ended: done, refused by a rule or a right, or failed inside. */
export const auditOutcomes = ['done', 'refused', 'failed'] as const;
export type AuditOutcome = (typeof auditOutcomes)[number];

/** Facts beside an entry: ids, codes, counts; never a name, a number of a person or a text somebody typed. */
export type AuditDetail = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

/** Who did it, and by which grant. */
export type AuditActor = {
  kind: 'staff' | 'applicant';
  id: string;
  name: string;
  /** The grant that allowed it, where one did. */
  grant?: { role: string; regionCode: string; windowId: string | null } | undefined;
};

/** Somebody signed in as the log names them, with the grant of the role by which they act. */
export const auditActorOf = (
  { kind, id, name, grants }: Pick<Actor, 'kind' | 'id' | 'name' | 'grants'>,
  role?: Role,
): AuditActor => ({
  kind,
  id,
  name,
  grant: role === undefined ? undefined : grants.find((grant) => grant.role === role),
});

/** What is to be recorded. */
export type AuditEntry = {
  /** Past tense in one word: signedIn, caseRead, sealUsed. */
  action: string;
  /** Null for the system itself and for visitors. */
  actor: AuditActor | null;
  /** The thing it was about; kind is a noun in lower camel case. */
  subject?: { kind: string; id: string } | undefined;
  caseId?: string | undefined;
  /** Network address of the request. */
  address?: string | undefined;
  /** Default `done`. */
  outcome?: AuditOutcome;
  detail?: AuditDetail;
};

/** An entry as it stands in the log. */
export type AuditRow = {
  id: number;
  at: Instant;
  actorId: string | null;
  actorName: string | null;
  role: string | null;
  regionCode: string | null;
  windowId: string | null;
  action: string;
  subjectKind: string | null;
  subjectId: string | null;
  caseId: string | null;
  address: string | null;
  outcome: AuditOutcome;
  detail: AuditDetail;
};

/** A seal over the entries from one id to another. */
export type AuditSeal = {
  sealNo: number;
  fromId: number;
  toId: number;
  entries: number;
  merkleRoot: string;
  previousHash: string;
  hash: string;
  sealedAt: Instant;
};

/** What the chain links of a seal: all of it but the hashes themselves. */
export const sealContent = ({
  sealNo,
  fromId,
  toId,
  entries,
  merkleRoot,
  sealedAt,
}: Omit<AuditSeal, 'previousHash' | 'hash'>): string =>
  canonical({ sealNo, fromId, toId, entries, merkleRoot, sealedAt });

/** One thing wrong with the log: where, and a sentence for the auditor. */
export type AuditFault = { sealNo: number; fromId: number; toId: number; sentence: string };

/** Result of a verification; `lastHash` is worth noting elsewhere: it also proves that no seal was cut off. */
export type AuditVerification = {
  sound: boolean;
  seals: number;
  entries: number;
  /** Entries after the last seal; they are sealed within seconds. */
  unsealed: number;
  lastHash: string;
  faults: AuditFault[];
};
