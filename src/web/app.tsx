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
import { BarPage } from './sign-in/bar-pages.tsx';
import { ForcedChangePage } from './sign-in/password-form.tsx';
import { SignInPage } from './sign-in/sign-in-page.tsx';
import { NowProvider } from './time/now.tsx';
import { WorkListPage } from './work-list/work-list-page.tsx';

const NewCasePage = lazy(() => import('./new-case/new-case-page.tsx'));
const FormalReviewPage = lazy(() => import('./formal-review/formal-review-page.tsx'));
const StandardPage = lazy(() => import('./given-standard/standard-page.tsx'));
const CasePage = lazy(() => import('./case-page/case-page.tsx'));
const ReceivePage = lazy(() => import('./home-receive/receive-page.tsx'));
const AcceptPage = lazy(() => import('./home-accept/accept-page.tsx'));
const DecidePage = lazy(() => import('./decide/decide-page.tsx'));
const ShipmentsPage = lazy(() => import('./shipments/shipments-page.tsx'));
const CustodyPage = lazy(() => import('./custody/custody-page.tsx'));
const CatalogueAdminPage = lazy(() => import('./catalogue-admin/catalogue-admin-page.tsx'));
const ProgrammesPage = lazy(() => import('./programmes/programmes-page.tsx'));
const ExtensionsPage = lazy(() => import('./extensions/extensions-page.tsx'));
const SynonymsPage = lazy(() => import('./synonyms/synonyms-page.tsx'));
const GuidesPage = lazy(() => import('./guides/guides-page.tsx'));
const MatrixPage = lazy(() => import('./matrix/matrix-page.tsx'));
const StandardsPage = lazy(() => import('./standards/standards-page.tsx'));
const StandardTablesPage = lazy(() => import('./standard-tables/standard-tables-page.tsx'));
const StandardOptionPage = lazy(() => import('./standards/option-page.tsx'));
const OperationsPage = lazy(() => import('./operations/operations-page.tsx'));
const OffListPage = lazy(() => import('./off-list/off-list-page.tsx'));
const OffListRecordPage = lazy(() => import('./off-list/record-page.tsx'));
const OffListRequestPage = lazy(() => import('./off-list/request-page.tsx'));
const OffListRegisterPage = lazy(() => import('./off-list/register-page.tsx'));
const DemandPage = lazy(() => import('./demand/demand-page.tsx'));
const DemandGroupPage = lazy(() => import('./demand/group-page.tsx'));
const ConsultationPage = lazy(() => import('./consultation/consultation-page.tsx'));
const PhoneTasksPage = lazy(() => import('./phone-tasks/phone-tasks-page.tsx'));
const TemplatesPage = lazy(() => import('./templates/templates-page.tsx'));
const EscalationsPage = lazy(() => import('./escalations/escalations-page.tsx'));
const FeedbackPage = lazy(() => import('./feedback/feedback-page.tsx'));
const ResponsibilityPage = lazy(() => import('./responsibility/responsibility-page.tsx'));
const WindowsPage = lazy(() => import('./windows/windows-page.tsx'));
const PeoplePage = lazy(() => import('./people/people-page.tsx'));
const PersonPage = lazy(() => import('./people/person-page.tsx'));
const AccessReviewPage = lazy(() => import('./people/review-page.tsx'));
const PeopleWaitingPage = lazy(() => import('./people/waiting-page.tsx'));
const StaffImportPage = lazy(() => import('./people/import-page.tsx'));
const SettingsPage = lazy(() => import('./settings/settings-page.tsx'));
const RollOutPage = lazy(() => import('./roll-out/roll-out-page.tsx'));
const DirectoryPage = lazy(() => import('./directory/directory-page.tsx'));
const DirectoryEntryPage = lazy(() => import('./directory/entry-page.tsx'));
const DirectoryHallPage = lazy(() => import('./directory/hall-page.tsx'));
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
  if (session.bar === 'secondFactorDue') return <BarPage session={session} />;
  if (session.mustChangePassword) return <ForcedChangePage />;
  if (session.bar !== null) return <BarPage session={session} />;
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
                  <Route path="catalogue-admin" element={<CatalogueAdminPage />} />
                  <Route path="programmes" element={<ProgrammesPage />} />
                  <Route path="extensions" element={<ExtensionsPage />} />
                  <Route path="synonyms" element={<SynonymsPage />} />
                  <Route path="matrix/:catalogue/:number" element={<MatrixPage />} />
                  <Route path="guides" element={<GuidesPage />} />
                  <Route path="standards" element={<StandardsPage />} />
                  <Route path="standards/tables" element={<StandardTablesPage />} />
                  <Route path="standards/:optionId" element={<StandardOptionPage />} />
                  <Route path="operations" element={<OperationsPage />} />
                  <Route path="consultation" element={<ConsultationPage />} />
                  <Route path="phone-tasks" element={<PhoneTasksPage />} />
                  <Route path="templates" element={<TemplatesPage />} />
                  <Route path="templates/:event" element={<TemplatesPage />} />
                  <Route path="windows" element={<WindowsPage />} />
                  <Route path="directory" element={<DirectoryPage />} />
                  <Route path="directory/halls/:id" element={<DirectoryHallPage />} />
                  <Route path="directory/:id" element={<DirectoryEntryPage />} />
                  <Route path="settings" element={<SettingsPage />} />
                  <Route path="settings/:setting" element={<SettingsPage />} />
                  <Route path="rollout" element={<RollOutPage />} />
                  <Route path="rollout/:region" element={<RollOutPage />} />
                  <Route path="custody" element={<CustodyPage />} />
                  <Route path="shipments" element={<ShipmentsPage />} />
                  <Route path="offlist" element={<OffListPage />} />
                  <Route path="offlist/new" element={<OffListRecordPage />} />
                  <Route path="offlist/:id" element={<OffListRequestPage />} />
                  <Route path="offlist/:id/register" element={<OffListRegisterPage />} />
                  <Route path="demand" element={<DemandPage />} />
                  <Route path="demand/:id" element={<DemandGroupPage />} />
                  <Route path="escalations" element={<EscalationsPage />} />
                  <Route path="escalations/:id" element={<EscalationsPage />} />
                  <Route path="feedback" element={<FeedbackPage />} />
                  <Route path="responsibility" element={<ResponsibilityPage />} />
                  <Route path="people" element={<PeoplePage />} />
                  <Route path="people/review" element={<AccessReviewPage />} />
                  <Route path="people/waiting" element={<PeopleWaitingPage />} />
                  <Route path="people/import" element={<StaffImportPage />} />
                  <Route path="people/:id" element={<PersonPage />} />
                  <Route path="cases/:id" element={<CasePage />} />
                  <Route path="cases/:id/review" element={<FormalReviewPage />} />
                  <Route path="cases/:id/standard" element={<StandardPage />} />
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
