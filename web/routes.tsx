/** Every page of the browser app, each loaded when it is first opened. */
import {
  loadAccessPage,
  loadCampaignPage,
  loadCampaignsPage,
  loadDoorsPage,
  loadEdgesPage,
  loadEmergencyPage,
  loadForEvents,
  loadHousePage,
  loadLabelsPage,
  loadResidentPage,
  loadRolloutsPage,
  loadStartRolloutPage,
  loadTodayPage,
  readCampaignSearch,
  readDoorSearch,
  readLabelSearch,
  readRightsSearch,
  readRolloutsSearch,
  readStartSearch,
  prefetchResidence,
} from '@loge/features/access/screens'
import {
  forgetSignedIn,
  isNamed,
  loadAccountsPage,
  loadKeysPage,
  loadRolesPage,
  loadSetUpPage,
  loadSignInPage,
  mayBeSignedIn,
  meQuery,
} from '@loge/features/accounts/screens'
import { loadBackupsPage } from '@loge/features/backups/screens'
import { loadEventsPage, loadLooksPage, loadPrintedLog, readEventSearch } from '@loge/features/events/screens'
import {
  loadIntakeForm,
  loadNewPersonPage,
  loadResidentsPage,
  readResidentsSearch,
} from '@loge/features/people/screens'
import { loadMessagesPage } from '@loge/features/notices/screens'
import { loadImportPage, readImportSearch } from '@loge/features/imports/screens'
import {
  loadBreachesPage,
  loadDeskPage,
  loadDocumentsPage,
  loadMyDataPage,
  loadRegisterPage,
  loadReleasesPage,
  loadMeasuresPage,
  loadRetentionPage,
  readBreachSearch,
  loadSupportPage,
  readDeskSearch,
} from '@loge/features/privacy/screens'
import {
  loadCustomersPage,
  loadOutsidePage,
  readCustomersSearch,
  readOutsideSearch,
} from '@loge/features/relations/screens'
import { loadReportsPage, readReportSearch } from '@loge/features/reports/screens'
import { loadSitesPage } from '@loge/features/schedules/screens'
import { useQuery } from '@tanstack/react-query'
import {
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  redirect,
  type RouteComponent,
} from '@tanstack/react-router'
import { queryClient } from './query-client.ts'
import { LegalFoot } from './shell/legal-foot.tsx'
import { PageFailed, PageNotFound } from './shell/page-failed.tsx'
import { loadConsole, loadSettings } from './shell/pages.ts'
import { isSignedOut } from './shell/signed-out.ts'
import { sitesQuery } from './shell/sites.ts'
import { lazyPage } from './shell/lazy-page.ts'
import { LanguageSwitch } from './shell/language-switch.tsx'
import { loadInstallation } from './shell/load-installation.tsx'
import { useMay } from './shell/use-may.ts'

const root = createRootRoute({
  component: () => (
    <>
      <Outlet />
      <LegalFoot />
    </>
  ),
  errorComponent: (props) => (
    <>
      <PageFailed {...props} />
      <LegalFoot />
    </>
  ),
})

const ownPath = (value: unknown): string | undefined =>
  typeof value === 'string' && /^\/(?!\/)/.test(value) ? value : undefined

const SignIn = lazyPage(loadSignInPage, 'SignInPage')
const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (raw: Record<string, unknown>): { back?: string } => {
    const back = ownPath(raw['back'])
    return back === undefined ? {} : { back }
  },
  loader: () => SignIn.preload?.(),
  component: () => <SignIn language={<LanguageSwitch />} />,
})

const SetUp = lazyPage(loadSetUpPage, 'SetUpPage')
const setUp = createRoute({
  getParentRoute: () => root,
  path: '/set-up',
  loader: () => SetUp.preload?.(),
  component: () => <SetUp language={<LanguageSwitch />} />,
})

const page = (Page: RouteComponent) => ({
  loader: () => Page.preload?.(),
  component: () => <Page />,
})

const Console = lazyPage(loadConsole, 'Console')
const consoleRoute = createRoute({
  getParentRoute: () => root,
  id: 'console',
  beforeLoad: async ({ location }) => {
    const toSignIn = () =>
      redirect({ to: '/sign-in', search: location.href === '/' ? {} : { back: location.href } })
    if (queryClient.getQueryData(meQuery.queryKey) === undefined && !mayBeSignedIn()) throw toSignIn()
    // Asked together with who one is, so that the first page does not wait twice.
    void queryClient.prefetchQuery(sitesQuery)
    prefetchResidence(queryClient, Date.now())
    try {
      if (!isNamed(await queryClient.ensureQueryData(meQuery))) throw redirect({ to: '/set-up' })
    } catch (error) {
      if (!isSignedOut(error)) throw error
      forgetSignedIn()
      throw toSignIn()
    }
  },
  loader: () => Console.preload?.(),
  component: () => <Console />,
})

const useSites = () => useQuery(sitesQuery).data?.data ?? []

/** Of the log of a site: what is one's own only is sent to nobody. */
const useMayReport = () =>
  useQuery(meQuery).data?.grants.some(
    ({ permission, scope }) => permission === 'events.read' && scope.kind !== 'own',
  ) === true

const loadEvents = async () => {
  const [{ EventsPage }, { forEvents }] = await Promise.all([loadEventsPage(), loadForEvents()])
  return {
    Events: () => <EventsPage {...forEvents} useSites={useSites} useMayReport={useMayReport} />,
  }
}

const events = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/events',
  validateSearch: readEventSearch,
  ...page(lazyPage(loadEvents, 'Events')),
})

const useAsker = () => useQuery(meQuery).data?.account?.personName

const printedLog = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/events/print',
  validateSearch: readEventSearch,
  ...page(
    lazyPage(async () => {
      const [{ PrintedLog }, { forEvents }] = await Promise.all([loadPrintedLog(), loadForEvents()])
      return { Printed: () => <PrintedLog useAsker={useAsker} usePersonName={forEvents.usePersonName} /> }
    }, 'Printed'),
  ),
})

const looks = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/events/looks',
  ...page(lazyPage(loadLooksPage, 'LooksPage')),
})

const reports = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/events/reports',
  validateSearch: readReportSearch,
  ...page(
    lazyPage(async () => {
      const { ReportsPage } = await loadReportsPage()
      return { Reports: () => <ReportsPage useSites={useSites} /> }
    }, 'Reports'),
  ),
})

const today = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/',
  ...page(lazyPage(loadTodayPage, 'TodayPage')),
})

const doors = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/doors',
  validateSearch: readDoorSearch,
  ...page(lazyPage(loadDoorsPage, 'DoorsPage')),
})

const labels = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/doors/labels',
  validateSearch: readLabelSearch,
  ...page(lazyPage(loadLabelsPage, 'LabelsPage')),
})

const rollouts = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/doors/changes',
  validateSearch: readRolloutsSearch,
  ...page(lazyPage(loadRolloutsPage, 'RolloutsPage')),
})

const startRollout = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/doors/changes/new',
  validateSearch: readStartSearch,
  ...page(lazyPage(loadStartRolloutPage, 'StartRolloutPage')),
})

const residents = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/residents',
  validateSearch: readResidentsSearch,
  ...page(lazyPage(loadResidentsPage, 'ResidentsPage')),
})

const resident = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/residents/$id',
  ...page(lazyPage(loadResidentPage, 'ResidentPage')),
})

const access = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/access',
  validateSearch: readRightsSearch,
  ...page(lazyPage(loadAccessPage, 'AccessPage')),
})

const campaigns = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/access/campaigns',
  ...page(lazyPage(loadCampaignsPage, 'CampaignsPage')),
})

const campaign = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/access/campaigns/$id',
  validateSearch: readCampaignSearch,
  ...page(lazyPage(loadCampaignPage, 'CampaignPage')),
})

const newPerson = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/residents/new',
  ...page(lazyPage(loadNewPersonPage, 'NewPersonPage')),
})

const intakeForm = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/residents/form',
  ...page(lazyPage(loadIntakeForm, 'IntakeForm')),
})

const emergency = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/emergency',
  ...page(lazyPage(loadEmergencyPage, 'EmergencyPage')),
})

const settings = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/settings',
  ...page(lazyPage(loadSettings, 'Settings')),
})

const roles = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/settings/roles',
  ...page(lazyPage(loadRolesPage, 'RolesPage')),
})

const accounts = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/settings/accounts',
  ...page(lazyPage(loadAccountsPage, 'AccountsPage')),
})

const keys = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/settings/keys',
  ...page(lazyPage(loadKeysPage, 'KeysPage')),
})

const edges = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/settings/edges',
  ...page(lazyPage(loadEdgesPage, 'EdgesPage')),
})

const sites = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/settings/sites',
  ...page(
    lazyPage(async () => {
      const { SitesPage } = await loadSitesPage()
      return { Sites: () => <SitesPage mayManage={useMay()('places.manage')} /> }
    }, 'Sites'),
  ),
})

const backups = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/settings/backup',
  ...page(lazyPage(loadBackupsPage, 'BackupsPage')),
})

const messages = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/settings/messages',
  ...page(
    lazyPage(async () => {
      const { MessagesPage } = await loadMessagesPage()
      return { Messages: () => <MessagesPage mayManage={useMay()('accounts.manage')} /> }
    }, 'Messages'),
  ),
})

const house = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/settings/rules',
  ...page(lazyPage(loadHousePage, 'HousePage')),
})

/** A page with nothing in its address but its path. */
const plain = <const Path extends string>(path: Path, Page: RouteComponent) =>
  createRoute({ getParentRoute: () => consoleRoute, path, ...page(Page) })

const installation = plain('/settings/installation', lazyPage(loadInstallation, 'Installation'))

const documents = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/privacy/documents',
  ...page(
    lazyPage(async () => {
      const { DocumentsPage } = await loadDocumentsPage()
      return { Documents: () => <DocumentsPage mayKeep={useMay()('register.manage')} /> }
    }, 'Documents'),
  ),
})

const imports = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/settings/import',
  validateSearch: readImportSearch,
  ...page(lazyPage(loadImportPage, 'ImportPage')),
})

const breaches = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/privacy/breaches',
  validateSearch: readBreachSearch,
  ...page(lazyPage(loadBreachesPage, 'BreachesPage')),
})

const support = plain('/privacy/support', lazyPage(loadSupportPage, 'SupportPage'))

const releases = plain('/privacy/releases', lazyPage(loadReleasesPage, 'ReleasesPage'))

const retention = plain('/privacy/retention', lazyPage(loadRetentionPage, 'RetentionPage'))

const measures = plain('/privacy/measures', lazyPage(loadMeasuresPage, 'MeasuresPage'))

const myData = plain('/me/data', lazyPage(loadMyDataPage, 'MyDataPage'))

const desk = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/privacy',
  validateSearch: readDeskSearch,
  ...page(lazyPage(loadDeskPage, 'DeskPage')),
})

const customers = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/customers',
  validateSearch: readCustomersSearch,
  ...page(lazyPage(loadCustomersPage, 'CustomersPage')),
})

const outside = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/relations',
  validateSearch: readOutsideSearch,
  ...page(
    lazyPage(async () => {
      const { OutsidePage } = await loadOutsidePage()
      return { Outside: () => <OutsidePage may={useMay()} /> }
    }, 'Outside'),
  ),
})

const register = createRoute({
  getParentRoute: () => consoleRoute,
  path: '/privacy/register',
  ...page(
    lazyPage(async () => {
      const { RegisterPage } = await loadRegisterPage()
      return { Register: () => <RegisterPage mayManage={useMay()('register.manage')} /> }
    }, 'Register'),
  ),
})

/** Nothing else answered to this address: said inside the console, so that its other pages stay at hand. */
const nowhere = createRoute({
  getParentRoute: () => consoleRoute,
  path: '$',
  component: PageNotFound,
})

export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    setUp,
    consoleRoute.addChildren([
      today,
      doors,
      labels,
      rollouts,
      startRollout,
      access,
      campaigns,
      campaign,
      events,
      printedLog,
      looks,
      reports,
      residents,
      resident,
      newPerson,
      intakeForm,
      emergency,
      settings,
      accounts,
      roles,
      keys,
      edges,
      sites,
      backups,
      messages,
      installation,
      house,
      imports,
      myData,
      documents,
      desk,
      register,
      breaches,
      retention,
      measures,
      releases,
      support,
      outside,
      customers,
      nowhere,
    ]),
  ]),
  defaultPreload: 'intent',
  defaultPreloadStaleTime: 0,
  defaultErrorComponent: PageFailed,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
