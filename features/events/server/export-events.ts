/**
 * The log as a file, made while it is sent. Each page is a transaction of its own, from where the last one ended, so a
 * file of any length takes the memory of one page, and a reader who is slow, or gone, holds nothing in the database.
 */
import type { OrganizationId, SiteId } from '@loge/kernel'
import type { Database } from '@loge/storage'
import { answerEvent, type BuildingsOf, type Reader } from './answer.ts'
import type { Lines } from './export-lines.ts'
import { type EventQuestion, listEvents, type ListPosition, storedEventOf } from './read-events.ts'

const PAGE = 500

/** The zone of a site's clocks; of what happened at no site, that of the organization. */
export type ZoneOf = (siteId: SiteId | undefined) => string

export interface ExportDeps {
  readonly database: Database
  readonly homeBuildings: BuildingsOf
  readonly siteZones: (organizationId: OrganizationId) => Promise<ZoneOf>
}

export interface ExportAsked {
  readonly question: EventQuestion
  readonly reader: Reader
  readonly lines: Lines
  /** Aborted when the reader is gone. */
  readonly left: AbortSignal
}

export const exportEvents = async function* (
  { database, homeBuildings, siteZones }: ExportDeps,
  { question, reader, lines, left }: ExportAsked,
): AsyncGenerator<Uint8Array> {
  const { organizationId } = question
  const zoneOf = await siteZones(organizationId)
  const encoder = new TextEncoder()
  let text = lines.head
  let after: ListPosition | undefined
  do {
    left.throwIfAborted()
    const position = after
    const rows = await database.transaction(organizationId, (transaction) =>
      listEvents(transaction, question, { limit: PAGE, after: position }),
    )
    const page = rows.slice(0, PAGE)
    const events = page.map(storedEventOf)
    const buildingOf = await homeBuildings(
      organizationId,
      events.flatMap(({ personId }) => personId ?? []),
    )
    for (const event of events)
      text += lines.line(answerEvent(event, reader, buildingOf), zoneOf(event.siteId))
    const last = rows.length > PAGE ? page.at(-1) : undefined
    after = last === undefined ? undefined : { filedAt: last.filed_at, id: last.id }
    if (text !== '') yield encoder.encode(text)
    text = ''
  } while (after !== undefined)
}
