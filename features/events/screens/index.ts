/** The screens of the log, and what other screens show of it. */
export { loadEventsPage, loadPrintedLog } from './pages.ts'
export { latestEventsQuery, type LogEvent } from './log/queries.ts'
export { type EventSearch, readEventSearch } from './log/search.ts'
export { foldPassages, orderOf, type Passage } from './log/passages.ts'
export { PassageLine } from './log/passage-line.tsx'
export { eventOf } from './log/use-tail.ts'
export { type EventWords, useEventWords } from './log/use-event-words.ts'
