import { useState } from 'react';
import type { Post } from '../../directory/provision/provision.ts';
import { dayOf } from '../../regulation/instant.ts';
import { clockTime, isDay, shortDay } from '../../regulation/shanghai-time.ts';
import { type ProvisionView, useChecklistMark, useDirectoryAct, useProvision } from '../api/directory.ts';
import { sentenceFor } from '../api/problem.ts';
import { ActDialog } from '../components/act-dialog.tsx';
import { Button } from '../components/button.tsx';
import { DayField } from '../components/day-field.tsx';
import { ChoiceField, TextField } from '../components/field.tsx';
import { Card, Note, ReadFailed, Skeleton } from '../components/frame.tsx';
import { Tag } from '../components/marks.tsx';
import { useNow } from '../time/now.tsx';
import { directoryText as text } from './text.zh-CN.ts';

type CardProps = { windowId: string; provision: ProvisionView };
type Act = { path: string; method?: 'POST' | 'DELETE'; body?: unknown };

/** Devices, staff, checklist and extra opening times of a window. */
export function ProvisionCards({ windowId }: { windowId: string }) {
  const { data, error, refetch } = useProvision(windowId);
  if (error) return <ReadFailed error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton rows={5} />;
  const props = { windowId, provision: data };
  return (
    <div className="provision-grid">
      <DevicesCard {...props} />
      <StaffCard {...props} />
      <ChecklistCard {...props} />
      <HoursCard {...props} />
    </div>
  );
}

/** An act on the window with its refusal in words. */
function useWindowAct(windowId: string) {
  const act = useDirectoryAct();
  return {
    busy: act.isPending,
    note: act.error ? <Note tone="bad">{sentenceFor(act.error)}</Note> : null,
    error: act.error,
    go: ({ path, ...more }: Act, onDone?: () => void) =>
      act.mutate({ path: `windows/${windowId}/${path}`, ...more }, onDone ? { onSuccess: onDone } : {}),
  };
}

function DevicesCard({ windowId, provision }: CardProps) {
  const today = dayOf(useNow());
  const { note, busy, go } = useWindowAct(windowId);
  const check = (device: string, works: boolean) =>
    go({ path: 'device-checks', body: { device, works, checkedOn: today } });
  return (
    <Card
      title={text.devices}
      aside={
        <Tag tone={provision.ready ? 'ok' : 'wait'} icon={provision.ready ? 'check' : 'alert'}>
          {provision.readiness}
        </Tag>
      }
    >
      {note}
      <ul className="provision-list">
        {provision.devices.map(({ device, name, stateName, checkedOn, by }) => (
          <li key={device}>
            <span className="what">
              {name}
              <span className="small block">
                {stateName}
                {checkedOn === undefined ? '' : ` · ${text.checkedOn(checkedOn, by ?? '')}`}
              </span>
            </span>
            {provision.mayKeep ? (
              <>
                <Button
                  small
                  busy={busy}
                  label={`${text.check(name)}：${text.works}`}
                  onPress={() => check(device, true)}
                >
                  {text.works}
                </Button>
                <Button
                  small
                  busy={busy}
                  label={`${text.check(name)}：${text.broken}`}
                  onPress={() => check(device, false)}
                >
                  {text.broken}
                </Button>
              </>
            ) : null}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function StaffCard({ windowId, provision }: CardProps) {
  const { note, go } = useWindowAct(windowId);
  const [opened, setOpened] = useState<'post' | 'absence'>();
  const { posts, absences, postsLacking, mayKeep } = provision;
  return (
    <Card
      title={text.staff}
      aside={
        mayKeep ? (
          <div className="row">
            <Button small onPress={() => setOpened('post')}>
              {text.givePost}
            </Button>
            <Button small onPress={() => setOpened('absence')}>
              {text.absence}
            </Button>
          </div>
        ) : undefined
      }
    >
      {note}
      {postsLacking.length > 0 ? <p className="pad small">{text.lacking(postsLacking.join('、'))}</p> : null}
      <ul className="provision-list">
        {posts.map(({ staffId, staffName, postName, since }) => (
          <li key={staffId}>
            <span className="what">
              {staffName}
              <span className="small block">
                {postName} · {since}
              </span>
            </span>
            {mayKeep ? (
              <Button
                small
                label={`${text.endPost}：${staffName}`}
                onPress={() => go({ path: `posts/${staffId}`, method: 'DELETE' })}
              >
                {text.endPost}
              </Button>
            ) : null}
          </li>
        ))}
        {absences.map(({ id, staffName, fromDay, toDay, reason }) => (
          <li key={id}>
            <span className="what small">{text.away(staffName, fromDay, toDay, reason)}</span>
          </li>
        ))}
      </ul>
      {opened ? (
        <StaffDialog
          windowId={windowId}
          provision={provision}
          what={opened}
          onClose={() => setOpened(undefined)}
        />
      ) : null}
    </Card>
  );
}

function StaffDialog(props: CardProps & { what: 'post' | 'absence'; onClose: () => void }) {
  const { provision, what, onClose } = props;
  const today = dayOf(useNow());
  const people = [
    ...new Map(
      [
        ...provision.clerks,
        ...provision.posts.map(({ staffId, staffName }) => ({ id: staffId, name: staffName })),
      ].map((person) => [person.id, person]),
    ).values(),
  ];
  const [staffId, setStaffId] = useState(people[0]?.id ?? '');
  const [post, setPost] = useState<Post>('dedicated');
  const [days, setDays] = useState({ fromDay: today, toDay: today });
  const [reason, setReason] = useState('');
  const { go, busy, error } = useWindowAct(props.windowId);
  const blocked =
    people.length === 0
      ? text.nobody
      : what === 'post'
        ? undefined
        : !isDay(days.fromDay) || !isDay(days.toDay)
          ? text.daysMissing
          : [...reason.trim()].length < 2
            ? text.reasonMissing
            : undefined;
  const title = what === 'post' ? text.givePost : text.absence;
  return (
    <ActDialog
      title={title}
      verb={title}
      safe={text.safe}
      blocked={blocked}
      busy={busy}
      error={error}
      onAct={() =>
        blocked === undefined &&
        go(
          what === 'post'
            ? { path: 'posts', body: { post, staffId } }
            : { path: 'absences', body: { staffId, ...days, reason: reason.trim() } },
          onClose,
        )
      }
      onClose={onClose}
    >
      {people.length > 0 ? (
        <ChoiceField
          label={text.person}
          value={staffId}
          choices={people.map(({ id, name }) => ({ value: id, name }))}
          onChange={setStaffId}
        />
      ) : null}
      {what === 'post' ? (
        <ChoiceField
          label={text.post}
          value={post}
          choices={Object.entries(text.posts).map(([value, name]) => ({ value, name }))}
          onChange={(value) => setPost(value as Post)}
        />
      ) : (
        <>
          <DayField
            label={text.absenceFrom}
            value={days.fromDay}
            onChange={(fromDay) => setDays({ ...days, fromDay })}
          />
          <DayField
            label={text.absenceTo}
            value={days.toDay}
            onChange={(toDay) => setDays({ ...days, toDay })}
          />
          <TextField label={text.reason} value={reason} maxLength={200} onChange={setReason} />
        </>
      )}
    </ActDialog>
  );
}

function ChecklistCard({ windowId, provision }: CardProps) {
  const today = dayOf(useNow());
  const mark = useChecklistMark(windowId);
  return (
    <Card title={text.site} aside={<b>{text.share(provision.percent)}</b>}>
      {mark.error ? <Note tone="bad">{sentenceFor(mark.error)}</Note> : null}
      {provision.missing.length > 0 ? (
        <p className="pad small">{text.lacking(provision.missing.join('、'))}</p>
      ) : null}
      <ul className="provision-list">
        {provision.checklist.map(({ point, name, done, seenOn, by }) => (
          <li key={point}>
            <span className="what">
              {name}
              <span className="small block">
                {done ? text.have : text.notYet}
                {seenOn === undefined ? '' : ` · ${text.seenOn(seenOn, by ?? '')}`}
              </span>
            </span>
            {done ? (
              <a
                href={`/api/directory/windows/${windowId}/checklist/${point}/photo`}
                target="_blank"
                rel="noreferrer"
              >
                {text.photo}
              </a>
            ) : null}
            {provision.mayKeep ? (
              done ? (
                <Button
                  small
                  label={`${text.undo}：${name}`}
                  onPress={() => mark.mutate({ point, seenOn: today, photo: undefined })}
                >
                  {text.undo}
                </Button>
              ) : (
                <label className="button button-plain button-small">
                  {text.takePhoto}
                  <span className="sr-only">{name}</span>
                  <input
                    type="file"
                    className="sr-only"
                    accept="image/jpeg,image/png"
                    onChange={({ target }) => {
                      const photo = target.files?.[0];
                      if (photo) mark.mutate({ point, seenOn: today, photo });
                    }}
                  />
                </label>
              )
            ) : null}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function HoursCard({ windowId, provision }: CardProps) {
  const year = Number(useNow().slice(0, 4));
  const { note, go } = useWindowAct(windowId);
  const [adding, setAdding] = useState(false);
  return (
    <Card
      title={text.hours}
      aside={
        provision.mayKeep ? (
          <Button small onPress={() => setAdding(true)}>
            {text.addHours}
          </Button>
        ) : undefined
      }
    >
      {note}
      <p className="pad small">{text.hoursWhy}</p>
      {provision.extraHours.length === 0 ? <p className="pad soft">{text.noHours}</p> : null}
      <ul className="provision-list">
        {provision.extraHours.map(({ id, fromAt, toAt, note: words }) => (
          <li key={id}>
            <span className="what">
              {shortDay(dayOf(fromAt), year)} {clockTime(fromAt)}–{clockTime(toAt)}
              <span className="small block">{words}</span>
            </span>
            {provision.mayKeep ? (
              <Button small onPress={() => go({ path: `extra-hours/${id}`, method: 'DELETE' })}>
                {text.withdraw}
              </Button>
            ) : null}
          </li>
        ))}
        {provision.openings.slice(0, 7).map(({ day, openings }) => (
          <li key={day}>
            <span className="what small">
              {shortDay(day, year)}{' '}
              {openings.length === 0
                ? text.closedDay
                : openings.map(({ from, to }) => `${from}–${to}`).join('、')}
            </span>
          </li>
        ))}
      </ul>
      {adding ? <HoursDialog windowId={windowId} onClose={() => setAdding(false)} /> : null}
    </Card>
  );
}

function HoursDialog({ windowId, onClose }: { windowId: string; onClose: () => void }) {
  const [form, setForm] = useState({ day: '', from: '', to: '', note: '' });
  const { go, busy, error } = useWindowAct(windowId);
  const isTime = (time: string) => /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/.test(time);
  const blocked =
    isDay(form.day) && isTime(form.from) && isTime(form.to) && form.note.trim() !== ''
      ? undefined
      : text.hoursBlocked;
  const set = (field: keyof typeof form) => (value: string) => setForm({ ...form, [field]: value });
  return (
    <ActDialog
      title={text.addHours}
      verb={text.addHours}
      safe={text.safe}
      blocked={blocked}
      busy={busy}
      error={error}
      onAct={() => blocked === undefined && go({ path: 'extra-hours', body: form }, onClose)}
      onClose={onClose}
    >
      <DayField label={text.hoursDay} value={form.day} onChange={set('day')} />
      <TextField label={text.hoursFrom} hint="09:00" value={form.from} maxLength={5} onChange={set('from')} />
      <TextField label={text.hoursTo} hint="12:00" value={form.to} maxLength={5} onChange={set('to')} />
      <TextField label={text.hoursNote} value={form.note} maxLength={200} onChange={set('note')} />
    </ActDialog>
  );
}
