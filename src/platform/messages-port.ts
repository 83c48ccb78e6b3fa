import type { Role } from '../regulation/roles.ts';
import type { Db } from './database.ts';

/** Who of the staff is told: a window, the holders of a role in a region, or one person. */
export type StaffAddress = { windowId: string } | { regionCode: string; role: Role } | { staffId: string };

/** One in-app notice to staff; nothing personal of an applicant stands in it. */
export type StaffNotice = {
  to: StaffAddress;
  /** What happened, as a code in lower camel case. */
  kind: string;
  text: string;
  caseId?: string;
  businessNumber?: string;
  /** Page of the desk where it is dealt with, as `/offlist/…`; the case's own page where absent. */
  link?: string;
  /** Somebody waits for an answer: shown at once and with a sound. */
  urgent?: boolean;
  /** The same key tells the same address once. */
  onceKey: string;
};

/** Tells staff, in the transaction of whatever gave rise to it. */
export type TellStaff = (tx: Db, notices: readonly StaffNotice[]) => Promise<void>;

/** One message to a person outside: which way it goes follows from the template and what the person gave. */
export type PersonMessage = {
  /** Event of the template, as `offListConsented`. */
  template: string;
  about: { caseId: string } | { offListRequestId: string };
  to: { name: string; phone: string; email?: string };
  /** Values of the template's variables; the supplier of words checks that none is missing. */
  variables: Readonly<Record<string, string>>;
  /** Window that telephones where no message gets through. */
  windowId: string;
  /** The same key sends once. */
  onceKey: string;
};

/** Sends messages, in the transaction of whatever gave rise to them. */
export type TellPerson = (tx: Db, messages: readonly PersonMessage[]) => Promise<void>;
