/** The screens of doors, and Today, which is mostly about them. */
export { type DoorSearch, readDoorSearch } from './doors/search.ts'
export {
  loadAccessPage,
  loadCampaignPage,
  loadCampaignsPage,
  loadDoorsPage,
  loadEdgesPage,
  loadEmergencyPage,
  loadForEvents,
  loadHousePage,
  loadLabelsPage,
  loadOwnDoorsPage,
  loadResidentPage,
  loadRestOfToday,
  loadRolloutsPage,
  loadStartRolloutPage,
  loadTodayPage,
} from './pages.ts'
export { type HouseNeed, HouseNeedsProvider } from './today/house-needs.tsx'
export { edgesQuery } from './edges/queries.ts'
export { readLabelSearch } from './labels/search.ts'
export { readRolloutsSearch, readStartSearch } from './rollouts/search.ts'
export { readCampaignSearch } from './campaigns/search.ts'
export { readRightsSearch } from './rights/search.ts'
export { devicesQuery, entrancesQuery, placementsQuery, prefetchResidence } from './residence/queries.ts'
export { aloneTogether, needsPerson } from './residence/pieces.ts'
export { residenceQuestions } from './residence/questions.ts'
export { useResidence, useResidenceUpdates } from './residence/use-residence.ts'
