import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { type Role, roles } from '../../regulation/roles.ts';
import { type PeopleFilter, type Person, usePeople } from '../api/people.ts';
import { useSession } from '../api/session.ts';
import { Button } from '../components/button.tsx';
import { useToday } from '../components/day-field.tsx';
import { useSettled } from '../components/debounce.ts';
import { ChoiceField, TextField } from '../components/field.tsx';
import { Card, Empty } from '../components/frame.tsx';
import { PagedList } from '../components/paged-list.tsx';
import { useKeys } from '../keys/keyboard.tsx';
import { CreateDialog } from './account-dialogs.tsx';
import { GrantWords, PersonTag } from './person-marks.tsx';
import { peopleText as text } from './text.zh-CN.ts';
import { keepsAccess, keepsPeople, rolesOf, seesPeople } from './who-keeps.ts';
import './people.css';

const roleChoices = (Object.keys(roles) as Role[]).map((role) => ({ value: role, name: roles[role] }));
const stateChoices = Object.entries(text.states).map(([value, name]) => ({ value, name }));

/** 人员: accounts of the own region, or of the own window for leads. */
export default function PeoplePage() {
  const navigate = useNavigate();
  const { data: session } = useSession();
  const held = rolesOf(session?.grants);
  const [creating, setCreating] = useState(false);
  const keeps = keepsPeople(held);
  useKeys([
    { key: 'Ctrl Enter', name: text.create, act: () => setCreating(true), off: !keeps || creating },
    { key: 'Esc', name: text.back, act: () => void navigate('/'), off: creating },
  ]);
  if (!seesPeople(held)) return <Empty title={text.notYours}>{text.notYoursWhy}</Empty>;
  return (
    <>
      <div className="page-head">
        <h1>{text.title}</h1>
        {keeps ? (
          <Button kind="main" keys="Ctrl Enter" onPress={() => setCreating(true)}>
            {text.create}
          </Button>
        ) : null}
      </div>
      <p className="soft people-lead">{keepsAccess(held) ? text.leadAdministration : text.leadWindow}</p>
      {keepsAccess(held) ? (
        <p className="row people-links">
          <Link to="/people/waiting">{text.waiting}</Link>
          <Link to="/people/review">{text.review}</Link>
          {keeps ? <Link to="/people/import">{text.importing}</Link> : null}
          <a href="/api/staff-table?format=xlsx" download>
            {text.exportXlsx}
          </a>
          <a href="/api/staff-table?format=csv" download>
            {text.exportCsv}
          </a>
        </p>
      ) : null}
      <PeopleList />
      {creating ? (
        <CreateDialog
          regionCode={session?.grants.find(({ role }) => role === 'serviceAdministration')?.regionCode}
          onClose={() => setCreating(false)}
        />
      ) : null}
    </>
  );
}

function PeopleList() {
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState({ role: '', state: '' });
  const filter: PeopleFilter = { ...chosen, q: useSettled(typed.trim(), 250) };
  const list = usePeople(filter);
  const people = list.data?.pages.flatMap(({ staff }) => staff) ?? [];
  const filtered = filter.q !== '' || filter.role !== '' || filter.state !== '';
  return (
    <Card label={text.title}>
      <div className="pad people-filter">
        <TextField label={text.find} value={typed} onChange={setTyped} maxLength={50} />
        <ChoiceField
          label={text.role}
          empty={text.allRoles}
          choices={roleChoices}
          value={chosen.role}
          onChange={(role) => setChosen({ ...chosen, role })}
        />
        <ChoiceField
          label={text.state}
          empty={text.allStates}
          choices={stateChoices}
          value={chosen.state}
          onChange={(state) => setChosen({ ...chosen, state })}
        />
      </div>
      <PagedList
        query={list}
        rows={people}
        none={
          <Empty icon="person" title={filtered ? text.noneLike : text.none}>
            {text.noneWhy}
          </Empty>
        }
        more={text.more}
        waiting={6}
      >
        <PeopleTable people={people} />
      </PagedList>
    </Card>
  );
}

function PeopleTable({ people }: { people: readonly Person[] }) {
  const today = useToday();
  const { columns } = text;
  return (
    <div className="table-frame">
      <table className="cards-when-narrow people-table" aria-label={text.title}>
        <thead>
          <tr>
            <th>{columns.name}</th>
            <th>{columns.username}</th>
            <th>{columns.grants}</th>
            <th>{columns.state}</th>
          </tr>
        </thead>
        <tbody>
          {people.map((person) => (
            <tr key={person.id}>
              <td data-label={columns.name}>
                <Link to={`/people/${person.id}`}>{person.name}</Link>
              </td>
              <td data-label={columns.username}>{person.username}</td>
              <td data-label={columns.grants}>
                {person.grants.length === 0 ? <span className="soft">{text.noGrant}</span> : null}
                {person.grants.map((grant) => (
                  <GrantWords key={grant.id} grant={grant} today={today} />
                ))}
              </td>
              <td data-label={columns.state}>
                <PersonTag person={person} today={today} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
