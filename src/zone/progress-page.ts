import type { Day, Instant } from '../regulation/instant.ts';
import {
  clockTime,
  daysBetween,
  shanghaiDay,
  shanghaiParts,
  shortDate,
  weekdayOf,
} from '../regulation/shanghai-time.ts';
import { nowWords, type Tone } from './case-words.zh-CN.ts';
import { html, type Markup } from './html.ts';
import { type IconName, icon } from './icons.ts';
import type { Page } from './layout.ts';
import {
  backLink,
  businessNumber,
  dayText,
  field,
  momentText,
  more,
  note,
  phoneLink,
  sampleMark,
  sampleNote,
} from './parts.ts';
import type { PublicDayLine, PublicDocument, PublicDue, PublicMilestone, PublicProgress } from './ports.ts';
import { text } from './text.zh-CN.ts';

const words = text.progress;

/** What was typed into the form, and what is wrong with it. */
export type ProgressForm = {
  businessNumber: string;
  phoneLast4: string;
  numberError?: string | undefined;
  phoneError?: string | undefined;
  /** What the query answered, when it found nothing or is blocked. */
  answer?: { tone: 'warn' | 'bad'; sentence: string } | undefined;
};

function summary({ numberError, phoneError, answer }: ProgressForm): Markup | false {
  if (answer)
    return html`<div role="alert">${note(answer.tone, answer.tone === 'bad' ? 'cross' : 'triangle', answer.sentence)}</div>`;
  const faults = [
    { href: '#businessNumber', sentence: numberError },
    { href: '#phoneLast4', sentence: phoneError },
  ].filter(({ sentence }) => sentence !== undefined);
  if (faults.length === 0) return false;
  return html`<div role="alert">${note('bad', 'cross', html`<b>${text.error}</b><ul>${faults.map(({ href, sentence }) => html`<li><a href="${href}">${sentence}</a></li>`)}</ul>`)}</div>`;
}

/** The form: number and last four digits of the phone (R-107). */
export const progressFormPage = (form: ProgressForm): Page => ({
  title:
    form.numberError !== undefined || form.phoneError !== undefined
      ? `${text.error}${words.title}`
      : words.title,
  body: html`<div class="c top"><h1>${words.title}</h1><p class="m">${words.line}</p>
${summary(form)}
<form action="/progress" method="post" novalidate>
${field({ id: 'businessNumber', label: words.number, hint: words.numberHint, error: form.numberError }, (attributes) => html`<input class="in" ${attributes} name="businessNumber" value="${form.businessNumber}" inputmode="numeric" maxlength="60" autocomplete="off">`)}
${field({ id: 'phoneLast4', label: words.phone, hint: words.phoneHint, error: form.phoneError }, (attributes) => html`<input class="in short" ${attributes} name="phoneLast4" value="${form.phoneLast4}" inputmode="numeric" maxlength="20" autocomplete="off">`)}
<div class="btns"><button class="btn" type="submit">${icon('search')}${words.submit}</button></div></form></div>`,
});

const dueDay = (day: Day, worked: boolean, now: Instant): string =>
  `${dayText(day, now)}${worked && weekdayOf(day) > 5 ? '（上班）' : ''}`;

const isWorked = ({ dueOn, why }: PublicDue): boolean =>
  why.some(({ from, counted }) => counted && from === dueOn);

function countdown(due: PublicDue, now: Instant): string {
  if (due.overdue) {
    const over = due.workingDaysLeft === undefined ? 0 : -due.workingDaysLeft;
    return over > 0 ? words.over(over) : words.overToday;
  }
  if (due.dueOn === shanghaiDay(now)) {
    return isEndOfDay(due) ? words.today : words.todayBy(clockTime(due.dueAt));
  }
  const left = due.workingDaysLeft;
  // Every day counts of a period that does not run in working days, as the applicant's own for a supplement.
  if (left === undefined && isEndOfDay(due)) return words.leftDays(daysBetween(shanghaiDay(now), due.dueOn));
  return left === undefined || left <= 0 ? deadline(due, now) : words.left(left);
}

function isEndOfDay({ dueAt }: PublicDue): boolean {
  const { hour, minute, second } = shanghaiParts(dueAt);
  return hour === 0 && minute === 0 && second === 0;
}

/** “10月9日 周六（上班）24:00 前”, or the hour itself for periods in office hours. */
function deadline(due: PublicDue, now: Instant): string {
  const day = dueDay(due.dueOn, isWorked(due), now);
  if (!isEndOfDay(due)) return words.beforeTime(day, clockTime(due.dueAt));
  return due.overdue ? words.overBefore(day) : words.before(day);
}

/** The words for what goes on; of a supplement, also that it is all in, or that its time has passed. */
function saidOf({ state, outcome, home, supplement }: PublicProgress): {
  title: string;
  line: string;
  tone: Tone;
} {
  const said = nowWords(state, outcome, home.regionName);
  if (!supplement) return said;
  const { allIn, allInLine, over, overLine } = words.supplement;
  if (supplement.missing === 0) return { title: allIn, line: allInLine, tone: 'go' };
  return supplement.over ? { title: over, line: overLine(home.regionName), tone: 'warn' } : said;
}

/** What the one-time notice asks for: each thing with its reason, what is here already, where to bring the rest. */
function noticeBox({ notice, intake, due }: PublicProgress, now: Instant): Markup | false {
  if (!notice) return false;
  const told = words.notice;
  const over = due?.overdue === true && notice.parcels === 0;
  if (over)
    return html`<section class="sec"><h2>${told.over}</h2><p>${told.overLine(intake.windowName)}</p></section>`;
  return html`<section class="sec"><h2>${told.title}</h2><ul class="docs">${notice.lines.map(
    ({ name, reason, handedIn }) =>
      html`<li><div><b>${name}</b><p class="s">${handedIn ? told.handedIn : `${reason}，${told.open}`}</p></div>${icon(handedIn ? 'check' : 'triangle')}</li>`,
  )}</ul>
<p>${told.until(words.before(dayText(notice.dueOn, now)))}</p><ul class="docs"><li><span>${told.where(intake.windowName)}</span>${phoneLink(intake.phone)}</li></ul>${notice.parcels > 0 && html`<p>${told.parcels(notice.parcels)}</p>`}<p class="m">${told.posted}</p><p class="m">${told.wording}</p></section>`;
}

/** What the applicant can do about a supplement: how much, by when, and at which two places. */
function supplementBox({ supplement, intake, home }: PublicProgress, now: Instant): Markup | false {
  if (!supplement || supplement.missing === 0 || supplement.over) return false;
  const told = words.supplement;
  const { points, missing, dueOn } = supplement;
  return html`<section class="sec"><h2>${told.title}</h2><p>${told.what(points)}${missing < points && told.missing(missing)}</p>
<p>${told.until(words.before(dayText(dueOn, now)))}</p><ul class="docs"><li><span>${told.intake(intake.windowName)}</span>${phoneLink(intake.phone)}</li><li><span>${told.home(home.windowName)}</span>${phoneLink(home.phone)}</li></ul><p class="m">${told.posted}</p></section>`;
}

function nowBox(progress: PublicProgress, now: Instant): Markup {
  const { task, holder, due } = progress;
  const said = saidOf(progress);
  const title = task ? words.pickUp(task.office.windowName) : said.title;
  const line = task?.until === undefined ? said.line : words.pickUpUntil(dayText(task.until, now));
  const sides = { intake: 'i', home: 'h', applicant: 'warn', none: said.tone } as const;
  return html`<section class="now ${task ? 'warn' : sides[holder.side]}" role="status"><div class="a"><h2>${title}</h2><p class="m">${line}</p></div>
<div class="b"><div><h3>${words.who}</h3><b>${holder.side === 'none' ? words.ended : holder.office}</b><p class="m">${words.since(momentText(holder.since, now))}</p></div>
${due && html`<div><h3>${words.nextBy(due.title)}</h3><b>${countdown(due, now)}</b><p class="m">${deadline(due, now)}</p>${due.provisional && html`<p class="s">${words.provisional}</p>`}</div>`}</div></section>`;
}

const milestoneIcons: Readonly<Record<PublicMilestone['status'], IconName>> = {
  done: 'check',
  current: 'dot',
  ahead: 'clock',
};

function milestone(
  { label, status, at, place, dueOn }: PublicMilestone,
  { due }: PublicProgress,
  now: Instant,
): Markup {
  const dueText = (on: Day): string =>
    due?.dueOn === on ? deadline(due, now) : words.before(dueDay(on, false, now));
  const when = at !== undefined ? momentText(at, now) : dueOn !== undefined ? dueText(dueOn) : undefined;
  const line = [when, place].filter((part) => part !== undefined).join(' · ');
  return html`<li class="${status}"${status === 'current' && html` aria-current="step"`}>${icon(milestoneIcons[status], words[status])}<div><h3>${label}</h3>${line !== '' && html`<p class="s">${line}</p>`}</div></li>`;
}

const days = ({ from, to }: PublicDayLine, now: Instant): string => {
  if (to === undefined || to === from) return dayText(from, now);
  const sameMonth = from.slice(0, 7) === to.slice(0, 7);
  const { year, day } = shanghaiParts(`${to}T00:00:00.000+08:00`);
  return `${shortDate(from, shanghaiParts(now).year)}–${sameMonth ? `${day}日` : shortDate(to, year)}`;
};

const why = (due: PublicDue, now: Instant): Markup =>
  html`<ul class="why">${due.why.map(
    (line) =>
      html`<li${!line.counted && html` class="off"`}><span>${days(line, now)}</span><span>${line.label}</span><span>${line.counted ? line.n !== undefined && words.counted(line.n) : words.notCounted}</span></li>`,
  )}</ul><p class="s gap-s">${due.article}</p>`;

const documentLine = (
  { title, issuedAt, status, verificationCode }: PublicDocument,
  now: Instant,
): Markup => {
  const link = html`<a href="/verify/${encodeURIComponent(verificationCode)}">${title}</a>`;
  return html`<li>${status === 'void' ? html`<span><del>${link}</del> ${words.void}</span>` : link}<span class="s">${momentText(issuedAt, now)}</span></li>`;
};

const parcelBox = (parcel: NonNullable<PublicProgress['parcel']>, now: Instant): Markup =>
  html`<div class="box"><h2>${words.parcelTitle}</h2><p>${words.parcel(parcel.carrier, parcel.waybill)}</p><p class="m">${parcel.deliveredAt === undefined ? words.parcelSent(momentText(parcel.dispatchedAt, now)) : words.parcelDone(momentText(parcel.deliveredAt, now))}</p></div>`;

/** Where each of the applicant's originals is, since when, and what happens to it next (R-093). */
const originalsBox = (originals: PublicProgress['originals'], now: Instant): Markup =>
  html`<section class="box"><h2>${words.originals.title}</h2><ul class="docs">${originals.map(
    ({ name, where, since, expected }) =>
      html`<li><div><b>${name}</b><p class="m">${where}</p><p class="s">${words.originals.since(dayText(since, now))}${expected && html`<br>${words.originals.next(expected.what, dayText(expected.on, now))}`}</p></div></li>`,
  )}</ul></section>`;

/** Where a case stands: whether anything is to be done, who has it, by when, each step with its time (R-107). */
export const progressPage = (progress: PublicProgress, now: Instant): Page => ({
  title: words.resultTitle,
  body: html`${backLink('/progress', words.again)}
<div class="ttl"><p class="s">${words.businessNumber} ${businessNumber(progress.businessNumber)}</p>
<h1>${progress.itemName}</h1>
<div class="tags">${progress.optionName !== progress.itemName && html`<span class="m">${progress.optionName}</span>`}<span class="m">${progress.stateLabel}</span>${progress.sample && sampleMark()}</div></div>
<div class="two"><div>${nowBox(progress, now)}
${noticeBox(progress, now)}${supplementBox(progress, now)}
<section class="sec"><h2>${words.steps}</h2><ol class="ms">${progress.milestones.map((one) => milestone(one, progress, now))}</ol></section>
${progress.due && progress.due.why.length > 0 && html`<section class="sec">${more(words.why(shortDate(progress.due.dueOn, shanghaiParts(now).year)), why(progress.due, now), true)}</section>`}</div>
<div class="aside"><section class="box"><h2>${words.documents}</h2>${progress.documents.length === 0 ? html`<p class="m">${words.noDocuments}</p>` : html`<ul class="docs">${progress.documents.map((one) => documentLine(one, now))}</ul>`}</section>
${progress.parcel && parcelBox(progress.parcel, now)}
${progress.originals.length > 0 && originalsBox(progress.originals, now)}
<section class="box"><h2>${words.questions}</h2><p class="m">${words.askIntake}（${progress.intake.regionName}）<br>${phoneLink(progress.intake.phone)}</p><p class="m">${words.askHome}（${progress.home.regionName}）<br>${phoneLink(progress.home.phone)}</p></section></div></div>
${progress.sample && html`<div class="c">${sampleNote()}</div>`}`,
});
