/**
 * Takes an import back, exactly: what it made goes, what it changed is as it was. Whatever somebody has touched since
 * keeps the whole import in place, and is named. Stays and badges of people who were here before end instead of
 * vanishing, so that a question about the hours between is still answered as it was then.
 */
import { changeProfile, raiseSnapshotVersion, removeProfile, revokeGrant } from '@loge/features/access/server'
import { appendEvents } from '@loge/features/events/server'
import { changePerson, changeRelation, changeTenancy, tickMoveStep } from '@loge/features/people/server'
import type { Caller } from '@loge/features/places/server'
import { Problem } from '@loge/http'
import { newId, type Id, type MoveId, type PersonId, type SiteId } from '@loge/kernel'
import { inOneTransaction, violationOf, type Transaction } from '@loge/storage'
import { sql } from 'kysely'
import { importsFacts, KEPT_MS } from '../core/index.ts'
import { countAnew } from './count-anew.ts'
import type { ImportDeps } from './deps.ts'
import { cannotUndo, WorkRefused } from './problems.ts'
import { claim, giveBack, holdWork, telling, type Tell } from './progress.ts'
import { chunksOf, nextTurn } from './reading/breathe.ts'
import { CHUNK, readActs, updateImport } from './store.ts'
import type { DoneAct, StoredImport } from './stored.ts'

type Done = { readonly number: number; readonly act: DoneAct }
type DoneOf<Does extends DoneAct['does']> = {
  readonly number: number
  readonly act: Extract<DoneAct, { readonly does: Does }>
}

const only = <Does extends DoneAct['does']>(acts: readonly Done[], does: Does): readonly DoneOf<Does>[] =>
  acts.filter((done): done is Done & DoneOf<Does> => done.act.does === does)

interface Undoing {
  readonly transaction: Transaction
  /** Everything that is asked of it happens in this one transaction. */
  readonly deps: ImportDeps
  readonly caller: Caller
  readonly acts: readonly Done[]
  readonly tell: Tell
}

/** Those of these ids for which the condition holds no more. */
const touchedAmong = async (
  { transaction }: Undoing,
  ids: readonly string[],
  untouched: ReturnType<typeof sql>,
): Promise<ReadonlySet<string>> => {
  const touched = new Set<string>()
  for (const chunk of chunksOf(ids, 10 * CHUNK)) {
    const { rows } = await sql<{ id: string }>`
      select asked.id::text as id from unnest(${[...chunk]}::uuid[]) as asked (id)
      where not exists (${untouched})`.execute(transaction)
    for (const { id } of rows) touched.add(id)
    await nextTurn()
  }
  return touched
}

/** Moves whose checklist got its badge by this import: nobody's work but its own. */
const tickedBy = (acts: readonly Done[]): MoveId[] =>
  only(acts, 'createCard').flatMap(({ act }) => act.ticked ?? [])

/** Rows of the file whose things are not as the import left them. */
const findTouched = async (undoing: Undoing): Promise<readonly number[]> => {
  const { acts } = undoing
  const rows: number[] = []
  const check = async (
    made: readonly { readonly number: number; readonly id: string }[],
    untouched: ReturnType<typeof sql>,
  ) => {
    const touched = await touchedAmong(
      undoing,
      made.map(({ id }) => id),
      untouched,
    )
    rows.push(...made.filter(({ id }) => touched.has(id)).map(({ number }) => number))
  }
  const ofPlaces = <Kind extends 'building' | 'floor' | 'unit'>(kind: Kind) =>
    check(
      acts.flatMap(({ number, act }) => (kind in act ? [{ number, id: placeIdOf(act, kind) }] : [])),
      sql`select from ${sql.table(kind)} as x where x.id = asked.id and x.version = 1`,
    )
  await ofPlaces('building')
  await ofPlaces('floor')
  await ofPlaces('unit')
  await check(
    only(acts, 'createPerson').map(({ number, act }) => ({ number, id: act.id })),
    sql`select from person x where x.id = asked.id and x.version = 1`,
  )
  await check(
    only(acts, 'openTenancy').map(({ number, act }) => ({ number, id: act.tenancy.id })),
    sql`select from tenancy x where x.id = asked.id and x.version = 1 and x.superseded_at is null
        and not exists (select from move m where m.to_tenancy_id = x.id and cardinality(
          case when m.id = any(${tickedBy(acts)}::uuid[]) then array_remove(m.steps_done, 'badge')
          else m.steps_done end) > 0)`,
  )
  await check(
    only(acts, 'openRelation').map(({ number, act }) => ({ number, id: act.id })),
    sql`select from relation x where x.id = asked.id and x.version = 1`,
  )
  await check(
    only(acts, 'createCard').map(({ number, act }) => ({ number, id: act.id })),
    sql`select from credential_status x where x.credential_id = asked.id and x.valid_until is null
        and x.status = 'active' and not exists (
          select from credential_status y where y.credential_id = asked.id and y.valid_until is not null)`,
  )
  await check(
    only(acts, 'grant').map(({ number, act }) => ({ number, id: act.id })),
    sql`select from access_grant x where x.id = asked.id and x.revoked_at is null`,
  )
  return rows
}

const placeIdOf = (act: DoneAct, kind: 'building' | 'floor' | 'unit'): string => {
  if (act.does === 'createBuilding' && kind === 'building') return act.building.id
  if (act.does === 'createFloor' && kind === 'floor') return act.floor.id
  if (act.does === 'createUnit' && kind === 'unit') return act.unit.id
  throw new Error(`${act.does} makes no ${kind}`)
}

/** Runs a statement over ids, in pieces. */
const each = async (
  ids: readonly string[],
  statement: (some: readonly string[]) => Promise<unknown>,
): Promise<void> => {
  for (const chunk of chunksOf(ids, 4 * CHUNK)) {
    await statement(chunk)
    await nextTurn()
  }
}

/** What existed before the import is changed back through the same doors, each checking that nobody came between. */
const changeBack = async ({ acts, deps, caller }: Undoing): Promise<void> => {
  for (const { act } of only(acts, 'grant'))
    await revokeGrant(deps, caller, { id: act.id, reason: 'Import undone' })
  for (const { act } of only(acts, 'keepProfile')) {
    const change = { id: act.profile.id, ifMatch: String(act.profile.revision) }
    if (act.before === undefined) await removeProfile(deps, caller, change)
    else {
      const lines = act.before.lines.map((line) => ({ ...line, entranceIds: [...line.entranceIds] }))
      await changeProfile(deps, caller, { ...change, input: { name: act.before.name, lines } })
    }
  }
  for (const { act } of only(acts, 'changeTenancy')) {
    const { role, movesInAt, movesOutAt } = act.before
    await changeTenancy(deps, caller, {
      id: act.before.id,
      ifMatch: String(act.before.version + 1),
      changes: { role, movesInAt, movesOutAt },
    })
  }
  for (const { act } of only(acts, 'changeRelation'))
    await changeRelation(deps, caller, {
      id: act.before.id,
      ifMatch: String(act.before.version + 1),
      changes: { endsOn: act.before.endsOn },
    })
  for (const { act } of only(acts, 'changePerson'))
    await changePerson(deps, caller, {
      id: act.id,
      ifMatch: String(act.version + 1),
      changes: act.before,
      source: 'import',
    })
}

const endStays = async ({ transaction, acts, deps }: Undoing, gone: ReadonlySet<string>): Promise<void> => {
  const opened = only(acts, 'openTenancy').map(({ act }) => act.tenancy)
  const isGone = ({ personId, unitId }: (typeof opened)[number]) => gone.has(personId) || gone.has(unitId)
  // A move that nobody has worked on goes with the stay it leads to.
  await each(
    opened.map(({ id }) => id),
    (ids) => sql`delete from move where to_tenancy_id = any(${[...ids]}::uuid[])`.execute(transaction),
  )
  await each(
    opened.filter(isGone).map(({ id }) => id),
    (ids) => sql`delete from tenancy where id = any(${[...ids]}::uuid[])`.execute(transaction),
  )
  const at = new Date(deps.world.now())
  await each(
    opened.filter((stay) => !isGone(stay)).map(({ id }) => id),
    (ids) =>
      sql`update tenancy set superseded_at = greatest(recorded_at, ${at})
        where id = any(${[...ids]}::uuid[]) and superseded_at is null`.execute(transaction),
  )
}

const endCards = async ({ transaction, acts, deps }: Undoing, gone: ReadonlySet<string>): Promise<void> => {
  const cards = only(acts, 'createCard').map(({ act }) => act)
  const all = cards.map(({ id }) => id)
  // The number is free again.
  await each(all, (ids) =>
    sql`delete from credential_secret where credential_id = any(${[...ids]}::uuid[])`.execute(transaction),
  )
  const at = new Date(deps.world.now())
  await each(all, (ids) =>
    sql`update credential_status set valid_until = greatest(valid_from, ${at})
      where credential_id = any(${[...ids]}::uuid[]) and valid_until is null`.execute(transaction),
  )
  const ofGone = cards.filter(({ personId }) => gone.has(personId)).map(({ id }) => id)
  await each(ofGone, async (ids) => {
    await sql`delete from credential_status where credential_id = any(${[...ids]}::uuid[])`.execute(
      transaction,
    )
    await sql`delete from credential where id = any(${[...ids]}::uuid[])`.execute(transaction)
  })
}

/** Of whoever was to move in before the import, and carries nothing any more that lets them in. */
const untick = async ({ transaction, acts, deps, caller }: Undoing): Promise<void> => {
  const { rows } = await sql<{ id: MoveId }>`
    select m.id from move m where m.id = any(${tickedBy(acts)}::uuid[]) and not exists (
      select from credential c
      join credential_status s on s.organization_id = c.organization_id and s.credential_id = c.id
      where c.organization_id = m.organization_id and c.person_id = m.person_id and c.site_id = m.site_id
        and c.kind <> 'licencePlate' and s.valid_until is null and s.status = 'active')`.execute(transaction)
  for (const { id } of rows) await tickMoveStep(deps, caller, { id, key: 'badge', done: false })
}

const forgetPeople = async ({ transaction, acts }: Undoing): Promise<void> => {
  const relations = only(acts, 'openRelation').map(({ act }) => act.id)
  await each(relations, (ids) =>
    sql`delete from relation where id = any(${[...ids]}::uuid[])`.execute(transaction),
  )
  const grants = only(acts, 'grant').map(({ act }) => act.id)
  await each(grants, (ids) =>
    sql`delete from access_grant where id = any(${[...ids]}::uuid[]) and person_id = any(${peopleOf(acts)}::uuid[])`.execute(
      transaction,
    ),
  )
  await each(peopleOf(acts), async (ids) => {
    await sql`delete from access_subject where person_id = any(${[...ids]}::uuid[])`.execute(transaction)
    await sql`delete from provenance where person_id = any(${[...ids]}::uuid[])`.execute(transaction)
    await sql`delete from person where id = any(${[...ids]}::uuid[])`.execute(transaction)
  })
}

const peopleOf = (acts: readonly Done[]): PersonId[] => only(acts, 'createPerson').map(({ act }) => act.id)

const removePlaces = async ({ transaction, acts }: Undoing): Promise<void> => {
  for (const kind of ['unit', 'floor', 'building'] as const) {
    const ids = acts.flatMap(({ act }) => (kind in act ? [placeIdOf(act, kind)] : []))
    await each(ids, (some) =>
      sql`delete from ${sql.table(kind)} where id = any(${[...some]}::uuid[])`.execute(transaction),
    )
  }
}

const sitesOf = (acts: readonly Done[]): ReadonlySet<SiteId> =>
  new Set(
    acts.flatMap(({ act }) => {
      if (act.does === 'openTenancy') return [act.tenancy.siteId]
      return act.does === 'createCard' ? [act.siteId] : []
    }),
  )

const undoInside = async (undoing: Undoing, id: Id<'import'>): Promise<void> => {
  const { transaction, deps, caller, acts, tell } = undoing
  const { world } = deps
  const touched = await findTouched(undoing)
  if (touched.length > 0) throw new WorkRefused('import_touched_since', touched)
  const gone = new Set<string>([...peopleOf(acts), ...only(acts, 'createUnit').map(({ act }) => act.unit.id)])
  const total = acts.length
  await changeBack(undoing)
  await tell({ done: Math.floor(total / 4), total })
  await endStays(undoing, gone)
  await endCards(undoing, gone)
  await untick(undoing)
  await tell({ done: Math.floor(total / 2), total })
  await forgetPeople(undoing)
  await removePlaces(undoing)
  for (const siteId of sitesOf(acts))
    await raiseSnapshotVersion(transaction, deps, caller.organizationId, siteId)
  await appendEvents(transaction, world, caller.organizationId, [
    {
      id: newId(world, 'event'),
      type: importsFacts.undone.type,
      occurredAt: world.now(),
      actor: caller.actor,
      payload: { importId: id, acts: total },
    },
  ])
  await updateImport(transaction, id, {
    state: 'undone',
    undone_at: new Date(world.now()),
    told_at: null,
    done: total,
    total,
  })
}

/** Somebody gave a home, a right or an account to what the import had made; or changed it in the meantime. */
const asRefusal = (error: unknown): unknown =>
  violationOf(error)?.kind === 'referred' ||
  (error instanceof Problem && error.status >= 404 && error.status <= 412)
    ? new WorkRefused('import_touched_since')
    : error

const undo = async (deps: ImportDeps, caller: Caller, id: Id<'import'>): Promise<void> => {
  const { organizationId } = caller
  try {
    await inOneTransaction(deps.database, organizationId, (inside) =>
      inside.transaction(organizationId, async (transaction) => {
        await holdWork(transaction, id)
        const acts = await readActs(transaction, id)
        const tell = telling(deps, caller, id)
        await undoInside({ transaction, deps: { ...deps, database: inside }, caller, acts, tell }, id)
      }),
    )
    await countAnew(deps, caller)
  } catch (error) {
    await giveBack(deps, caller, { id, from: 'applied' }, asRefusal(error))
  }
}

/** Answers once the work is claimed; it goes on, and `finished` says when it ended. */
export const undoImport = async (
  deps: ImportDeps,
  caller: Caller,
  id: Id<'import'>,
): Promise<{ readonly batch: StoredImport; readonly finished: Promise<void> }> => {
  const batch = await claim(deps, caller, id, ({ state, appliedAt, total }) => {
    const tooLate = appliedAt === null || deps.world.now() - appliedAt >= KEPT_MS
    if (state !== 'applied' || tooLate) throw cannotUndo()
    return { from: 'applied', to: 'undoing', total }
  })
  return { batch, finished: undo(deps, caller, id) }
}
