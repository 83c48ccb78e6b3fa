import type { ReactNode } from 'react';
import { Link, useLocation } from 'react-router';
import type { Role } from '../../regulation/roles.ts';
import { useLadderSummary } from '../api/escalations.ts';
import { useUnread } from '../api/notices.ts';
import { useSession } from '../api/session.ts';
import { Icon, type IconName } from '../components/icon.tsx';
import { seesPeople } from '../people/who-keeps.ts';
import { keepsSynonyms } from '../synonyms/keeps-synonyms.ts';
import { shellText as text } from './text.zh-CN.ts';

/** The navigation: only what exists and what this person may use. */
export function Side(props: {
  roles: ReadonlySet<Role>;
  canOpenCase: boolean;
  holdsPaper: boolean;
  startCase: () => void;
}) {
  const { roles, canOpenCase, holdsPaper, startCase } = props;
  const unread = useUnread();
  const { data: session } = useSession();
  const supervised = canOpenCase || roles.has('serviceAdministration') || roles.has('coordinationGroup');
  const { data: ladder } = useLadderSummary(supervised);
  const escalated = ladder ? ladder.level1 + ladder.level2 + ladder.answered : 0;
  const { pathname } = useLocation();
  return (
    <nav className="side" aria-label={text.mainNavigation}>
      {canOpenCase ? (
        <Link
          to="/new"
          className="new-case-link"
          title={text.newCase}
          aria-current={pathname === '/new' || pathname.startsWith('/drafts/') ? 'page' : undefined}
          onClick={(event) => {
            event.preventDefault();
            startCase();
          }}
        >
          <Icon name="plus" />
          <span className="name">{text.newCase}</span>
          <kbd aria-hidden="true">F2</kbd>
        </Link>
      ) : null}
      <Entry
        to="/"
        icon="list"
        name={text.workList}
        current={pathname === '/' || pathname.startsWith('/cases/')}
      />
      <Entry to="/find" icon="search" name={text.find} current={pathname === '/find'} />
      {holdsPaper ? (
        <Entry to="/custody" icon="box" name={text.custody} current={pathname === '/custody'} />
      ) : null}
      {roles.has('serviceAdministration') ? (
        <Entry to="/windows" icon="flag" name={text.windows} current={pathname === '/windows'} />
      ) : null}
      {[...roles].some((role) => role !== 'outletClerk') ? (
        <Entry
          to="/directory"
          icon="idCard"
          name={text.directory}
          current={pathname.startsWith('/directory')}
        />
      ) : null}
      {holdsPaper || roles.has('coordinationGroup') || roles.has('auditor') ? (
        <Entry to="/shipments" icon="arrow" name={text.shipments} current={pathname === '/shipments'} />
      ) : null}
      <Entry
        to="/standards"
        icon="document"
        name={text.standards}
        current={pathname.startsWith('/standards') || pathname.startsWith('/matrix')}
      />
      {roles.has('serviceAdministration') || roles.has('coordinationGroup') || roles.has('auditor') ? (
        <Entry to="/guides" icon="flag" name={text.guides} current={pathname === '/guides'} />
      ) : null}
      {keepsSynonyms(session?.grants ?? []) ? (
        <Entry
          to="/catalogue-admin"
          icon="list"
          name={text.catalogueAdmin}
          current={pathname === '/catalogue-admin' || pathname === '/programmes'}
        />
      ) : null}
      {roles.has('serviceAdministration') || roles.has('coordinationGroup') ? (
        <Entry to="/extensions" icon="arrow" name={text.extensions} current={pathname === '/extensions'} />
      ) : null}
      {keepsSynonyms(session?.grants ?? []) ? (
        <Entry to="/synonyms" icon="search" name={text.synonyms} current={pathname === '/synonyms'} />
      ) : null}
      {holdsPaper ? (
        <Entry
          to="/consultation"
          icon="question"
          name={text.consultation}
          current={pathname === '/consultation'}
        />
      ) : null}
      {canOpenCase ? (
        <Entry to="/phone-tasks" icon="phone" name={text.phoneTasks} current={pathname === '/phone-tasks'} />
      ) : null}
      {roles.has('coordinationGroup') || roles.has('serviceAdministration') ? (
        <Entry
          to="/templates"
          icon="document"
          name={text.templates}
          current={pathname.startsWith('/templates')}
        />
      ) : null}
      {roles.has('serviceAdministration') ||
      roles.has('coordinationGroup') ||
      roles.has('systemAdministrator') ||
      roles.has('auditor') ? (
        <>
          <Entry
            to="/settings"
            icon="clock"
            name={text.settings}
            current={pathname.startsWith('/settings')}
          />
          <Entry to="/rollout" icon="tick" name={text.rollOut} current={pathname.startsWith('/rollout')} />
        </>
      ) : null}
      {roles.has('systemAdministrator') || roles.has('auditor') ? (
        <Entry to="/operations" icon="pulse" name={text.operations} current={pathname === '/operations'} />
      ) : null}
      {canOpenCase ||
      roles.has('serviceAdministration') ||
      roles.has('coordinationGroup') ||
      roles.has('auditor') ? (
        <Entry to="/offlist" icon="question" name={text.offList} current={pathname.startsWith('/offlist')} />
      ) : null}
      {roles.has('serviceAdministration') || roles.has('coordinationGroup') || roles.has('auditor') ? (
        <Entry to="/demand" icon="chart" name={text.demand} current={pathname.startsWith('/demand')} />
      ) : null}
      {supervised ? (
        <Entry
          to="/escalations"
          icon="flag"
          name={text.escalations}
          current={pathname.startsWith('/escalations')}
          count={escalated}
        />
      ) : null}
      {holdsPaper || roles.has('approver') ? (
        <Entry to="/feedback" icon="phone" name={text.feedback} current={pathname === '/feedback'} />
      ) : null}
      {supervised || roles.has('auditor') ? (
        <Entry
          to="/responsibility"
          icon="shield"
          name={text.responsibility}
          current={pathname === '/responsibility'}
        />
      ) : null}
      {seesPeople(roles) ? (
        <Entry to="/people" icon="person" name={text.people} current={pathname.startsWith('/people')} />
      ) : null}
      <Entry to="/notices" icon="bell" name={text.notices} current={pathname === '/notices'} count={unread} />
      <p className="keys-hint">{text.keysHint}</p>
    </nav>
  );
}

function Entry(props: {
  to: string;
  icon: IconName;
  name: string;
  current: boolean;
  count?: number;
}): ReactNode {
  const { count = 0 } = props;
  return (
    <Link to={props.to} title={props.name} aria-current={props.current ? 'page' : undefined}>
      <Icon name={props.icon} />
      <span className="name">{props.name}</span>
      {count > 0 ? <span className="count">{count}</span> : null}
    </Link>
  );
}
