/** Takes back that a credential was lost. Nobody is left with two: what took its place is withdrawn, or nothing changes. */
import { Problem } from '@loge/http'
import type { CredentialId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import { accessFacts, undoUntil } from '../core/index.ts'
import type { FoundAgain } from '../wire.ts'
import type { StoredCredential } from './credential-store.ts'
import type { AccessDeps, Asker } from './deps.ts'
import { loadEntrances } from './entrance-store.ts'
import { isEmptied } from './free-values.ts'
import { readCredential, readForChange, replacementsOf, setStatus } from './keep-credential.ts'
import { inForceAt, listPlacements } from './placements.ts'
import { record } from './record.ts'
import { settleTaken } from './settle-badges.ts'
import { raiseSnapshotVersion, siteDigest } from './snapshot-version.ts'

export interface Found extends StoredCredential {
  readonly doors: FoundAgain['doors']
}

export interface FoundChange {
  readonly id: CredentialId
  /** What took its place, which is over as soon as the found one works. */
  readonly withdraws: CredentialId | undefined
}

/** Each door that reads it, and when it will know. */
const doorsOf = async (
  transaction: Transaction,
  deps: AccessDeps,
  { siteId, kind }: StoredCredential,
): Promise<Found['doors']> => {
  const inForce = inForceAt(await listPlacements(transaction, [siteId], deps.world.now()), siteId)
  const told = inForce !== null && inForce.aloneSince === null ? 'now' : 'when_it_answers'
  const entrances = await loadEntrances(transaction, { siteIds: [siteId] })
  return entrances
    .filter(({ accepts }) => accepts.includes(kind))
    .map(({ id, name }) => ({
      entranceId: id,
      name,
      told,
      aloneSince: inForce?.aloneSince ?? null,
    }))
}

/** It ends now and for good, and its number can be given again. One whose time had not begun never begins. */
const withdraw = async (
  transaction: Transaction,
  deps: AccessDeps,
  asker: Asker,
  { id, siteId, personId, kind }: StoredCredential,
): Promise<void> => {
  const now = new Date(deps.world.now())
  const before = new Date(deps.world.now() - 1)
  await sql`
    update credential set valid_from = least(valid_from, ${before}), valid_until = ${now}
    where id = ${id} and (valid_until is null or valid_until > ${now})`.execute(transaction)
  const payload = { credentialId: id, kind }
  await record(transaction, deps, asker, { fact: accessFacts.credentialWithdrawn, siteId, personId, payload })
}

const replaced = (): Problem =>
  new Problem(
    409,
    'credential_replaced',
    'Another one has taken its place. Name that one to withdraw it, or give a new one instead.',
  )

const find = async (
  transaction: Transaction,
  deps: AccessDeps,
  asker: Asker,
  { lost, withdraws }: { readonly lost: StoredCredential } & Pick<FoundChange, 'withdraws'>,
): Promise<void> => {
  if (deps.world.now() > undoUntil(lost.statusSince))
    throw new Problem(409, 'undo_too_late', 'A change can be undone for a day. Make a new change instead.')
  const { id, siteId, personId, kind } = lost
  const digestOf = await siteDigest(transaction, deps, asker.organizationId, siteId)
  const instead = await replacementsOf(transaction, lost)
  // Only what the asker saw: what was given meanwhile by somebody else is not taken unseen.
  if (instead.some((one) => one.id !== withdraws) || (await isEmptied(transaction, digestOf, id)))
    throw replaced()
  for (const one of instead) await withdraw(transaction, deps, asker, one)
  await setStatus(transaction, deps, asker, { id, status: 'active' })
  await raiseSnapshotVersion(transaction, deps, asker.organizationId, siteId)
  const payload = { credentialId: id, kind }
  await record(transaction, deps, asker, {
    fact: accessFacts.credentialReactivated,
    siteId,
    personId,
    payload,
  })
  await settleTaken(transaction, deps, asker, lost)
}

/** Within a day of the report. Said twice, it holds as once. */
export const reportFound = (deps: AccessDeps, asker: Asker, { id, withdraws }: FoundChange): Promise<Found> =>
  deps.database.transaction(asker.organizationId, async (transaction) => {
    const lost = await readForChange(transaction, id)
    if (lost.status === 'lost') await find(transaction, deps, asker, { lost, withdraws })
    return { ...(await readCredential(transaction, id)), doors: await doorsOf(transaction, deps, lost) }
  })
