/** How each part of the settings stands, as a mark and the name of a sentence: what needs a person is brass, or red. */
import type { MarkKind } from '@loge/ui'

const DAY_MS = 86_400_000
/** A key that ends within this is worth a word while there is time to make another. */
const EXPIRES_SOON_MS = 14 * DAY_MS
/** One is made each day: after two, one was missed. */
const BACKUP_OLD_MS = 2 * DAY_MS

export interface PartState<Says extends string> {
  readonly kind: MarkKind
  readonly says: Says
  readonly count?: number
  readonly of?: number
  readonly days?: number
  readonly at?: number
}

interface Key {
  readonly expiresAt: string | null
}

/** Of the keys in use. */
export const keysState = (
  keys: readonly Key[],
  now: number,
): PartState<'keysNone' | 'keysInUse' | 'keysExpire'> => {
  const soon = keys
    .flatMap(({ expiresAt }) => (expiresAt === null ? [] : [Date.parse(expiresAt) - now]))
    .filter((left) => left <= EXPIRES_SOON_MS)
  if (soon.length > 0)
    return {
      kind: 'att',
      says: 'keysExpire',
      count: soon.length,
      days: Math.floor(Math.min(...soon) / DAY_MS),
    }
  return keys.length === 0
    ? { kind: 'off', says: 'keysNone' }
    : { kind: 'ok', says: 'keysInUse', count: keys.length }
}

interface Documents {
  readonly operatorNamed: boolean
  readonly data: readonly { readonly document: string; readonly state: string }[]
}

export const documentsState = ({
  operatorNamed,
  data,
}: Documents): PartState<'documentsUnnamed' | 'documentsNone' | 'documentsInForce'> => {
  if (!operatorNamed) return { kind: 'att', says: 'documentsUnnamed' }
  return data.some(({ document, state }) => document === 'terms' && state === 'in_force')
    ? { kind: 'ok', says: 'documentsInForce' }
    : { kind: 'off', says: 'documentsNone' }
}

interface Edge {
  readonly state: 'connected' | 'alone' | 'never_connected' | 'revoked'
  readonly journalProblem: string | null
  readonly clockTrusted: boolean | null
}

export const edgesState = (
  edges: readonly Edge[],
): PartState<'edgesNone' | 'edgesWorry' | 'edgesAlone' | 'edgesConnected'> => {
  const serving = edges.filter(({ state }) => state !== 'revoked')
  const of = serving.length
  if (of === 0) return { kind: 'att', says: 'edgesNone' }
  const worries = serving.filter((edge) => edge.journalProblem !== null || edge.clockTrusted === false).length
  if (worries > 0) return { kind: 'att', says: 'edgesWorry', count: worries, of }
  const alone = serving.filter(({ state }) => state !== 'connected').length
  return alone > 0
    ? { kind: 'att', says: 'edgesAlone', count: alone, of }
    : { kind: 'ok', says: 'edgesConnected', count: of }
}

interface Batch {
  readonly state: string
  readonly appliedAt: string | null
}

/** The newest first. */
export const importState = (
  batches: readonly Batch[],
): PartState<'importNone' | 'importWaits' | 'importDone'> => {
  const waiting = batches.filter(({ state }) => state === 'previewed').length
  if (waiting > 0) return { kind: 'att', says: 'importWaits', count: waiting }
  const last = batches.find(({ state, appliedAt }) => state !== 'undone' && appliedAt !== null)
  return last === undefined || last.appliedAt === null
    ? { kind: 'off', says: 'importNone' }
    : { kind: 'ok', says: 'importDone', at: Date.parse(last.appliedAt) }
}

interface Backups {
  readonly place: object | null
  readonly running: object | null
  readonly made: { readonly at: string; readonly verified: boolean } | null
  readonly failed: { readonly at: string } | null
}

export const backupState = (
  { place, running, made, failed }: Backups,
  now: number,
): PartState<
  | 'backupRuns'
  | 'backupFailed'
  | 'backupNever'
  | 'backupNoPlace'
  | 'backupUnread'
  | 'backupOld'
  | 'backupMade'
> => {
  if (running !== null) return { kind: 'wait', says: 'backupRuns' }
  if (failed !== null && (made === null || failed.at > made.at))
    return { kind: 'bad', says: 'backupFailed', at: Date.parse(failed.at) }
  if (made === null) return { kind: 'att', says: 'backupNever' }
  const at = Date.parse(made.at)
  if (now - at > BACKUP_OLD_MS)
    return { kind: 'att', says: place === null ? 'backupNoPlace' : 'backupOld', at }
  return made.verified ? { kind: 'ok', says: 'backupMade', at } : { kind: 'att', says: 'backupUnread', at }
}

/** What is over goes once a day: seen here before, it is a matter of hours. */
export const retentionState = ({
  due,
}: {
  readonly due: readonly { readonly rows: number }[]
}): PartState<'retentionDue' | 'retentionNone'> => {
  const count = due.reduce((sum, { rows }) => sum + rows, 0)
  return count === 0 ? { kind: 'ok', says: 'retentionNone' } : { kind: 'wait', says: 'retentionDue', count }
}

export const measuresState = (
  measures: readonly { readonly looks: readonly { readonly outcome: string }[] }[],
): PartState<'measuresHold' | 'measuresFail' | 'measuresWait'> => {
  const last = measures.flatMap(({ looks }) => looks.slice(0, 1))
  if (last.length === 0) return { kind: 'wait', says: 'measuresWait' }
  const count = last.filter(({ outcome }) => outcome !== 'holds').length
  return count === 0 ? { kind: 'ok', says: 'measuresHold' } : { kind: 'att', says: 'measuresFail', count }
}

/** The one that is to be told first speaks for all. */
export const breachesState = (
  breaches: readonly {
    readonly closedAt: string | null
    readonly clocks: readonly { readonly state: string; readonly dueAt: string | null }[]
  }[],
): PartState<'breachesNone' | 'breachesOpen' | 'breachesLate' | 'breachesRun'> => {
  const open = breaches.filter(({ closedAt }) => closedAt === null)
  const clocks = open.flatMap((breach) => breach.clocks)
  if (clocks.some(({ state }) => state === 'late')) return { kind: 'bad', says: 'breachesLate' }
  const due = clocks.flatMap(({ state, dueAt }) => (state === 'running' && dueAt !== null ? [dueAt] : []))
  const [first] = due.toSorted()
  if (first !== undefined) return { kind: 'att', says: 'breachesRun', at: Date.parse(first) }
  return open.length === 0
    ? { kind: 'ok', says: 'breachesNone' }
    : { kind: 'att', says: 'breachesOpen', count: open.length }
}

/** A read that nobody looked at again waits for a second person. */
export const supportState = (
  accesses: readonly { readonly state: string; readonly review: object | null }[],
): PartState<'supportToReview' | 'supportOpen' | 'supportNone'> => {
  const toReview = accesses.filter(({ state, review }) => state === 'over' && review === null).length
  if (toReview > 0) return { kind: 'att', says: 'supportToReview', count: toReview }
  const open = accesses.filter(({ state }) => state !== 'over').length
  return open === 0 ? { kind: 'ok', says: 'supportNone' } : { kind: 'wait', says: 'supportOpen', count: open }
}

/** Somebody asked for data, and was neither answered nor refused. */
export const releasesState = (
  releases: readonly { readonly state: string }[],
): PartState<'releasesOpen' | 'releasesNone'> => {
  const count = releases.filter(({ state }) => state === 'open' || state === 'approved').length
  return count === 0 ? { kind: 'ok', says: 'releasesNone' } : { kind: 'att', says: 'releasesOpen', count }
}

interface Letters {
  readonly mailIsSetUp: boolean
  readonly data: readonly { readonly state: string }[]
}

/** Of the newest letters. */
export const mailState = ({
  mailIsSetUp,
  data,
}: Letters): PartState<'mailNotSetUp' | 'mailFailed' | 'mailSetUp'> => {
  if (!mailIsSetUp) return { kind: 'att', says: 'mailNotSetUp' }
  const failed = data.filter(({ state }) => state === 'failed' || state === 'given_up').length
  return failed > 0 ? { kind: 'att', says: 'mailFailed', count: failed } : { kind: 'ok', says: 'mailSetUp' }
}

interface Placed {
  readonly inForce: 'yes' | 'pending' | 'unknown' | 'edge_revoked'
}

/** Of every edge: what was changed last, a rule or a right, is known there or not yet. */
export const rulesState = (
  placements: readonly Placed[],
): PartState<'rulesNowhere' | 'rulesUnknown' | 'rulesOnTheWay' | 'rulesInForce'> => {
  const has = (...some: readonly Placed['inForce'][]) => placements.some((one) => some.includes(one.inForce))
  if (placements.length === 0) return { kind: 'off', says: 'rulesNowhere' }
  if (has('unknown', 'edge_revoked')) return { kind: 'att', says: 'rulesUnknown' }
  return has('pending') ? { kind: 'wait', says: 'rulesOnTheWay' } : { kind: 'ok', says: 'rulesInForce' }
}
