import { useState } from 'react';
import { Link } from 'react-router';
import { dayOf } from '../../regulation/instant.ts';
import { shortDate } from '../../regulation/shanghai-time.ts';
import { type EntryView, filterQuery, useDirectoryAct, useEntries } from '../api/directory.ts';
import { Button } from '../components/button.tsx';
import { useSettled } from '../components/debounce.ts';
import { Check, ChoiceField, TextField } from '../components/field.tsx';
import { Card, Confirm, Empty } from '../components/frame.tsx';
import { Tag } from '../components/marks.tsx';
import { useMessages } from '../components/messages.tsx';
import { PagedList } from '../components/paged-list.tsx';
import { useNow } from '../time/now.tsx';
import { RegisterDialog } from './register-dialog.tsx';
import { directoryText as text } from './text.zh-CN.ts';

const choicesOf = (names: Readonly<Record<string, string>>) =>
  Object.entries(names).map(([value, name]) => ({ value, name }));

/** The entries of a region and below: search, filters, confirmation of what did not change, export, print. */
export function EntryList(props: {
  region: string;
  state: string;
  own: boolean;
  set: (more: Record<string, string>) => void;
  keeps: boolean;
  exports: boolean;
}) {
  const { region, state, own, set, keeps } = props;
  const [typed, setTyped] = useState('');
  const [kind, setKind] = useState('');
  const [asked, setAsked] = useState(false);
  const [registering, setRegistering] = useState(false);
  const q = useSettled(typed.trim(), 250);
  const filter = { region, q, kind, state, own };
  const list = useEntries(filter);
  const act = useDirectoryAct();
  const { say } = useMessages();
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const mine = rows.filter(({ due, mayEdit }) => due && mayEdit);
  const close = () => {
    act.reset();
    setAsked(false);
  };
  return (
    <Card
      title={text.tabs.list}
      aside={
        <div className="row">
          {keeps ? (
            <Button small onPress={() => setRegistering(true)}>
              {text.register}
            </Button>
          ) : null}
          {props.exports ? (
            <>
              <a href={`/api/directory/export?format=xlsx&${filterQuery(filter)}`} download>
                {text.download}
              </a>
              <a href={`/api/directory/export?format=csv&${filterQuery(filter)}`} download>
                {text.downloadCsv}
              </a>
              <Button small onPress={() => window.print()}>
                {text.print}
              </Button>
            </>
          ) : null}
        </div>
      }
    >
      <div className="directory-filters">
        <TextField
          label={text.search}
          hint={text.searchHint}
          value={typed}
          maxLength={50}
          onChange={setTyped}
        />
        <ChoiceField label={text.kind} value={kind} choices={choicesOf(text.kinds)} onChange={setKind} />
        <ChoiceField
          label={text.state}
          value={state}
          choices={choicesOf(text.states)}
          onChange={(value) => set({ state: value })}
        />
        {keeps ? (
          <Check checked={own} onChange={(checked) => set({ own: checked ? '1' : '' })}>
            {text.own}
          </Check>
        ) : null}
      </div>
      {state !== '' && mine.length > 0 ? (
        <div className="pad">
          <Button kind="main" onPress={() => setAsked(true)}>
            {text.confirmAll(mine.length)}
          </Button>
        </div>
      ) : null}
      <PagedList
        query={list}
        rows={rows}
        none={
          <Empty icon="search" title={text.none}>
            {text.noneWhy}
          </Empty>
        }
        more={text.more}
        waiting={6}
      >
        <EntryTable rows={rows} />
      </PagedList>
      {asked ? (
        <Confirm
          title={text.confirmTitle}
          verb={text.confirmAll(mine.length)}
          safe={text.safe}
          busy={act.isPending}
          error={act.error}
          onConfirm={() =>
            act.mutate(
              { path: 'confirmations', body: { ids: mine.map(({ id }) => id) } },
              {
                onSuccess: () => {
                  say(text.confirmed(mine.length), 'ok');
                  close();
                },
              },
            )
          }
          onClose={close}
        >
          <p>{text.confirmWhy(mine.length)}</p>
        </Confirm>
      ) : null}
      {registering ? <RegisterDialog region={region} onClose={() => setRegistering(false)} /> : null}
    </Card>
  );
}

function EntryTable({ rows }: { rows: readonly EntryView[] }) {
  const year = Number(useNow().slice(0, 4));
  return (
    <div className="table-frame">
      <table className="cards-when-narrow" aria-label={text.tabs.list}>
        <thead>
          <tr>
            <th>{text.columns.name}</th>
            <th>{text.columns.person}</th>
            <th>{text.columns.phone}</th>
            <th>{text.columns.address}</th>
            <th>{text.columns.state}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td data-label={text.columns.name}>
                <Link to={`/directory/${row.id}`}>{row.name}</Link>
                <span className="small under">
                  {row.levelName} · {row.hallName === '' ? row.regionName : row.hallName}
                  {row.status !== null && row.status !== 'open' ? ` · ${text.status[row.status]}` : ''}
                  {row.sample ? ` · ${text.sample}` : ''}
                </span>
              </td>
              <td data-label={text.columns.person}>{row.contactPerson}</td>
              <td data-label={text.columns.phone} className="directory-row-phone">
                {row.phone}
              </td>
              <td data-label={text.columns.address}>
                {row.address}
                <span className="small under">
                  {row.postcode} · {row.officeHours}
                </span>
              </td>
              <td data-label={text.columns.state}>
                {row.doubtful ? (
                  <Tag tone="bad" icon="alert">
                    {text.doubtful}
                  </Tag>
                ) : row.due ? (
                  <Tag tone="wait" icon="clock">
                    {text.due}
                  </Tag>
                ) : null}
                <span className="small under">
                  {text.confirmedOn(shortDate(dayOf(row.confirmedAt), year))}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
