/** What somebody who is signed in is shown of the documents, and asked about them. */
import type { Instant } from '@loge/kernel'
import type { DocumentName } from './content.ts'

/** Nothing; to have seen it; or to agree before going on. */
export const ASKS = ['nothing', 'notice', 'acceptance'] as const
export type Asks = (typeof ASKS)[number]

/** A material change told so many days ahead needs no new agreement: whoever does not want it has time to leave. */
export const NOTICE_DAYS = 30

export interface PublishedVersion {
  readonly document: DocumentName
  readonly number: number
  readonly asks: Asks
  readonly publishedAt: Instant
  readonly effectiveAt: Instant
}

export interface Answered {
  readonly document: DocumentName
  readonly number: number
}

export interface OpenDocument {
  readonly document: DocumentName
  /** The version to show: the one in force, or the one announced. */
  readonly number: number
  readonly asks: Asks
}

export type Level = 'first' | 'minor' | 'material'

interface Change {
  readonly document: DocumentName
  readonly level: Level
  readonly daysAhead: number
}

/**
 * Terms are agreed to when they are first there, and again when they change in what matters without notice ahead. What is
 * kept secret is signed once: other words for it, or another name of the operator, bind nobody anew.
 */
export const asksOf = ({ document, level, daysAhead }: Change): Asks => {
  if (document === 'terms') {
    if (level === 'first') return 'acceptance'
    if (level === 'material') return daysAhead >= NOTICE_DAYS ? 'notice' : 'acceptance'
    return 'nothing'
  }
  if (document === 'confidentiality') return level === 'first' ? 'acceptance' : 'nothing'
  return document === 'privacy_policy' && level === 'material' ? 'notice' : 'nothing'
}

const latest = (versions: readonly PublishedVersion[]): PublishedVersion | undefined =>
  versions.reduce<PublishedVersion | undefined>(
    (last, one) => (last === undefined || one.number > last.number ? one : last),
    undefined,
  )

/** Whoever skipped several versions is asked once, for the last of them, by the strongest of what they asked. */
const openOf = (
  document: DocumentName,
  versions: readonly PublishedVersion[],
  { answered, now }: { readonly answered: readonly Answered[]; readonly now: Instant },
): readonly OpenDocument[] => {
  const seen = Math.max(0, ...answered.filter((one) => one.document === document).map(({ number }) => number))
  const due = versions.filter(
    (one) =>
      one.document === document &&
      one.number > seen &&
      // An agreement is asked for when the version holds; a notice is given as soon as it is published.
      (one.asks === 'acceptance' ? one.effectiveAt : one.publishedAt) <= now,
  )
  const asking = due.filter(({ asks }) => asks !== 'nothing')
  const shown = latest(due)
  if (asking.length === 0 || shown === undefined) return []
  const asks = asking.some((one) => one.asks === 'acceptance') ? 'acceptance' : 'notice'
  return [{ document, number: shown.number, asks }]
}

export const openDocuments = (
  versions: readonly PublishedVersion[],
  answered: readonly Answered[],
  now: Instant,
): readonly OpenDocument[] =>
  [...new Set(versions.map(({ document }) => document))].flatMap((document) =>
    openOf(document, versions, { answered, now }),
  )
