/** The screens of schedules: the sites, whose clock and public holidays every schedule follows. */
export { loadSitesPage } from './pages.ts'
