/** Does what the preview said: all of it in one transaction, or nothing. */
import {
  addCards,
  changeProfile,
  createProfile,
  grantAccess,
  nameSubjects,
  raiseSnapshotVersion,
} from '@loge/features/access/server'
import { appendEvents } from '@loge/features/events/server'
import {
  addPeople,
  addRelation,
  addTenancies,
  changePerson,
  changeRelation,
  changeTenancy,
} from '@loge/features/people/server'
import { addPlaces, type Caller } from '@loge/features/places/server'
import { inOneTransaction, type Database, type Transaction } from '@loge/storage'
import { newId, type AccessProfileId, type Id, type MoveId, type PersonId, type SiteId } from '@loge/kernel'
import { importsFacts, type Act, type PlannedRow } from '../core/index.ts'
import type { ImportDeps } from './deps.ts'
import { countAnew } from './count-anew.ts'
import { planImport, type ImportPlan } from './plan-import.ts'
import { hasErrors, isUndecided, nothingToDo, notPreviewed, WorkRefused } from './problems.ts'
import { claim, giveBack, holdWork, telling, type Tell } from './progress.ts'
import { chunksOf, inTurns, nextTurn } from './reading/breathe.ts'
import { CHUNK, insertActs, readImport, updateImport, writePlans } from './store.ts'
import type { DoneAct, StoredImport } from './stored.ts'

type Does = Act['does']
type ActOf<Kind extends Does> = Extract<Act, { readonly does: Kind }>

interface Placed<Kind extends Does = Does> {
  readonly number: number
  readonly act: ActOf<Kind>
}

/** One import while it is applied. */
interface Applying {
  readonly transaction: Transaction
  /** Everything that is asked of it happens in this one transaction. */
  readonly deps: ImportDeps
  readonly caller: Caller
  readonly tell: Tell
  readonly total: number
  readonly done: { readonly number: number; readonly act: DoneAct }[]
}

/** Sorted once: looking through all of them for each kind would hold up everybody else. */
type ByKind = ReadonlyMap<Does, readonly Placed[]>

const only = <Kind extends Does>(acts: ByKind, does: Kind): readonly Placed<Kind>[] =>
  (acts.get(does) ?? []).filter((placed): placed is Placed & Placed<Kind> => placed.act.does === does)

const note = async (
  { done, total, tell }: Applying,
  acts: readonly { number: number; act: DoneAct }[],
): Promise<void> => {
  done.push(...acts)
  await tell({ done: done.length, total })
  await nextTurn()
}

/** In pieces: what is left waits its turn behind every other request. */
const inChunks = async <Kind extends Exclude<Does, 'createCard' | 'grant' | 'openRelation'>>(
  applying: Applying,
  placed: readonly Placed<Kind>[],
  work: (acts: readonly ActOf<Kind>[]) => Promise<unknown>,
): Promise<void> => {
  for (const chunk of chunksOf(placed, CHUNK)) {
    await work(chunk.map(({ act }) => act))
    await note(applying, chunk)
  }
}

const firstVersion = <Row>(row: Row) => ({ ...row, version: 1 })

const applyPlaces = async (applying: Applying, acts: ByKind): Promise<void> => {
  const { transaction, deps, caller } = applying
  const asked = { dependencies: deps, caller }
  await inChunks(applying, only(acts, 'createBuilding'), (chunk) =>
    addPlaces(transaction, asked, {
      kind: 'building',
      places: chunk.map((act) => firstVersion(act.building)),
    }),
  )
  await inChunks(applying, only(acts, 'createFloor'), (chunk) =>
    addPlaces(transaction, asked, { kind: 'floor', places: chunk.map((act) => firstVersion(act.floor)) }),
  )
  await inChunks(applying, only(acts, 'createUnit'), (chunk) =>
    addPlaces(transaction, asked, { kind: 'unit', places: chunk.map((act) => firstVersion(act.unit)) }),
  )
}

const applyPeople = async (applying: Applying, acts: ByKind): Promise<void> => {
  const { transaction, deps, caller } = applying
  const asked = { dependencies: deps, caller }
  await inChunks(applying, only(acts, 'createPerson'), (chunk) => addPeople(transaction, asked, chunk))
  await inChunks(applying, only(acts, 'changePerson'), async (chunk) => {
    for (const { id, version, details } of chunk)
      await changePerson(deps, caller, { id, ifMatch: String(version), changes: details, source: 'import' })
  })
  await inChunks(applying, only(acts, 'openTenancy'), (chunk) =>
    addTenancies(
      transaction,
      asked,
      chunk.map(({ tenancy }) => tenancy),
    ),
  )
  await inChunks(applying, only(acts, 'changeTenancy'), async (chunk) => {
    for (const { before, changes } of chunk)
      await changeTenancy(deps, caller, { id: before.id, ifMatch: String(before.version), changes })
  })
}

const applyRelations = async (applying: Applying, acts: ByKind): Promise<void> => {
  const { transaction, deps, caller } = applying
  for (const { number, act } of only(acts, 'openRelation')) {
    const { personId, relation } = act
    const said = { personId, ...relation, source: 'import' as const }
    const { id } = await addRelation(transaction, { dependencies: deps, caller }, said)
    await note(applying, [{ number, act: { does: 'openRelation', id } }])
  }
  await inChunks(applying, only(acts, 'changeRelation'), async (chunk) => {
    for (const { before, endsOn } of chunk)
      await changeRelation(deps, caller, {
        id: before.id,
        ifMatch: String(before.version),
        changes: { endsOn },
      })
  })
}

const withoutNumber = (
  { value: _number, ...act }: ActOf<'createCard'>,
  ticked: ReadonlyMap<PersonId, MoveId>,
): DoneAct => {
  const moveId = ticked.get(act.personId)
  return moveId === undefined ? act : { ...act, ticked: moveId }
}

const applyCards = async (applying: Applying, acts: ByKind): Promise<void> => {
  const { transaction, deps, caller } = applying
  const { organizationId } = caller
  for (const [siteId, cards] of Map.groupBy(only(acts, 'createCard'), ({ act }) => act.siteId)) {
    const holders: PersonId[] = []
    for (const chunk of chunksOf(cards, CHUNK)) {
      const ticked = await addCards(transaction, deps, caller, { siteId, cards: chunk.map(({ act }) => act) })
      holders.push(...chunk.map(({ act }) => act.personId))
      await note(
        applying,
        chunk.map(({ number, act }) => ({ number, act: withoutNumber(act, ticked) })),
      )
    }
    for (const some of chunksOf(holders, 8 * CHUNK))
      await nameSubjects(transaction, deps, { organizationId, siteId }, some)
  }
}

const applyRights = async (applying: Applying, acts: ByKind): Promise<void> => {
  const { deps, caller } = applying
  const madeAs = new Map<AccessProfileId, AccessProfileId>()
  for (const { number, act } of only(acts, 'keepProfile')) {
    const { before, profile } = act
    const { siteId, name } = profile
    const lines = profile.lines.map((line) => ({ ...line, entranceIds: [...line.entranceIds] }))
    const input = { name, lines }
    const kept =
      before === undefined
        ? await createProfile(deps, caller, { siteId, ...input })
        : await changeProfile(deps, caller, { id: before.id, ifMatch: String(before.revision), input })
    madeAs.set(profile.id, kept.id)
    await note(applying, [{ number, act: { ...act, profile: kept } }])
  }
  for (const { number, act } of only(acts, 'grant')) {
    const { validFrom, does, ...wanted } = act
    const { id } = await grantAccess(deps, caller, {
      ...wanted,
      accessProfileId: madeAs.get(act.accessProfileId) ?? act.accessProfileId,
      ...(validFrom === null ? {} : { validFrom }),
    })
    await note(applying, [{ number, act: { does, id, to: act.to } }])
  }
}

/** Where homes or cards changed, who may enter changes too. */
const sitesOf = (acts: ByKind): ReadonlySet<SiteId> => {
  const sites = new Set<SiteId>()
  for (const { act } of only(acts, 'createCard')) sites.add(act.siteId)
  for (const { act } of only(acts, 'openTenancy')) sites.add(act.tenancy.siteId)
  return sites
}

const sorted = async (
  { world }: ImportDeps,
  { rows }: ImportPlan,
): Promise<{ readonly acts: ByKind; readonly total: number; readonly changed: number }> => {
  const acts = new Map<Does, Placed[]>()
  let [total, changed] = [0, 0]
  await inTurns(world, rows, ({ number, outcome, acts: some }) => {
    if (outcome === 'skip' || some.length === 0) return
    changed += 1
    total += some.length
    for (const act of some) {
      const known = acts.get(act.does)
      if (known === undefined) acts.set(act.does, [{ number, act }])
      else known.push({ number, act })
    }
  })
  return { acts, total, changed }
}

const differentFromShown = async (
  { world }: ImportDeps,
  { rows, stored }: ImportPlan,
): Promise<readonly PlannedRow[]> => {
  const different: PlannedRow[] = []
  await inTurns(world, rows.entries(), ([index, row]) => {
    const shown = stored[index]
    const does = row.acts.map((act) => act.does).join()
    if (row.outcome !== shown?.outcome || does !== (shown.plan.does ?? []).join()) different.push(row)
  })
  return different
}

const finish = async (applying: Applying, batch: StoredImport, rows: number): Promise<void> => {
  const { transaction, deps, caller, done } = applying
  const { organizationId, actor } = caller
  const { world } = deps
  await insertActs(transaction, { organizationId, importId: batch.id }, done)
  await appendEvents(transaction, world, organizationId, [
    {
      id: newId(world, 'event'),
      type: importsFacts.applied.type,
      occurredAt: world.now(),
      actor,
      payload: { importId: batch.id, rows, acts: done.length },
    },
  ])
  await updateImport(transaction, batch.id, {
    state: 'applied',
    done: done.length,
    total: done.length,
    applied_at: new Date(world.now()),
    told_at: null,
  })
}

const applyInside = async (
  inside: Database,
  deps: ImportDeps,
  caller: Caller,
  id: Id<'import'>,
): Promise<void> => {
  const { organizationId } = caller
  await inside.transaction(organizationId, async (transaction) => {
    await holdWork(transaction, id)
    const batch = await readImport(transaction, id)
    const plan = await planImport(transaction, deps, organizationId, batch)
    const different = await differentFromShown(deps, plan)
    if (different.length > 0)
      throw new WorkRefused(
        'import_changed_meanwhile',
        different.map(({ number }) => number),
      )
    const { acts, total, changed } = await sorted(deps, plan)
    const applying: Applying = {
      transaction,
      deps: { ...deps, database: inside },
      caller,
      tell: telling(deps, caller, id),
      total,
      done: [],
    }
    await applyPlaces(applying, acts)
    await applyPeople(applying, acts)
    await applyRelations(applying, acts)
    await applyCards(applying, acts)
    await applyRights(applying, acts)
    for (const siteId of sitesOf(acts)) await raiseSnapshotVersion(transaction, deps, organizationId, siteId)
    await finish(applying, batch, changed)
  })
}

/** What others changed since the preview is shown before anything is done. */
const showAnew = (deps: ImportDeps, { organizationId }: Caller, id: Id<'import'>): Promise<void> =>
  deps.database.transaction(organizationId, async (transaction) => {
    const { rows, asks, counts } = await planImport(
      transaction,
      deps,
      organizationId,
      await readImport(transaction, id),
    )
    await writePlans(transaction, id, rows)
    await updateImport(transaction, id, { asks, counts })
  })

const apply = async (deps: ImportDeps, caller: Caller, id: Id<'import'>): Promise<void> => {
  try {
    await inOneTransaction(deps.database, caller.organizationId, (inside) =>
      applyInside(inside, deps, caller, id),
    )
    await countAnew(deps, caller)
  } catch (error) {
    await giveBack(deps, caller, { id, from: 'previewed' }, error)
    if (error instanceof WorkRefused) await showAnew(deps, caller, id)
  }
}

/** Answers once the import is claimed; the work goes on, and `finished` says when it ended. */
export const applyImport = async (
  deps: ImportDeps,
  caller: Caller,
  id: Id<'import'>,
): Promise<{ readonly batch: StoredImport; readonly finished: Promise<void> }> => {
  const batch = await claim(deps, caller, id, ({ state, counts }) => {
    if (state !== 'previewed') throw notPreviewed()
    if (counts.error > 0) throw hasErrors()
    if (counts.duplicate > 0) throw isUndecided()
    if (counts.create + counts.change === 0) throw nothingToDo()
    return { from: 'previewed', to: 'applying', total: counts.create + counts.change }
  })
  return { batch, finished: apply(deps, caller, id) }
}
