/** The log as a file: who took what with them is recorded before its first line leaves. */
import { type Download, type Endpoint, serve } from '@loge/http'
import { newId, type World } from '@loge/kernel'
import { z } from 'zod'
import { eventFacts } from '../core/index.ts'
import { exportEvents as route } from '../wire.ts'
import { appendEvents } from './append-events.ts'
import { exportEvents, type ExportDeps } from './export-events.ts'
import { csvLines, ndjsonLines } from './export-lines.ts'
import { type Asking, actorOf, questionOf } from './question.ts'

export type ExportLogDeps = ExportDeps & { readonly world: World }
type Deps = ExportLogDeps

/** As they stand in the address, without the person: who it was about is the subject of the fact. */
const filtersOf = ({ personId: _person, ...filters }: Asking['query']): readonly string[] =>
  Object.entries(z.encode(route.query.partial(), filters)).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${value}`],
  )

const record = (
  { database, world }: Deps,
  call: Asking,
  { fact, filters, format }: Recorded,
): Promise<void> =>
  database.transaction(call.organizationId, (transaction) =>
    appendEvents(transaction, world, call.organizationId, [
      {
        id: newId(world, 'event'),
        type: fact.type,
        occurredAt: world.now(),
        actor: actorOf(call.principal),
        ...(call.query.siteId === undefined ? {} : { siteId: call.query.siteId }),
        ...(call.query.personId === undefined ? {} : { personId: call.query.personId }),
        payload: { format, filters },
      },
    ]),
  )

interface Recorded {
  readonly fact: typeof eventFacts.exported
  readonly filters: readonly string[]
  readonly format: string
}

export interface ExportCall extends Asking {
  readonly format: 'csv' | 'ndjson'
  readonly language: 'en' | 'fr'
  readonly left: AbortSignal
}

/** The file for whoever asks, judged and recorded. */
export const exportLog = async (deps: Deps, call: ExportCall): Promise<Download> => {
  const { format, language, left } = call
  const judged = await deps.database.transaction(call.organizationId, (transaction) =>
    questionOf(transaction, deps, call),
  )
  // Up to now at most: what is recorded while the file is written would give it no end.
  const until = judged.question.filter.until ?? deps.world.now()
  const question = { ...judged.question, filter: { ...judged.question.filter, until } }
  const filters = filtersOf({ ...call.query, until })
  await record(deps, call, { fact: eventFacts.exported, filters, format })
  const lines = format === 'csv' ? csvLines(language, deps.wordsOf(language)) : ndjsonLines()
  const day = new Date(deps.world.now()).toISOString().slice(0, 10)
  return {
    fileName: `events-${day}.${format}`,
    mediaType: lines.mediaType,
    content: exportEvents(deps, { question, reader: judged.reader, lines, left }),
  }
}

export const exportRoute = (deps: Deps): Endpoint =>
  serve(route, (call) => {
    const { format, language = call.language, ...query } = call.query
    return exportLog(deps, { ...call, query, format, language })
  })
