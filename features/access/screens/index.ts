/** The screens of doors, and Today, which is mostly about them. */
export const loadTodayPage = () => import('./today/today-page.tsx')
export const loadDoorsPage = () => import('./doors/doors-page.tsx')
export { type DoorSearch, readDoorSearch } from './doors/search.ts'
export { devicesQuery, entrancesQuery } from './residence/queries.ts'
export { useResidence, useResidenceUpdates } from './residence/use-residence.ts'
