import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { type KeptProgramme, useKeptProgrammes } from '../api/list-keeping.ts';
import { useSession } from '../api/session.ts';
import { mattersText } from '../catalogue-admin/matters-text.zh-CN.ts';
import { ProgrammeDialog } from '../catalogue-admin/programme-dialog.tsx';
import { adminText } from '../catalogue-admin/text.zh-CN.ts';
import { Button } from '../components/button.tsx';
import { useToday } from '../components/day-field.tsx';
import { ChoiceField, TextField } from '../components/field.tsx';
import { Card, Empty, ReadFailed, Skeleton } from '../components/frame.tsx';
import { useKeys } from '../keys/keyboard.tsx';
import { keepsSynonyms } from '../synonyms/keeps-synonyms.ts';
import '../new-case/new-case.css';
import '../catalogue-admin/catalogue-admin.css';

const text = mattersText.programmes;
const { columns } = text;
const mostNames = 5;
const choicesOf = (names: Readonly<Record<string, string>>) =>
  Object.entries(names).map(([value, name]) => ({ value, name }));

const orders: Readonly<Record<string, (a: KeptProgramme, b: KeptProgramme) => number>> = {
  name: (a, b) => a.name.localeCompare(b.name, 'zh-CN'),
  items: (a, b) => b.itemCount - a.itemCount,
};

/** 通办范围: all programmes, found, ordered, added and opened. */
export default function ProgrammesPage() {
  const navigate = useNavigate();
  const { data: session } = useSession();
  const grants = session?.grants ?? [];
  const may = keepsSynonyms(grants);
  const decides = grants.some(({ role }) => role === 'coordinationGroup');
  const { data, error, isPending, refetch } = useKeptProgrammes(may);
  const [part, setPart] = useState('');
  const [status, setStatus] = useState('');
  const [order, setOrder] = useState('position');
  const [adding, setAdding] = useState(false);
  const open = (id: string) => void navigate(`/catalogue-admin?programme=${id}&tab=members`);
  useKeys([
    { key: 'Ctrl Enter', name: text.add, act: () => setAdding(true), off: !decides },
    { key: 'Esc', name: text.toLists, act: () => void navigate('/catalogue-admin') },
  ]);
  if (!may)
    return (
      <Empty icon="lock" title={adminText.notYours}>
        {adminText.notYoursWhy}
      </Empty>
    );
  if (error) return <ReadFailed error={error} retry={() => void refetch()} />;
  if (isPending) return <Skeleton rows={7} />;
  const by = orders[order];
  const found = data.programmes.filter(
    (one) =>
      (status === '' || one.status === status) &&
      [one.name, one.shortCode, one.documentNumber, ...one.members.map(({ regionName }) => regionName)].some(
        (words) => words.includes(part.trim()),
      ),
  );
  const shown = by ? found.toSorted(by) : found;
  return (
    <>
      <div className="page-head">
        <div className="titles">
          <h1>{text.title}</h1>
          <p className="soft">{text.lead}</p>
        </div>
        <div className="list-steps">
          <Link className="button" to="/catalogue-admin">
            {text.toLists}
          </Link>
          {decides ? (
            <Button kind="main" keys="Ctrl Enter" onPress={() => setAdding(true)}>
              {text.add}
            </Button>
          ) : null}
        </div>
      </div>
      <Card label={text.title}>
        <div className="pad list-find">
          <TextField label={mattersText.find} value={part} onChange={setPart} maxLength={60} />
          <ChoiceField
            label={text.status}
            value={status}
            empty={text.any}
            choices={choicesOf(text.statuses)}
            onChange={setStatus}
          />
          <ChoiceField
            label={text.order}
            value={order}
            choices={choicesOf(text.orders)}
            onChange={setOrder}
          />
        </div>
        {shown.length === 0 ? <Empty icon="search" title={text.none} /> : <Programmes programmes={shown} />}
      </Card>
      {adding ? (
        <ProgrammeDialog programme={undefined} onDone={open} onClose={() => setAdding(false)} />
      ) : null}
    </>
  );
}

function Programmes({ programmes }: { programmes: readonly KeptProgramme[] }) {
  const today = useToday();
  return (
    <div className="table-frame">
      <table className="cards-when-narrow" aria-label={text.title}>
        <thead>
          <tr>
            <th>{columns.name}</th>
            <th>{columns.members}</th>
            <th>{columns.granularity}</th>
            <th>{columns.items}</th>
            <th>{columns.status}</th>
          </tr>
        </thead>
        <tbody>
          {programmes.map((programme) => {
            const names = programme.members
              .filter(({ validTo }) => validTo === null || today < validTo)
              .map(({ regionName }) => regionName);
            return (
              <tr key={programme.id}>
                <td data-label={columns.name}>
                  <Link
                    className="strong"
                    aria-label={text.openLabel(programme.name)}
                    to={`/catalogue-admin?programme=${programme.id}&tab=members`}
                  >
                    {programme.name}
                  </Link>
                  <span className="small under">
                    {programme.shortCode} · {programme.documentNumber}
                  </span>
                </td>
                <td data-label={columns.members}>
                  {text.membersOf(names.slice(0, mostNames), names.length)}
                </td>
                <td data-label={columns.granularity}>{programme.granularityText}</td>
                <td data-label={columns.items}>
                  {text.items(programme.itemCount, programme.announcedItems)}
                </td>
                <td data-label={columns.status}>{programme.statusText}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
