/**
 * The log as a file, made while it is sent. Each page is a transaction of its own, from where the last one ended, so a
 * file of any length takes the memory of one page, and a reader who is slow, or gone, holds nothing in the database.
 */
import type { DeviceId, EntranceId, OrganizationId, SiteId } from '@loge/kernel'
import type { Database, Transaction } from '@loge/storage'
import type { StoredEvent } from '../core/index.ts'
import { answerEvent, type BuildingsOf, namesSeenBy, type Reader } from './answer.ts'
import type { LinePlace, Lines, WordsOf } from './export-lines.ts'
import { type EventQuestion, listEvents, type ListPosition, storedEventOf } from './read-events.ts'

const PAGE = 500

/** The zone of a site's clocks; of what happened at no site, that of the organization. */
export type ZoneOf = (siteId: SiteId | undefined) => string

/** What doors and equipment are called; the log itself knows their ids alone. Also of what is gone, as it was last. */
export type NamesOf = (
  transaction: Transaction,
  ids: { readonly entrances: readonly EntranceId[]; readonly devices: readonly DeviceId[] },
) => Promise<ReadonlyMap<EntranceId | DeviceId, string>>

export interface ExportDeps {
  readonly database: Database
  readonly namesOf: NamesOf
  readonly wordsOf: WordsOf
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

const idsIn = (events: readonly StoredEvent[]) => ({
  entrances: [...new Set(events.flatMap(({ entranceId }) => entranceId ?? []))],
  devices: [...new Set(events.flatMap(({ deviceId }) => deviceId ?? []))],
})

type Names = Awaited<ReturnType<NamesOf>>

const placeOf = ({ siteId, entranceId, deviceId }: StoredEvent, reader: Reader, names: Names) => {
  const sees = namesSeenBy(reader, siteId)
  const nameOf = (id: EntranceId | DeviceId | undefined, isSeen: boolean): string | null =>
    id === undefined || !isSeen ? null : (names.get(id) ?? null)
  return { entranceName: nameOf(entranceId, sees.entrances), deviceName: nameOf(deviceId, sees.devices) }
}

export const exportEvents = async function* (
  { database, namesOf, homeBuildings, siteZones }: ExportDeps,
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
    const { rows, page, events, names } = await database.transaction(organizationId, async (transaction) => {
      const found = await listEvents(transaction, question, { limit: PAGE, after: position })
      const shown = found.slice(0, PAGE)
      const told = shown.map(storedEventOf)
      return { rows: found, page: shown, events: told, names: await namesOf(transaction, idsIn(told)) }
    })
    const buildingOf = await homeBuildings(
      organizationId,
      events.flatMap(({ personId }) => personId ?? []),
    )
    for (const event of events) {
      const place: LinePlace = { ...placeOf(event, reader, names), timeZone: zoneOf(event.siteId) }
      text += lines.line(answerEvent(event, reader, buildingOf), place)
    }
    const last = rows.length > PAGE ? page.at(-1) : undefined
    after = last === undefined ? undefined : { filedAt: last.filed_at, id: last.id }
    if (text !== '') yield encoder.encode(text)
    text = ''
  } while (after !== undefined)
}
