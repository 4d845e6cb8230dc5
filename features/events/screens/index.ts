/** The screens of the log, and what other screens show of it. */
export const loadEventsPage = () => import('./log/events-page.tsx')
export { latestEventsQuery, type LogEvent } from './log/queries.ts'
export { type EventSearch, readEventSearch } from './log/search.ts'
export { eventOf } from './log/use-tail.ts'
export { type EventWords, useEventWords } from './log/use-event-words.ts'
