import { Link, useNavigate, useSearchParams } from 'react-router';
import { useSession } from '../api/session.ts';
import { type ShipmentScope, useOpenOrders } from '../api/shipments.ts';
import { Card, Empty } from '../components/frame.tsx';
import { useKeys } from '../keys/keyboard.tsx';
import { FeesTab, FiguresTab } from './accounts-tabs.tsx';
import { HallsTab } from './halls-tab.tsx';
import { HandOverTab } from './hand-over-tab.tsx';
import { ShipmentList } from './shipment-list.tsx';
import { OpenOrder } from './shipments-card.tsx';
import { StrangeCard } from './strange-card.tsx';
import { shipmentText as text } from './text.zh-CN.ts';
import { UnassignedTab } from './unassigned-tab.tsx';
import '../case-page/case-page.css';
import '../work-list/work-list.css';
import './shipments.css';

type Tab = keyof typeof text.tabs;

const allTabs = Object.keys(text.tabs) as Tab[];

/** What somebody without a window can do with parcels. */
const administrationTabs: readonly Tab[] = [
  'outgoing',
  'incoming',
  'unassigned',
  'trouble',
  'fees',
  'figures',
  'halls',
];
const accountTabs: readonly Tab[] = ['fees', 'figures'];

/** 寄递: parcels of the window, what belongs to nobody, what went wrong, hand-over, fees and figures. */
export default function ShipmentsPage() {
  const navigate = useNavigate();
  const [params, setParams] = useSearchParams();
  const { data: session } = useSession();
  const roles = new Set((session?.grants ?? []).map(({ role }) => role));
  const works = roles.has('windowClerk') || roles.has('windowLead');
  const administers = roles.has('windowLead') || roles.has('serviceAdministration');
  const tabs = works ? allTabs : administers ? administrationTabs : accountTabs;
  const wanted = params.get('list') ?? params.get('tab');
  const tab = tabs.find((name) => name === wanted) ?? tabs[0] ?? 'fees';
  const own: ShipmentScope = works ? 'window' : 'region';
  const scope: ShipmentScope = administers && params.get('scope') === 'region' ? 'region' : own;
  const turnTo = (step: 1 | -1) => {
    const next = tabs[(tabs.indexOf(tab) + step + tabs.length) % tabs.length];
    if (next) setParams({ tab: next, ...(scope === own ? {} : { scope }) });
  };
  useKeys([
    { key: '←', name: text.tabLeft, act: () => turnTo(-1) },
    { key: '→', name: text.tabRight, act: () => turnTo(1) },
    { key: 'Esc', name: text.back, act: () => void navigate('/') },
  ]);
  return (
    <>
      <div className="page-head">
        <div className="titles">
          <h1>{text.title}</h1>
          <p className="soft">{text.lead}</p>
        </div>
        {works ? (
          <div className="row">
            <Link to="/custody">{text.custody}</Link>
          </div>
        ) : null}
      </div>
      <nav className="tabs shipment-tabs" aria-label={text.tabsLabel}>
        {tabs.map((name) => (
          <a
            key={name}
            href={`?tab=${name}`}
            aria-current={name === tab ? 'page' : undefined}
            onClick={(event) => {
              event.preventDefault();
              setParams({ tab: name, ...(scope === own ? {} : { scope }) });
            }}
          >
            {text.tabs[name]}
          </a>
        ))}
      </nav>
      <div className="stack shipment-body">
        {works &&
        administers &&
        (tab === 'outgoing' || tab === 'incoming' || tab === 'unassigned' || tab === 'trouble') ? (
          <div className="row">
            {(['window', 'region'] as const).map((each) => (
              <button
                key={each}
                type="button"
                className="link-button"
                aria-pressed={each === scope}
                onClick={() => setParams({ tab, ...(each === own ? {} : { scope: each }) })}
              >
                {text.scope[each]}
              </button>
            ))}
          </div>
        ) : null}
        <Body tab={tab} scope={scope} works={works} />
      </div>
    </>
  );
}

function Body({ tab, scope, works }: { tab: Tab; scope: ShipmentScope; works: boolean }) {
  switch (tab) {
    case 'outgoing':
      return (
        <>
          {works ? <WaitingOrders /> : null}
          <ShipmentList list="outgoing" scope={scope} />
        </>
      );
    case 'incoming':
      return <ShipmentList list="incoming" scope={scope} />;
    case 'trouble':
      return (
        <>
          <ShipmentList list="trouble" scope={scope} />
          <StrangeCard />
        </>
      );
    case 'unassigned':
      return <UnassignedTab scope={scope} works={works} />;
    case 'handOver':
      return <HandOverTab />;
    case 'fees':
      return <FeesTab />;
    case 'figures':
      return <FiguresTab />;
    case 'halls':
      return <HallsTab />;
    default:
      return <Empty title={text.none} />;
  }
}

/** Orders that the carrier has not answered. */
function WaitingOrders() {
  const { data } = useOpenOrders(true);
  if (!data || data.orders.length === 0) return null;
  return (
    <Card title={text.orders}>
      <ul className="document-list shipments">
        {data.orders.map((order) => (
          <OpenOrder key={order.id} order={order} />
        ))}
      </ul>
    </Card>
  );
}
