/** One event as a line of a file: the same fields a caller sees in a list, with the time of the place beside UTC. */
import { csvLine } from '@loge/kernel'
import { z } from 'zod'
import { EXPORT_COLUMNS, EXPORT_YES_NO, type ExportColumn, type ExportLanguage } from '../core/index.ts'
import { wireEvent } from '../wire.ts'
import type { EventAnswer } from './answer.ts'

/** What the event itself does not hold of where it happened. */
export interface LinePlace {
  readonly timeZone: string
  readonly entranceName: string | null
  readonly deviceName: string | null
}

/** What a key of the texts says: `event.door.opened`. */
export type Words = (key: string) => string | undefined
/** The texts are the screens'; the composition of the server brings them. */
export type WordsOf = (language: ExportLanguage) => Words

export interface Lines {
  readonly mediaType: string
  readonly head: string
  line(event: EventAnswer, place: LinePlace): string
}

/** `2026-11-22 10:16:40`: what every spreadsheet reads as a time. Making a formatter takes longer than a row does. */
const createLocalTimes = () => {
  const formats = new Map<string, Intl.DateTimeFormat>()
  return (at: number, timeZone: string): string => {
    const known = formats.get(timeZone)
    const format =
      known ?? new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
    if (known === undefined) formats.set(timeZone, format)
    return format.format(at)
  }
}

/** Spreadsheets take a file without it for one in the letters of the last century. */
const UTF8_MARK = '\uFEFF'

/** A reason is refused by a door, by equipment, or given by whoever looked. */
const REASONS = ['refusal', 'command.reason', 'look.reasons']

/** In the reader's language; `undefined`: there are no words for it, so its code stands alone. */
const spoken = (words: Words, { type, payload }: EventAnswer) => {
  const { reason, outcome } = payload
  const isTold = outcome === 'sent'
  const code = typeof reason === 'string' ? reason : undefined
  return {
    event: (isTold ? words(`told.${type}`) : undefined) ?? words(`event.${type}`) ?? '',
    reason: REASONS.map((of) => words(`${of}.${code}`)).find((text) => text !== undefined) ?? '',
    reasonCode: code ?? '',
  }
}

export const csvLines = (language: ExportLanguage, words: Words): Lines => {
  const here = createLocalTimes()
  const separator = language === 'fr' ? ';' : ','
  const columns = Object.keys(EXPORT_COLUMNS) as ExportColumn[]
  const yesNo = (value: boolean): string => EXPORT_YES_NO[language][value ? 0 : 1]
  const cells = (event: EventAnswer, place: LinePlace): Readonly<Record<ExportColumn, string>> => {
    const { timeZone } = place
    const wire = z.encode(wireEvent, event)
    return {
      number: String(wire.number),
      occurredHere: here(event.occurredAt, timeZone),
      occurredUtc: wire.occurredAt,
      receivedHere: here(event.receivedAt, timeZone),
      receivedUtc: wire.receivedAt,
      timeZone,
      late: yesNo(wire.late),
      clockTrusted: wire.edge === null ? '' : yesNo(wire.edge.clockTrusted),
      type: wire.type,
      ...spoken(words, event),
      siteId: wire.siteId ?? '',
      entranceName: place.entranceName ?? '',
      entranceId: wire.entranceId ?? '',
      deviceName: place.deviceName ?? '',
      deviceId: wire.deviceId ?? '',
      edgeId: wire.edge?.id ?? '',
      edgeSequence: wire.edge === null ? '' : String(wire.edge.sequence),
      actorKind: wire.actor.kind,
      actorId: wire.actor.id ?? '',
      subjectKind: wire.subject.kind,
      subjectId: wire.subject.personId ?? '',
      building: wire.subject.building ?? '',
      payload: Object.keys(wire.payload).length === 0 ? '' : JSON.stringify(wire.payload),
      id: wire.id,
    }
  }
  return {
    mediaType: 'text/csv; charset=utf-8',
    head:
      UTF8_MARK +
      csvLine(
        columns.map((column) => EXPORT_COLUMNS[column][language]),
        separator,
      ),
    line: (event, place) => {
      const byColumn = cells(event, place)
      return csvLine(
        columns.map((column) => byColumn[column]),
        separator,
      )
    },
  }
}

export const ndjsonLines = (): Lines => {
  const here = createLocalTimes()
  return {
    mediaType: 'application/x-ndjson',
    head: '',
    line: (event, place) =>
      `${JSON.stringify({
        ...z.encode(wireEvent, event),
        ...place,
        occurredHere: here(event.occurredAt, place.timeZone),
        receivedHere: here(event.receivedAt, place.timeZone),
      })}\n`,
  }
}
