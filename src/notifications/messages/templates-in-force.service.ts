import type { Db } from '../../platform/database.ts';
import * as store from './template.store.ts';
import { shippedVersion, type TemplateId, templateRuleOf } from './templates.ts';

/** Words in force for an event and a region: those of its province, else those for all, else those that ship. */
export type WordsFor = (template: TemplateId, regionCode: string) => { text: string; version: number };

const provinceOf = (regionCode: string): string => `${regionCode.slice(0, 2)}0000`;

/** Reads the words in force once, for a round of messages. */
export async function readWords(tx: Db, language: string): Promise<WordsFor> {
  const written = new Map(
    (await store.listCurrentTemplates(tx, language)).map((row) => [`${row.event} ${row.regionCode}`, row]),
  );
  return (template, regionCode) =>
    written.get(`${template} ${provinceOf(regionCode)}`) ??
    written.get(`${template} `) ?? { text: templateRuleOf(template).text, version: shippedVersion };
}
