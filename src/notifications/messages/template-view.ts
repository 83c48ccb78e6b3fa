import type { Instant } from '../../regulation/instant.ts';
import type { TemplateId } from './templates.ts';

/** Words of an event in one version. */
export type VersionView = {
  version: number;
  regionCode: string;
  text: string;
  reason: string;
  madeByName: string;
  madeAt: Instant | null;
};

/** An event with its words in force. */
export type TemplateView = {
  event: TemplateId;
  title: string;
  text: string;
  version: number;
  preview: string;
  /** Regions that have words of their own. */
  regions: string[];
};

/** An event with everything ever written for it. */
export type TemplateDetails = TemplateView & {
  lastVersion: number;
  variables: { label: string; sample: string; most: number }[];
  versions: VersionView[];
  /** For which regions this person may write: empty text for all; null where for none. */
  scopes: string[];
};
