import { QueryClient, QueryClientProvider, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect } from 'react';
import { BrowserRouter, Route, Routes } from 'react-router';
import { whenSignedOut } from './api/client.ts';
import { Refusal } from './api/problem.ts';
import { useServerAhead } from './api/server-time.ts';
import { forgetSession, useSession } from './api/session.ts';
import { LiveProvider } from './api/stream.tsx';
import { Empty, ReadFailed, Skeleton } from './components/frame.tsx';
import { MessagesProvider } from './components/messages.tsx';
import { KeyboardProvider } from './keys/keyboard.tsx';
import { FindPage } from './shell/find-page.tsx';
import { NoticesPage } from './shell/notices-page.tsx';
import { Shell } from './shell/shell.tsx';
import { shellText as text } from './shell/text.zh-CN.ts';
import { ForcedChangePage } from './sign-in/password-form.tsx';
import { SignInPage } from './sign-in/sign-in-page.tsx';
import { NowProvider } from './time/now.tsx';
import { WorkListPage } from './work-list/work-list-page.tsx';

const NewCasePage = lazy(() => import('./new-case/new-case-page.tsx'));
const FormalReviewPage = lazy(() => import('./formal-review/formal-review-page.tsx'));
const CasePage = lazy(() => import('./case-page/case-page.tsx'));
const ReceivePage = lazy(() => import('./home-receive/receive-page.tsx'));
const AcceptPage = lazy(() => import('./home-accept/accept-page.tsx'));
const DecidePage = lazy(() => import('./decide/decide-page.tsx'));
const CustodyPage = lazy(() => import('./custody/custody-page.tsx'));
const DeliverPage = lazy(() => import('./deliver/deliver-page.tsx'));

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      retry: (failures, error) => !(error instanceof Refusal) && failures < 2,
      staleTime: 5_000,
      refetchOnWindowFocus: true,
    },
  },
});

/** The desk. */
export function App() {
  return (
    <QueryClientProvider client={queries}>
      <BrowserRouter basename="/desk">
        <Entrance />
      </BrowserRouter>
    </QueryClientProvider>
  );
}

function Entrance() {
  const client = useQueryClient();
  const { data: session, error, isPending, refetch } = useSession();
  const ahead = useServerAhead();
  useEffect(() => whenSignedOut(() => forgetSession(client)), [client]);

  if (isPending) return <Skeleton rows={8} />;
  if (session === undefined) return <ReadFailed error={error} retry={() => void refetch()} />;
  if (session === null) return <SignInPage />;
  if (session.mustChangePassword) return <ForcedChangePage />;
  return (
    <NowProvider ahead={ahead}>
      <KeyboardProvider>
        <MessagesProvider>
          <LiveProvider>
            <Suspense fallback={<Skeleton rows={8} />}>
              <Routes>
                <Route element={<Shell session={session} />}>
                  <Route index element={<WorkListPage />} />
                  <Route path="new" element={<NewCasePage />} />
                  <Route path="drafts/:id" element={<NewCasePage />} />
                  <Route path="find" element={<FindPage />} />
                  <Route path="notices" element={<NoticesPage />} />
                  <Route path="custody" element={<CustodyPage />} />
                  <Route path="cases/:id" element={<CasePage />} />
                  <Route path="cases/:id/review" element={<FormalReviewPage />} />
                  <Route path="cases/:id/receive" element={<ReceivePage />} />
                  <Route path="cases/:id/accept" element={<AcceptPage />} />
                  <Route path="cases/:id/decide" element={<DecidePage />} />
                  <Route path="cases/:id/deliver" element={<DeliverPage />} />
                  <Route path="*" element={<Empty title={text.notFoundTitle}>{text.notFoundWhy}</Empty>} />
                </Route>
              </Routes>
            </Suspense>
          </LiveProvider>
        </MessagesProvider>
      </KeyboardProvider>
    </NowProvider>
  );
}
