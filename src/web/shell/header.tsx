import { type RefObject, useRef, useState } from 'react';
import { Link } from 'react-router';
import { dayOf } from '../../regulation/instant.ts';
import { clockTime, shortDay } from '../../regulation/shanghai-time.ts';
import { useUnread } from '../api/notices.ts';
import { useIsDemo } from '../api/server-time.ts';
import { type Session, useSignOut } from '../api/session.ts';
import { useToday } from '../api/today.ts';
import { Button } from '../components/button.tsx';
import { Icon, Mark } from '../components/icon.tsx';
import { useKeyboard } from '../keys/keyboard.tsx';
import { FactorDialog } from '../sign-in/bar-pages.tsx';
import { PasswordDialog } from '../sign-in/password-form.tsx';
import { useNow } from '../time/now.tsx';
import { DemoClockDialog } from './demo-clock.tsx';
import { useLooks } from './looks.ts';
import { NumberSearch } from './number-search.tsx';
import { shellText as text } from './text.zh-CN.ts';

type HeaderProps = {
  session: Session;
  searchField: RefObject<HTMLInputElement | null>;
  showKeys: () => void;
};

/** Place, search, date, notices and person. */
export function Header({ session, searchField, showKeys }: HeaderProps) {
  const place = session.actingWindow ?? session.grants[0];
  return (
    <header className="top">
      <Link className="brand" to="/" aria-label={`${text.product} ${text.workList}`}>
        <Mark />
        <span>{text.product}</span>
      </Link>
      <div className="place">
        <b>{place?.windowName ?? place?.regionName}</b>
        <span>
          {place?.regionName} · {place?.regionCode}
        </span>
      </div>
      <NumberSearch field={searchField} />
      <div className="me">
        <Today regionCode={place?.regionCode} />
        <Bell />
        <Person session={session} roleName={place?.roleName} showKeys={showKeys} />
      </div>
    </header>
  );
}

function Today({ regionCode }: { regionCode: string | undefined }) {
  const now = useNow();
  const { data } = useToday(regionCode, now);
  const note = data === undefined ? '' : data.working ? text.workingDay : (data.reason ?? text.restDay);
  const isDemo = useIsDemo();
  const [setting, setSetting] = useState(false);
  const moment = `${shortDay(dayOf(now))} ${clockTime(now)}`;
  return (
    <div className="today">
      {isDemo ? (
        <button type="button" className="set-clock" title={text.clock.title} onClick={() => setSetting(true)}>
          <b>{moment}</b>
        </button>
      ) : (
        <b>{moment}</b>
      )}
      {note}
      {setting ? <DemoClockDialog onClose={() => setSetting(false)} /> : null}
    </div>
  );
}

function Bell() {
  const unread = useUnread();
  return (
    <Link
      className="bell"
      to="/notices"
      aria-label={text.noticesUnread(unread)}
      title={text.noticesUnread(unread)}
    >
      <Icon name="bell" />
      {unread > 0 ? <span aria-hidden="true">{unread}</span> : null}
    </Link>
  );
}

function Person(props: { session: Session; roleName: string | undefined; showKeys: () => void }) {
  const { session, roleName } = props;
  const [changing, setChanging] = useState(false);
  const [factorShown, setFactorShown] = useState(false);
  const signOut = useSignOut();
  const { singleKeysOn, setSingleKeysOn } = useKeyboard();
  const { contrast, setContrast, compact, setCompact } = useLooks();
  const menu = useRef<HTMLDivElement>(null);
  return (
    <div>
      <button type="button" className="person" popoverTarget="person-menu">
        <span className="avatar" aria-hidden="true">
          {Array.from(session.name)[0]}
        </span>
        <span className="name">
          {session.name}
          {roleName === undefined ? '' : ` · ${roleName}`}
        </span>
        <span className="sr-only">{text.personMenu}</span>
        <Icon name="down" />
      </button>
      <div className="person-menu" id="person-menu" popover="auto" ref={menu}>
        <p className="small">
          {session.username}
          {session.grants.map((grant) => ` · ${grant.regionName}${grant.roleName}`).join('')}
        </p>
        <Button onPress={() => setContrast(!contrast)}>
          {contrast ? text.standardLook : text.highContrast}
        </Button>
        <Button onPress={() => setCompact(!compact)}>{compact ? text.roomy : text.compact}</Button>
        <Button onPress={() => setSingleKeysOn(!singleKeysOn)}>
          {singleKeysOn ? text.singleKeysOff : text.singleKeysOn}
        </Button>
        <Button
          keys="Ctrl /"
          onPress={() => {
            menu.current?.hidePopover();
            props.showKeys();
          }}
        >
          {text.keysTitle}
        </Button>
        <Button
          onPress={() => {
            menu.current?.hidePopover();
            setChanging(true);
          }}
        >
          {text.changePassword}
        </Button>
        <Button
          onPress={() => {
            menu.current?.hidePopover();
            setFactorShown(true);
          }}
        >
          {text.secondFactor}
        </Button>
        <Button onPress={() => signOut.mutate()}>{text.signOut}</Button>
      </div>
      {factorShown ? <FactorDialog onClose={() => setFactorShown(false)} /> : null}
      {changing ? <PasswordDialog onClose={() => setChanging(false)} /> : null}
    </div>
  );
}
