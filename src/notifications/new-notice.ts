/** A notice to be written. */
export type NewNotice = {
  windowId: string | null;
  regionCode: string | null;
  /** One person by name, for what is in this person's hands. */
  staffId?: string | null;
  role: string;
  caseId: string | null;
  businessNumber: string | null;
  kind: string;
  text: string;
  /** The entry of the feed it was made of; null for a reminder of the clock. */
  feedNo: number | null;
  /** Page of the desk where it is dealt with, where that is not the case's. */
  link?: string | null;
  /** Somebody waits for an answer. */
  urgent?: boolean;
  /** The same key tells the same address once. */
  onceKey?: string | null;
  /** How many further ones of its kind a storm would have made within the minute. */
  grouped?: number;
};
