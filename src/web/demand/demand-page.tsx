import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { dayOf } from '../../regulation/instant.ts';
import { useRegions } from '../api/catalogue.ts';
import { demandQuery, type GroupRow, useDemand } from '../api/demand.ts';
import { useSession } from '../api/session.ts';
import { ChoiceField } from '../components/field.tsx';
import { Card, Empty, ReadFailed, Skeleton } from '../components/frame.tsx';
import { Icon } from '../components/icon.tsx';
import { useKeys } from '../keys/keyboard.tsx';
import { useNow } from '../time/now.tsx';
import { Candidates } from './candidates.tsx';
import { Heat } from './heat.tsx';
import { Proposals } from './proposals.tsx';
import { demandText as text } from './text.zh-CN.ts';
import '../off-list/off-list.css';

type Tab = keyof typeof text.tabs;

/** The last twelve months, the present one first. */
function monthsUntil(month: string): string[] {
  const [year = 2021, number = 1] = month.split('-').map(Number);
  return Array.from({ length: 12 }, (_, back) => {
    const index = year * 12 + (number - 1) - back;
    return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
  });
}

/** 需求清单: the month's groups, where they come from, candidates for the next list, nominations. */
export default function DemandPage() {
  const navigate = useNavigate();
  const { data: session } = useSession();
  const roles = new Set((session?.grants ?? []).map(({ role }) => role));
  const group = roles.has('coordinationGroup');
  const wide = group || roles.has('auditor');
  const present = dayOf(useNow()).slice(0, 7);
  const [month, setMonth] = useState(present);
  const [province, setProvince] = useState('');
  const [tab, setTab] = useState<Tab>('month');
  const provinces = useRegions(undefined, wide).data?.items ?? [];
  const tabs: Tab[] = wide ? ['month', 'heat', 'candidates', 'proposals'] : ['month', 'heat', 'proposals'];
  useKeys([{ key: 'Esc', name: text.back, act: () => void navigate('/') }]);
  return (
    <>
      <div className="page-head">
        <div className="titles">
          <h1>{text.title}</h1>
          <p className="soft">{text.lead}</p>
        </div>
        <div className="tools">
          <a className="button" href={`/api/off-list-demand.xlsx?${demandQuery(month, province)}`}>
            <Icon name="download" />
            {text.export}
          </a>
        </div>
      </div>
      <Card label={text.title}>
        <div className="pad row">
          <div className="chips" role="group" aria-label={text.title}>
            {tabs.map((each) => (
              <button
                key={each}
                type="button"
                className="chip"
                aria-pressed={each === tab}
                onClick={() => setTab(each)}
              >
                {text.tabs[each]}
              </button>
            ))}
          </div>
          {tab === 'month' || tab === 'heat' ? (
            <div className="demand-tools push">
              <ChoiceField
                label={text.month}
                value={month}
                choices={monthsUntil(present).map((value) => ({ value, name: value }))}
                onChange={setMonth}
              />
              {wide ? (
                <ChoiceField
                  label={text.province}
                  value={province}
                  empty={text.all}
                  choices={provinces.map(({ code, name }) => ({ value: code, name }))}
                  onChange={setProvince}
                />
              ) : null}
            </div>
          ) : null}
        </div>
        {tab === 'candidates' ? <Candidates mayNominate={group} /> : null}
        {tab === 'proposals' ? <Proposals /> : null}
        {tab === 'month' || tab === 'heat' ? (
          <Month month={month} province={province} heat={tab === 'heat'} />
        ) : null}
      </Card>
    </>
  );
}

function Month({ month, province, heat }: { month: string; province: string; heat: boolean }) {
  const { data, error, refetch } = useDemand(month, province);
  if (error) return <ReadFailed error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton rows={6} />;
  if (data.groups.length === 0) {
    return (
      <Empty icon="list" title={text.empty}>
        {text.emptyWhy}
      </Empty>
    );
  }
  return heat ? <Heat routes={data.routes} /> : <Groups groups={data.groups} />;
}

function Groups({ groups }: { groups: readonly GroupRow[] }) {
  const { columns } = text;
  return (
    <div className="table-frame">
      <table className="cards-when-narrow" aria-label={text.tabs.month}>
        <thead>
          <tr>
            <th>{columns.name}</th>
            <th className="numeric">{columns.requests}</th>
            <th className="numeric">{columns.counted}</th>
            <th>{columns.provinces}</th>
            <th className="numeric">{columns.regions}</th>
            <th className="numeric">{columns.answers}</th>
            <th className="numeric">{columns.handled}</th>
          </tr>
        </thead>
        <tbody>
          {groups.map((group) => (
            <tr key={group.groupId}>
              <td data-label={columns.name}>
                <Link to={`/demand/${group.groupId}`} className="strong">
                  {group.name}
                </Link>
                <span className="small block">{text.wordings(group.wordings)}</span>
              </td>
              <td data-label={columns.requests} className="numeric">
                {group.requests}
              </td>
              <td data-label={columns.counted} className="numeric">
                {group.counted}
              </td>
              <td data-label={columns.provinces}>{group.provinces.map(({ name }) => name).join('、')}</td>
              <td data-label={columns.regions} className="numeric">
                {group.regions}
              </td>
              <td data-label={columns.answers} className="numeric">
                {text.answers(group.consented, group.refused, group.unanswered)}
              </td>
              <td data-label={columns.handled} className="numeric">
                {text.handled(group.cases, group.granted)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
