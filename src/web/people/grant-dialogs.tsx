import { useState } from 'react';
import type { Day } from '../../regulation/instant.ts';
import { type Role, roles, windowRoles } from '../../regulation/roles.ts';
import { isDay, shortDate } from '../../regulation/shanghai-time.ts';
import { type Person, type PersonGrant, usePeopleAct, useWindowsOf } from '../api/people.ts';
import { errorAt } from '../api/problem.ts';
import { ActDialog } from '../components/act-dialog.tsx';
import { DayField, useToday } from '../components/day-field.tsx';
import { Check, ChoiceField, TextField } from '../components/field.tsx';
import { useMessages } from '../components/messages.tsx';
import { SuccessorField } from './successor-field.tsx';
import { peopleText as text } from './text.zh-CN.ts';

type Place = { role: Role; regionCode: string; windowId: string };

/** Roles that the reader may give: an administration those of its region, the system administrator all. */
const givenHere: readonly Role[] = [
  'windowClerk',
  'windowLead',
  'outletClerk',
  'approver',
  'serviceAdministration',
];

function usePlace(person: Person): [Place, (place: Place) => void] {
  return useState<Place>({ role: 'windowClerk', regionCode: person.regionCode ?? '', windowId: '' });
}

const lacking = ({ role, regionCode, windowId }: Place): string | undefined =>
  /^\d{6}$/.test(regionCode)
    ? windowRoles.includes(role) && windowId === ''
      ? text.windowMissing
      : undefined
    : text.regionMissing;

const bodyOf = ({ role, regionCode, windowId }: Place) => ({
  role,
  regionCode,
  ...(windowRoles.includes(role) ? { windowId } : {}),
});

/** Role and place, the window out of those of the region. */
function PlaceFields(props: {
  label: string;
  place: Place;
  all: boolean;
  error: string | undefined;
  onChange: (place: Place) => void;
}) {
  const { place, onChange } = props;
  const { data } = useWindowsOf(place.regionCode);
  const offered = props.all ? (Object.keys(roles) as Role[]) : givenHere;
  const windows = data?.items ?? [];
  return (
    <>
      <ChoiceField
        label={props.label}
        value={place.role}
        choices={offered.map((value) => ({ value, name: roles[value] }))}
        error={props.error}
        onChange={(role) => onChange({ ...place, role: role as Role })}
      />
      {props.all ? (
        <TextField
          label={text.region}
          value={place.regionCode}
          maxLength={6}
          inputMode="numeric"
          onChange={(regionCode) => onChange({ ...place, regionCode, windowId: '' })}
        />
      ) : null}
      {windowRoles.includes(place.role) ? (
        <ChoiceField
          label={text.window}
          value={place.windowId}
          empty={text.windowMissing}
          choices={windows.map(({ id, name }) => ({ value: id, name }))}
          onChange={(windowId) => onChange({ ...place, windowId })}
        />
      ) : null}
    </>
  );
}

/** 授予岗位: from a day, to a day or for good. */
export function GrantDialog(props: { person: Person; all: boolean; onClose: () => void }) {
  const { person, onClose } = props;
  const today = useToday();
  const [place, setPlace] = usePlace(person);
  const [from, setFrom] = useState<Day>(today);
  const [to, setTo] = useState('');
  const act = usePeopleAct();
  const { say } = useMessages();
  const wrongDay = !isDay(from) || (to !== '' && !isDay(to));
  const blocked = lacking(place) ?? (wrongDay ? text.dayWrong : undefined);
  return (
    <ActDialog
      title={`${text.acts.grant}：${person.name}`}
      verb={text.acts.grant}
      safe={text.safe}
      blocked={blocked}
      busy={act.isPending}
      error={errorAt(act.error, '/role') ? undefined : act.error}
      onAct={() => {
        if (blocked !== undefined) return;
        const body = { ...bodyOf(place), validFrom: from, ...(to === '' ? {} : { validTo: to }) };
        act.mutate(
          { method: 'POST', path: `staff/${person.id}/grants`, body },
          {
            onSuccess: () => {
              say(text.done, 'ok');
              onClose();
            },
          },
        );
      }}
      onClose={onClose}
    >
      <PlaceFields
        label={text.role}
        place={place}
        all={props.all}
        error={errorAt(act.error, '/role')}
        onChange={setPlace}
      />
      <DayField label={text.validFrom} value={from} onChange={setFrom} />
      <DayField label={text.validTo} hint={text.validToHint} optional value={to} onChange={setTo} />
    </ActDialog>
  );
}

/** 换岗: roles that end, the one that begins, and who goes on with the tasks. */
export function MoveDialog(props: { person: Person; openTasks: number; all: boolean; onClose: () => void }) {
  const { person, openTasks, onClose } = props;
  const today = useToday();
  const [place, setPlace] = usePlace(person);
  const [from, setFrom] = useState<Day>(today);
  const [ends, setEnds] = useState<ReadonlySet<string>>(new Set(person.grants.map(({ id }) => id)));
  const [successor, setSuccessor] = useState('');
  const act = usePeopleAct();
  const { say } = useMessages();
  const blocked =
    lacking(place) ??
    (isDay(from) ? undefined : text.dayWrong) ??
    (openTasks > 0 && successor === '' ? text.successorMissing : undefined);
  return (
    <ActDialog
      title={`${text.acts.move}：${person.name}`}
      verb={text.acts.move}
      safe={text.safe}
      blocked={blocked}
      busy={act.isPending}
      error={act.error}
      onAct={() => {
        if (blocked !== undefined) return;
        const body = {
          ...bodyOf(place),
          endGrantIds: [...ends],
          from,
          ...(successor === '' ? {} : { successorId: successor }),
        };
        act.mutate(
          { method: 'POST', path: `staff/${person.id}/move`, body },
          {
            onSuccess: () => {
              say(text.done, 'ok');
              onClose();
            },
          },
        );
      }}
      onClose={onClose}
    >
      <p className="soft">{text.moveWhy}</p>
      <fieldset className="people-ends">
        <legend className="small">{text.moveEnds}</legend>
        {person.grants.map((grant) => (
          <Check
            key={grant.id}
            checked={ends.has(grant.id)}
            onChange={(checked) => {
              const next = new Set(ends);
              if (checked) next.add(grant.id);
              else next.delete(grant.id);
              setEnds(next);
            }}
          >
            {grant.roleName} · {grant.windowName ?? grant.regionName}
          </Check>
        ))}
      </fieldset>
      <PlaceFields
        label={text.moveRole}
        place={place}
        all={props.all}
        error={errorAt(act.error, '/role')}
        onChange={setPlace}
      />
      <DayField label={text.moveFrom} value={from} onChange={setFrom} />
      <SuccessorField person={person} openTasks={openTasks} value={successor} onChange={setSuccessor} />
    </ActDialog>
  );
}

/** 定结束日 of one role. */
export function EndGrantDialog(props: { person: Person; grant: PersonGrant; onClose: () => void }) {
  const { person, grant, onClose } = props;
  const [lastDay, setLastDay] = useState(grant.validTo ?? '');
  const act = usePeopleAct();
  const { say } = useMessages();
  const blocked = isDay(lastDay) ? undefined : text.dayWrong;
  return (
    <ActDialog
      title={`${text.acts.endGrant}：${grant.roleName}`}
      verb={text.acts.endGrant}
      safe={text.safe}
      blocked={blocked}
      busy={act.isPending}
      error={act.error}
      onAct={() => {
        if (blocked !== undefined) return;
        act.mutate(
          { method: 'PUT', path: `staff/${person.id}/grants/${grant.id}/end`, body: { lastDay } },
          {
            onSuccess: () => {
              say(text.until(shortDate(lastDay)), 'ok');
              onClose();
            },
          },
        );
      }}
      onClose={onClose}
    >
      <DayField label={text.lastDay} first value={lastDay} onChange={setLastDay} />
    </ActDialog>
  );
}
