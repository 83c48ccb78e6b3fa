import { useNavigate, useSearchParams } from 'react-router';
import { useSession } from '../api/session.ts';
import { Card, Empty } from '../components/frame.tsx';
import { useMessages } from '../components/messages.tsx';
import { useKeys } from '../keys/keyboard.tsx';
import { TableImport } from '../table-import/table-import.tsx';
import { EntryList } from './entry-list.tsx';
import { GapsTab } from './gaps-tab.tsx';
import { HallsTab } from './halls-tab.tsx';
import { OfficesTab } from './offices-tab.tsx';
import { RegionTree } from './region-tree.tsx';
import { directoryText as text } from './text.zh-CN.ts';
import { TotalsTab, TrustTab } from './trust-tab.tsx';
import './directory.css';

type Tab = keyof typeof text.tabs;

/** 联络清单: the tree of regions, the entries with search and confirmation, mutual trust, provision, import. */
export default function DirectoryPage() {
  const navigate = useNavigate();
  const { data: session } = useSession();
  const { say } = useMessages();
  const [params, setParams] = useSearchParams();
  const roles = new Set(session?.grants.map(({ role }) => role));
  const keeps = roles.has('serviceAdministration');
  const supervises = keeps || roles.has('coordinationGroup') || roles.has('auditor');
  const tabs: Tab[] = [
    'list',
    'offices',
    'halls',
    ...(keeps ? (['gaps'] as const) : []),
    'trust',
    ...(supervises ? (['provision'] as const) : []),
    ...(keeps ? (['import'] as const) : []),
  ];
  const tab = tabs.find((name) => name === params.get('tab')) ?? 'list';
  const region = params.get('region') ?? '';
  const set = (more: Record<string, string>) => {
    const next = new URLSearchParams(params);
    for (const [key, value] of Object.entries(more)) {
      if (value === '') next.delete(key);
      else next.set(key, value);
    }
    setParams(next, { replace: true });
  };
  const turnTo = (step: number) => {
    const next = tabs[(tabs.indexOf(tab) + step + tabs.length) % tabs.length];
    if (next) set({ tab: next });
  };
  useKeys([
    { key: 'Esc', name: text.back, act: () => void navigate('/') },
    { key: '←', name: text.tabLeft, act: () => turnTo(-1) },
    { key: '→', name: text.tabRight, act: () => turnTo(1) },
  ]);
  if (roles.size > 0 && [...roles].every((role) => role === 'outletClerk')) {
    return (
      <Empty icon="lock" title={text.noRight}>
        {text.noRightWhy}
      </Empty>
    );
  }
  const tree = <RegionTree chosen={region} onChoose={(code) => set({ region: code })} />;
  return (
    <>
      <div className="page-head">
        <h1>{text.title}</h1>
      </div>
      <p className="soft">{text.lead}</p>
      <nav className="tabs" aria-label={text.tabsLabel}>
        {tabs.map((name) => (
          <a
            key={name}
            href={`?tab=${name}`}
            aria-current={name === tab ? 'page' : undefined}
            onClick={(event) => {
              event.preventDefault();
              set({ tab: name });
            }}
          >
            {text.tabs[name]}
          </a>
        ))}
      </nav>
      {tab === 'list' ? (
        <div className="directory">
          {tree}
          <EntryList
            region={region}
            state={params.get('state') ?? ''}
            own={params.get('own') === '1'}
            set={set}
            keeps={keeps}
            exports={supervises || roles.has('windowLead')}
          />
        </div>
      ) : null}
      {tab === 'offices' ? (
        <div className="directory">
          {tree}
          <OfficesTab region={region} />
        </div>
      ) : null}
      {tab === 'halls' ? (
        <div className="directory">
          {tree}
          <HallsTab region={region} />
        </div>
      ) : null}
      {tab === 'gaps' ? (
        <div className="directory-tab">
          <GapsTab />
        </div>
      ) : null}
      {tab === 'trust' ? (
        <div className="directory">
          {tree}
          <TrustTab region={region} exports={supervises || roles.has('windowLead')} />
        </div>
      ) : null}
      {tab === 'provision' ? (
        <div className="directory-tab">
          <TotalsTab start={session?.grants[0]?.regionCode ?? ''} />
        </div>
      ) : null}
      {tab === 'import' ? (
        <Card title={text.tabs.import} className="directory-tab">
          <div className="pad stack">
            <p className="soft">{text.importLead}</p>
            <TableImport
              address="/api/directory/import"
              template="/api/directory/template.xlsx"
              onStored={() => {
                say(text.stored, 'ok');
                set({ tab: 'list' });
              }}
            />
          </div>
        </Card>
      ) : null}
    </>
  );
}
