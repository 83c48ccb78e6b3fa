import type { ReactNode } from 'react';
import { Link, useLocation } from 'react-router';
import { useUnread } from '../api/notices.ts';
import { Icon, type IconName } from '../components/icon.tsx';
import { shellText as text } from './text.zh-CN.ts';

/** The navigation: only what exists and what this person may use. */
export function Side(props: { canOpenCase: boolean; holdsPaper: boolean; startCase: () => void }) {
  const { canOpenCase, holdsPaper, startCase } = props;
  const unread = useUnread();
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
