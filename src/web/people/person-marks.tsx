import type { Day } from '../../regulation/instant.ts';
import { shortDate } from '../../regulation/shanghai-time.ts';
import type { Person, PersonGrant } from '../api/people.ts';
import { Tag } from '../components/marks.tsx';
import { peopleText as text } from './text.zh-CN.ts';

/** The year of a day, so that days of other years are shown with theirs. */
export const yearOf = (day: Day): number => Number(day.slice(0, 4));

/** How an account stands, in one word: what keeps the person out comes first. */
export function PersonTag({ person, today }: { person: Person; today: Day }) {
  const { tags } = text;
  if (person.suspendedAt !== null)
    return (
      <Tag tone="pause" icon="slashed">
        {tags.suspended}
      </Tag>
    );
  if (person.casesLockedAt !== null)
    return (
      <Tag tone="bad" icon="lock">
        {tags.casesLocked}
      </Tag>
    );
  if (person.transferTo !== null)
    return (
      <Tag tone="wait" icon="clock">
        {tags.leaving}
      </Tag>
    );
  if (person.lockedUntil !== null)
    return (
      <Tag tone="bad" icon="lock">
        {tags.locked}
      </Tag>
    );
  if (person.mustChangePassword)
    return (
      <Tag tone="wait" icon="clock">
        {tags.firstPassword}
      </Tag>
    );
  if (person.statementUntil === null || person.statementUntil < today)
    return (
      <Tag tone="wait" icon="document">
        {tags.statementDue}
      </Tag>
    );
  return (
    <Tag tone="ok" icon="check">
      {tags.fine}
    </Tag>
  );
}

/** A role in words: what, where, since and until when. */
export function GrantWords({ grant, today }: { grant: PersonGrant; today: Day }) {
  const { roleName, windowName, regionName, validFrom, validTo } = grant;
  const named = (day: Day): string => shortDate(day, yearOf(today));
  const begins = validFrom > today ? text.later(named(validFrom)) : text.from(named(validFrom));
  const ends = validTo === null ? '' : `，${text.until(named(validTo))}`;
  return (
    <span className="people-grant">
      {roleName}
      <span className="small under">
        {windowName ?? regionName} · {begins}
        {ends}
      </span>
    </span>
  );
}
