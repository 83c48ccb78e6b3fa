import { createHash, randomUUID } from 'node:crypto';
import { makeBusinessNumber } from '../../src/cases/core/business-number.ts';
import type { CaseEvent } from '../../src/cases/core/events.ts';
import { dayOf, instantOf } from '../../src/regulation/instant.ts';
import { residentNumber } from '../bench/applicants.ts';
import { waybill } from '../client/story.ts';
import { momentOfEvent, type Place, type Planned, type Template } from './plan.ts';

const surnames = Array.from('王李张刘陈杨黄赵吴周徐孙马朱胡郭何罗高林');
const givenNames = Array.from('晓明建华丽芳强军敏静磊洋勇艳杰娟涛超霞平');
const codeCharacters = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

/** The applicant of the stories (`scripts/client/story.ts`). */
const told = { name: '罗晓梅', identity: '11010519491231002X', phone: '13800006021' };

const one = <Each>(each: readonly Each[], number: number): Each => each[number % each.length] as Each;

/** The person who applies in a case; each serial gives another one. */
export const applicantOf = (serial: number): { name: string; identity: string; phone: string } => ({
  name:
    one(surnames, serial) +
    one(givenNames, Math.floor(serial / 20)) +
    one(givenNames, Math.floor(serial / 400)),
  identity: residentNumber(serial),
  phone: `139${String(serial % 100_000_000).padStart(8, '0')}`,
});

/** 16 characters of a verification code that follow from the case and the code it stands for. */
const codeFrom = (text: string): string =>
  [...createHash('sha256').update(text).digest().subarray(0, 16)]
    .map((byte) => codeCharacters[byte % codeCharacters.length])
    .join('');

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const quoted = (texts: readonly string[]): string =>
  texts.map((text) => text.replaceAll(/[$()*+.?[\\\]^{|}]/g, '\\$&')).join('|');

/** How the texts of a template change into those of another case. */
export type Varied = { caseId: string; events: CaseEvent[] };

const pairs = (from: Place, to: Place): [string, string][] => [
  [from.windowId, to.windowId],
  ...from.staff.flatMap(({ id, name }, at): [string, string][] => {
    const other = to.staff[at] ?? one(to.staff, 0);
    return [
      [id, other.id],
      [name, other.name],
    ];
  }),
  [from.windowName, to.windowName],
  [from.regionName, to.regionName],
  [`"${from.regionCode}"`, `"${to.regionCode}"`],
];

/** Makes variations of one template. */
export function variationsOf(
  template: Template,
  { intakes, homes }: { intakes: readonly Place[]; homes: readonly Place[] },
): (planned: Planned) => Varied {
  const { events, intake, home, businessNumber } = template;
  const fixed = [...pairs(intake, intake), ...pairs(home, home)].map(([from]) => from);
  const pattern = new RegExp(
    [
      quoted([...fixed, told.name, told.identity, told.phone, ...(businessNumber ? [businessNumber] : [])]),
      uuid,
      String.raw`\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}\+08:00`,
      String.raw`"\d{4}-\d{2}-\d{2}"`,
      String.raw`EA\d{9}CN`,
      `"[${codeCharacters}]{16}"`,
    ].join('|'),
    'g',
  );
  // Scans belong to the template: the variations show the same pages.
  const kept = new Set(
    events.flatMap((text) =>
      [...text.matchAll(/"(?:fileIds|manifest)":\[.*?\]/g)].flatMap(
        ([part]) => part.match(new RegExp(uuid, 'g')) ?? [],
      ),
    ),
  );
  const recorded = events.map((text) => Date.parse((JSON.parse(text) as CaseEvent).recordedAt));
  const nearMs = 60 * 24 * 60 * 60 * 1000;

  return (planned) => {
    const caseId = randomUUID();
    const applicant = applicantOf(planned.serial);
    const [newIntake, newHome] = [one(intakes, planned.intake), one(homes, planned.home)];
    const changed = new Map<string, string>([
      [template.caseId, caseId],
      ...pairs(intake, newIntake),
      ...pairs(home, newHome),
      [told.name, applicant.name],
      [told.identity, applicant.identity],
      [told.phone, applicant.phone],
    ]);
    if (businessNumber) {
      const on = dayOf(instantOf(momentOfEvent(planned, events.length, template.submittedAt)));
      const number = makeBusinessNumber({ regionCode: newIntake.regionCode, on, sequence: planned.sequence });
      changed.set(businessNumber, number);
    }
    let parcels = 0;
    const other = (text: string, shiftMs: number): string => {
      const known = changed.get(text);
      if (known !== undefined) return known;
      if (text.includes('T') && text.endsWith('+08:00')) return instantOf(Date.parse(text) + shiftMs);
      if (/^"\d{4}-/.test(text)) {
        const ms = Date.parse(text.slice(1, -1));
        // Days of the procedure move with it; a date of birth or an end of validity stays.
        return Math.abs(ms - (recorded[0] ?? 0)) < nearMs ? `"${dayOf(instantOf(ms + shiftMs))}"` : text;
      }
      if (kept.has(text)) return text;
      let fresh: string;
      if (/^EA\d{9}CN$/.test(text)) {
        parcels += 1;
        fresh = waybill(planned.serial * 4 + parcels);
      } else if (text.startsWith('"')) fresh = `"${codeFrom(caseId + text)}"`;
      else fresh = randomUUID();
      changed.set(text, fresh);
      return fresh;
    };
    return {
      caseId,
      events: events.map((text, index) => {
        const shiftMs = momentOfEvent(planned, events.length, index) - (recorded[index] ?? 0);
        return JSON.parse(text.replaceAll(pattern, (match) => other(match, shiftMs))) as CaseEvent;
      }),
    };
  };
}
