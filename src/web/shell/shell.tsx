import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { Outlet, useLocation, useNavigate } from 'react-router';
import { clockTime } from '../../regulation/shanghai-time.ts';
import { AlertBar } from '../alerts/alert-bar.tsx';
import { findByNumber } from '../api/cases.ts';
import { sentenceFor } from '../api/problem.ts';
import type { Session } from '../api/session.ts';
import { useLive } from '../api/stream.tsx';
import { Delayed, Note } from '../components/frame.tsx';
import { useMessages } from '../components/messages.tsx';
import { useKeyboard, useKeys, useScans } from '../keys/keyboard.tsx';
import { Header } from './header.tsx';
import { KeysDialog } from './keys-dialog.tsx';
import { Side } from './side.tsx';
import { shellText as text } from './text.zh-CN.ts';

/** The frame of the desk: header, navigation, keys that work everywhere, scans, and the screen. */
export function Shell({ session }: { session: Session }) {
  const [keysShown, setKeysShown] = useState(false);
  const searchField = useRef<HTMLInputElement>(null);
  const canOpenCase = session.grants.some(
    (grant) => grant.role === 'windowClerk' || grant.role === 'windowLead',
  );
  const holdsPaper = canOpenCase || session.grants.some(({ role }) => role === 'serviceAdministration');
  const startCase = useStartCase();
  const { pathname } = useLocation();

  useKeys([
    { key: 'F2', name: text.newCase, act: startCase, off: !canOpenCase },
    { key: 'F4', name: text.find, act: () => searchField.current?.select() },
    { key: 'Ctrl /', name: text.keysTitle, act: () => setKeysShown(true) },
  ]);
  useShellScans();
  useEffect(() => {
    if (pathname !== '') document.documentElement.scrollTop = 0;
  }, [pathname]);

  return (
    <>
      <a className="skip-link" href="#main">
        {text.skip}
      </a>
      <Header session={session} searchField={searchField} showKeys={() => setKeysShown(true)} />
      <div className="layout">
        <Side
          roles={new Set(session.grants.map(({ role }) => role))}
          canOpenCase={canOpenCase}
          holdsPaper={holdsPaper}
          startCase={startCase}
        />
        <main className="content" id="main" tabIndex={-1}>
          <StaleBanner />
          {canOpenCase ? <AlertBar /> : null}
          <Outlet />
        </main>
      </div>
      {keysShown ? <KeysDialog onClose={() => setKeysShown(false)} /> : null}
    </>
  );
}

function useStartCase(): () => void {
  const navigate = useNavigate();
  const { resetEffort } = useKeyboard();
  return useCallback(() => {
    resetEffort(1);
    void navigate('/new', { state: { startedAt: Date.now() } });
  }, [navigate, resetEffort]);
}

function useShellScans(): void {
  const navigate = useNavigate();
  const { say } = useMessages();
  useScans((scan) => {
    switch (scan.kind) {
      case 'businessNumber':
        findByNumber(scan.value).then(
          (kase) => navigate(`/cases/${kase.id}`),
          (error: unknown) => say(sentenceFor(error), 'bad'),
        );
        return;
      case 'residentId':
        say(text.scannedIdentity, 'warn');
        return;
      case 'waybill':
        say(text.scannedWaybill(scan.value), 'warn');
        return;
      case 'unknown':
        say(text.scannedUnknown(scan.value), 'warn');
    }
  });
}

function StaleBanner(): ReactNode {
  const { silentSince } = useLive();
  if (silentSince === undefined) return null;
  return (
    <Delayed key={silentSince} milliseconds={5000}>
      <div className="banner">
        <Note tone="warn">{text.offline(clockTime(silentSince))}</Note>
      </div>
    </Delayed>
  );
}
