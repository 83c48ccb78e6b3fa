import { Link, useNavigate, useSearchParams } from 'react-router';
import { useKeptProgrammes } from '../api/list-keeping.ts';
import { useSession } from '../api/session.ts';
import { ChoiceField } from '../components/field.tsx';
import { Empty, ReadFailed, Skeleton } from '../components/frame.tsx';
import { extensionsText } from '../extensions/text.zh-CN.ts';
import { useKeys } from '../keys/keyboard.tsx';
import { keepsSynonyms } from '../synonyms/keeps-synonyms.ts';
import { EditionDetail } from './edition-detail.tsx';
import { EditionsTab } from './editions-tab.tsx';
import { FamiliesTab } from './families-tab.tsx';
import { GoLiveTab } from './go-live-tab.tsx';
import { HistoryTab } from './history-tab.tsx';
import { mattersText } from './matters-text.zh-CN.ts';
import { NamesTab } from './names-tab.tsx';
import { NominationsTab } from './nominations-tab.tsx';
import { OptionTablesCard } from './option-tables-card.tsx';
import { ProgrammeTab } from './programme-tab.tsx';
import { PilotsTab, SplitsTab } from './proposal-tabs.tsx';
import { adminText as text } from './text.zh-CN.ts';
import '../new-case/new-case.css';
import './catalogue-admin.css';

type Tab = keyof typeof text.tabs;
const allTabs = Object.keys(text.tabs) as Tab[];
/** The list that is carried on by nominations. */
const nominatedTo = 'southwest-5';

/** 清单维护: editions, go-live, splits, pilots, names, links, nominations, members and history of a programme. */
export default function CatalogueAdminPage() {
  const navigate = useNavigate();
  const [params, setParams] = useSearchParams();
  const { data: session } = useSession();
  const may = keepsSynonyms(session?.grants ?? []);
  const decides = (session?.grants ?? []).some(({ role }) => role === 'coordinationGroup');
  const { data, error, isPending, refetch } = useKeptProgrammes(may);
  const programmes = data?.programmes ?? [];
  const programme = programmes.find(({ id }) => id === params.get('programme')) ?? programmes[0];
  const tabs = allTabs.filter((name) => name !== 'nominations' || programme?.id === nominatedTo);
  const tab = tabs.find((name) => name === params.get('tab')) ?? 'editions';
  const edition = params.get('edition');
  const go = (next: Record<string, string>) => setParams({ programme: programme?.id ?? '', tab, ...next });
  const turn = (step: number) => {
    const next = tabs[(tabs.indexOf(tab) + step + tabs.length) % tabs.length];
    if (next) go({ tab: next });
  };
  useKeys([
    {
      key: 'Esc',
      name: edition === null ? text.back : text.toEditions,
      act: () => (edition === null ? void navigate('/') : go({ tab: 'editions' })),
    },
    { key: '←', name: text.tabsLabel, act: () => turn(-1), off: edition !== null },
    { key: '→', name: text.tabsLabel, act: () => turn(1), off: edition !== null },
  ]);
  if (!may)
    return (
      <Empty icon="lock" title={text.notYours}>
        {text.notYoursWhy}
      </Empty>
    );
  if (error) return <ReadFailed error={error} retry={() => void refetch()} />;
  if (isPending || !programme) return <Skeleton rows={8} />;
  if (edition !== null)
    return (
      <EditionDetail
        key={edition}
        id={edition}
        decides={decides}
        onBack={() => go({ tab: 'editions' })}
        onOpen={(id) => go({ edition: id })}
      />
    );
  return (
    <>
      <div className="page-head">
        <div className="titles">
          <h1>{text.title}</h1>
        </div>
        <div className="list-steps">
          <Link className="button" to="/programmes">
            {mattersText.programmes.title}
          </Link>
          <Link className="button" to="/extensions">
            {extensionsText.title}
          </Link>
        </div>
      </div>
      <div className="list-programme">
        <ChoiceField
          label={text.programme}
          value={programme.id}
          choices={programmes.map(({ id, name, statusText }) => ({
            value: id,
            name: `${name}（${statusText}）`,
          }))}
          onChange={(id) => setParams({ programme: id, tab })}
        />
        <p className="small">
          {programme.documentNumber} · {programme.coordinator}
        </p>
      </div>
      <nav className="tabs" aria-label={text.tabsLabel}>
        {tabs.map((name) => (
          <a
            key={name}
            href={`?programme=${programme.id}&tab=${name}`}
            aria-current={name === tab ? 'page' : undefined}
            onClick={(event) => {
              event.preventDefault();
              go({ tab: name });
            }}
          >
            {text.tabs[name]}
          </a>
        ))}
      </nav>
      {tab === 'editions' ? (
        <EditionsTab key={programme.id} programme={programme} onOpen={(id) => go({ edition: id })} />
      ) : null}
      {tab === 'goLive' ? <GoLiveTab key={programme.id} programme={programme} /> : null}
      {tab === 'splits' ? (
        <div className="stack" key={programme.id}>
          <SplitsTab programmeId={programme.id} decides={decides} />
          <OptionTablesCard programmeId={programme.id} />
        </div>
      ) : null}
      {tab === 'pilots' ? (
        <PilotsTab key={programme.id} programmeId={programme.id} decides={decides} />
      ) : null}
      {tab === 'localNames' ? <NamesTab key={programme.id} programmeId={programme.id} /> : null}
      {tab === 'families' ? (
        <FamiliesTab key={programme.id} programme={programme} programmes={programmes} decides={decides} />
      ) : null}
      {tab === 'nominations' ? <NominationsTab programmeId={programme.id} decides={decides} /> : null}
      {tab === 'members' ? <ProgrammeTab key={programme.id} programme={programme} decides={decides} /> : null}
      {tab === 'history' ? <HistoryTab key={programme.id} programmeId={programme.id} /> : null}
    </>
  );
}
