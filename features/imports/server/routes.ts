/** Joins each route to its use case. */
import { createCursor, serve, type Endpoint } from '@loge/http'
import { addMs, asId } from '@loge/kernel'
import { z } from 'zod'
import { type Candidate, KEPT_MS } from '../core/index.ts'
import { importRoutes } from '../wire.ts'
import { applyImport } from './apply.ts'
import { describeCandidates } from './candidates.ts'
import { requireExporter, requireImporter, type ImportDeps } from './deps.ts'
import { exportEverything } from './export.ts'
import { discardInside } from './forget.ts'
import { answerBuilding, changeSettings, chooseRows } from './preview.ts'
import { notPreviewed } from './problems.ts'
import { listImports, lockImport, readImport, readRows } from './store.ts'
import type { StoredImport, StoredRow } from './stored.ts'
import { undoImport } from './undo.ts'
import { uploadImport } from './upload.ts'

const listCursor = createCursor('imports', z.string())
const rowCursor = createCursor('import-rows', z.number().int())

const viewOf =
  ({ world }: ImportDeps) =>
  (batch: StoredImport) => {
    const { header, asks, settings, problem, ...rest } = batch
    const until = batch.appliedAt === null ? null : addMs(batch.appliedAt, KEPT_MS)
    return {
      ...rest,
      header: [...header],
      asks: [...asks],
      mapping: { ...settings.mapping },
      siteId: settings.siteId,
      movesInOn: settings.movesInOn,
      dateOrder: settings.dateOrder,
      buildings: [...(settings.buildings ?? [])],
      problem: problem === null ? null : { code: problem.code, rows: [...problem.rows] },
      undoUntil: rest.state === 'applied' && until !== null && until > world.now() ? until : null,
    }
  }

const aboutOf = (
  known: Awaited<ReturnType<typeof describeCandidates>>,
  { person }: Pick<Candidate, 'person'>,
) => {
  const about = known.get(person)
  return about === undefined ? null : { ...about, homes: [...about.homes] }
}

const rowView = (
  { number, cells, outcome, plan, choice }: StoredRow,
  about: Awaited<ReturnType<typeof describeCandidates>>,
) => ({
  number,
  cells: [...cells],
  outcome,
  does: [...plan.does],
  errors: plan.errors.map((error) => ({ ...error, stay: error.stay ?? null })),
  notes: [...plan.notes],
  candidates: plan.candidates.map((candidate) => ({ ...candidate, about: aboutOf(about, candidate) })),
  building:
    plan.building === undefined || plan.building === null
      ? null
      : { ...plan.building, buildings: [...plan.building.buildings] },
  choice,
})

const readingEndpoints = (deps: ImportDeps): readonly Endpoint[] => {
  const { database } = deps
  const view = viewOf(deps)
  return [
    serve(importRoutes.list, async (call) => {
      const { organizationId } = requireImporter(call)
      const { limit, cursor } = call.query
      const after = listCursor.decode(cursor)
      const before = after === undefined ? undefined : asId('import', after)
      const found = await database.transaction(organizationId, (transaction) =>
        listImports(transaction, { before, limit: limit + 1 }),
      )
      const data = found.slice(0, limit)
      const last = found.length > limit ? data.at(-1) : undefined
      return { data: data.map(view), nextCursor: last === undefined ? null : listCursor.encode(last.id) }
    }),
    serve(importRoutes.read, async (call) => {
      const { organizationId } = requireImporter(call)
      return view(
        await database.transaction(organizationId, (transaction) => readImport(transaction, call.params.id)),
      )
    }),
    serve(importRoutes.rows, async (call) => {
      const { organizationId } = requireImporter(call)
      const { limit, cursor, outcome } = call.query
      return database.transaction(organizationId, async (transaction) => {
        const batch = await readImport(transaction, call.params.id)
        const query = { after: rowCursor.decode(cursor), outcome, limit: limit + 1 }
        const found = await readRows(transaction, batch.id, query)
        const rows = found.slice(0, limit)
        const about = await describeCandidates(transaction, batch, { rows, now: deps.world.now() })
        const last = found.length > limit ? rows.at(-1) : undefined
        return {
          data: rows.map((row) => rowView(row, about)),
          nextCursor: last === undefined ? null : rowCursor.encode(last.number),
        }
      })
    }),
    serve(importRoutes.export, async (call) =>
      exportEverything(deps, requireExporter(call), call.query.language),
    ),
  ]
}

export const importsEndpoints = (deps: ImportDeps): readonly Endpoint[] => {
  const view = viewOf(deps)
  return [
    ...readingEndpoints(deps),
    serve(importRoutes.upload, async (call) =>
      view(
        await uploadImport(deps, requireImporter(call), { fileName: call.fileName, content: call.content }),
      ),
    ),
    serve(importRoutes.settings, async (call) =>
      view(await changeSettings(deps, requireImporter(call), { id: call.params.id, settings: call.body })),
    ),
    serve(importRoutes.choose, async (call) => {
      const { rows, choice } = call.body
      if (choice !== null && typeof choice !== 'string' && choice.kind === 'building') {
        const { kind: _kind, ...answer } = choice
        return view(await answerBuilding(deps, requireImporter(call), { id: call.params.id, answer }))
      }
      return view(await chooseRows(deps, requireImporter(call), { id: call.params.id, rows, choice }))
    }),
    serve(importRoutes.apply, async (call) =>
      view((await applyImport(deps, requireImporter(call), call.params.id)).batch),
    ),
    serve(importRoutes.undo, async (call) =>
      view((await undoImport(deps, requireImporter(call), call.params.id)).batch),
    ),
    serve(importRoutes.discard, async (call) => {
      const { organizationId } = requireImporter(call)
      await deps.database.transaction(organizationId, async (transaction) => {
        const { id, state } = await lockImport(transaction, call.params.id)
        if (state !== 'previewed') throw notPreviewed()
        await discardInside(transaction, id)
      })
      return undefined
    }),
  ]
}
