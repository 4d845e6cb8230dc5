/**
 * Where something of a person may be outside the rows of the database that lead to them, and what becomes of it when they
 * are erased. Nothing is called gone before it is: whoever has not confirmed is pending, for as long as that takes.
 */
import { addMs, DAY_MS, type Instant, MINUTE_MS } from '@loge/kernel'

export const STORES = [
  'imported_files',
  'queued_mail',
  'search',
  'caches',
  'logs',
  'doors',
  'devices',
  'recipients',
  'backups',
] as const
export type StoreId = (typeof STORES)[number]

export const STORE_VERBS = ['export', 'erase', 'restrict', 'expire', 'verify'] as const
export type StoreVerb = (typeof STORE_VERBS)[number]

/**
 * How a store does it. `rows`: what is there are rows of the database, so that what is done to these is done to it.
 * `by_itself`: within a time that is told. `snapshot`: by the next snapshot, which its keeper confirms. `ledger`: by the
 * ledger of erasures, before anybody is answered from it. `never_there`: nobody is named there at all.
 */
export type StoreWay = 'rows' | 'by_itself' | 'snapshot' | 'ledger' | 'asked' | 'never_there'

const all = (way: StoreWay): Readonly<Record<StoreVerb, StoreWay>> => ({
  export: way,
  erase: way,
  restrict: way,
  expire: way,
  verify: way,
})

export const STORE_WAYS: Readonly<Record<StoreId, Readonly<Record<StoreVerb, StoreWay>>>> = {
  // Of nobody yet: no row of a file says whose it is before it is applied.
  imported_files: { ...all('by_itself'), verify: 'asked' },
  queued_mail: { ...all('rows'), verify: 'asked' },
  // It has no index of its own: each search asks the rows.
  search: all('rows'),
  caches: { ...all('by_itself'), export: 'never_there', verify: 'asked' },
  logs: all('never_there'),
  doors: { ...all('snapshot'), export: 'rows', verify: 'asked' },
  devices: all('never_there'),
  // They are told of it (art. 19), and answer.
  recipients: { ...all('asked'), export: 'rows' },
  // A copy is sealed as a whole; what was erased since is erased again before anybody is answered from it.
  backups: { ...all('ledger'), export: 'rows', expire: 'by_itself', verify: 'asked' },
}

/** `nothing`: nobody is ever there. `with_rows`: gone with the rows. `pending`: not confirmed or not over yet. */
export type StoreState = 'nothing' | 'with_rows' | 'gone' | 'pending'

export interface StoreReport {
  readonly store: StoreId
  readonly state: StoreState
  /** How many have not confirmed, or are left. */
  readonly count: number
  /** When it will be gone by itself; null where nobody can tell. */
  readonly until: Instant | null
}

/** What was found there. */
export interface StoresSeen {
  /** When the rows went; null while they are there. */
  readonly rowsGoneAt: Instant | null
  readonly now: Instant
  /** When each file came or was applied that was there before the rows went, and is still there. */
  readonly files: readonly Instant[]
  /** Letters to the person that wait. */
  readonly letters: number
  /** Controllers that have not confirmed. */
  readonly doors: number
  /** Recipients who were told or are to be, and have not answered. */
  readonly recipients: number
  /** When each copy that is kept was made. */
  readonly copies: readonly Instant[]
}

/** As long as rows of a file are kept, and as long as anything read for everybody is believed. */
const FILE_MS = DAY_MS
const CACHE_MS = MINUTE_MS

type Judge = (seen: StoresSeen) => Omit<StoreReport, 'store'>

const NOTHING = { state: 'nothing', count: 0, until: null } as const
const pendingUnless = (count: number, until: Instant | null = null): Omit<StoreReport, 'store'> =>
  count === 0 ? { state: 'gone', count, until: null } : { state: 'pending', count, until }

const latest = (times: readonly Instant[]): Instant | null =>
  times.reduce<Instant | null>((last, time) => (last === null || time > last ? time : last), null)

const JUDGES: Readonly<Record<StoreId, Judge>> = {
  imported_files: ({ files }) => {
    const last = latest(files)
    return pendingUnless(files.length, last === null ? null : addMs(last, FILE_MS))
  },
  queued_mail: ({ letters }) => pendingUnless(letters),
  search: ({ rowsGoneAt }) => ({
    state: rowsGoneAt === null ? 'pending' : 'with_rows',
    count: 0,
    until: null,
  }),
  caches: ({ rowsGoneAt, now }) => {
    if (rowsGoneAt === null) return { state: 'pending', count: 0, until: null }
    const until = addMs(rowsGoneAt, CACHE_MS)
    return now < until ? { state: 'pending', count: 0, until } : { state: 'gone', count: 0, until: null }
  },
  logs: () => NOTHING,
  doors: ({ doors, rowsGoneAt }) =>
    rowsGoneAt === null ? { state: 'pending', count: doors, until: null } : pendingUnless(doors),
  devices: () => NOTHING,
  recipients: ({ recipients }) => pendingUnless(recipients),
  backups: ({ copies, rowsGoneAt, now }) =>
    pendingUnless(copies.filter((madeAt) => madeAt <= (rowsGoneAt ?? now)).length),
}

export const judgeStores = (seen: StoresSeen): readonly StoreReport[] =>
  STORES.map((store) => ({ store, ...JUDGES[store](seen) }))
