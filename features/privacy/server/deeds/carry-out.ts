/** Does what a decision grants, in the transaction that decides, and writes down what was done. */
import { changePersonInside, readPerson } from '@loge/features/people/server'
import { Problem } from '@loge/http'
import type { ErasureId, PersonId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { type Correction, correctionsOf, type Deed, type DeedKind, isTold } from '../../core/index.ts'
import type { PrivacyDeps } from '../deps.ts'
import { disclose } from '../disclosures/disclose.ts'
import { askErasureInside } from '../erase.ts'
import type { Oneself } from '../my-data/caller.ts'
import { object, withdrawConsent } from '../my-data/consents.ts'
import type { Asker } from '../requests/asker.ts'
import type { StoredRequest } from '../requests/store.ts'
import { restrictPerson } from '../restriction/restrict.ts'
import { writeNotices } from '../telling/write-notices.ts'
import { tablesOf } from './tables.ts'

export interface DeedToDo {
  readonly request: Pick<StoredRequest, 'id' | 'channel'>
  readonly personId: PersonId
  readonly deed: Deed
}

interface Done {
  readonly details: Readonly<Record<string, string | number | readonly string[]>>
  readonly changes?: readonly Correction[]
  readonly erasureId?: ErasureId
  /** It happens when the letter leaves. */
  readonly isDue?: boolean
}

type Doing<Kind extends DeedKind> = (
  transaction: Transaction,
  deps: PrivacyDeps,
  who: Oneself,
  toDo: DeedToDo & { readonly deed: Extract<Deed, { kind: Kind }> },
) => Promise<Done>

const WHOLE = { wholeOrganization: true, siteIds: [], ownPersonId: undefined }

const correct: Doing<'correct'> = async (
  transaction,
  deps,
  { organizationId, actor, personId },
  { deed },
) => {
  const before = await readPerson(transaction, WHOLE, personId)
  const after = await changePersonInside(
    transaction,
    deps,
    { organizationId, actor, reach: WHOLE },
    { id: personId, ifMatch: '*', changes: deed.changes, source: 'self' },
  )
  const {
    id: _id,
    sortName: _name,
    sources: _sources,
    version: _version,
    formReceivedOn: _on,
    ...details
  } = after
  const changes = correctionsOf(before, details)
  if (changes.length === 0)
    throw new Problem(409, 'request_nothing_to_correct', 'What is kept is what they ask for already.')
  return { details: { fields: changes.map(({ field }) => field) }, changes }
}

const restrict: Doing<'restrict'> = async (transaction, deps, who, { deed, request }) => {
  const { ground, door } = deed
  await restrictPerson(transaction, deps, who, { ground, door, requestId: request.id })
  return { details: { ground, door } }
}

const SURFACES = { in_app: 'my_data', web_form: 'public_form' } as const

const surfaceOf = ({ channel }: DeedToDo['request']) =>
  channel === 'in_app' || channel === 'web_form' ? SURFACES[channel] : ('paper' as const)

const DOING: { readonly [Kind in DeedKind]: Doing<Kind> } = {
  copy: async (_transaction, _deps, _who, { deed }) => ({ details: { scope: deed.scope }, isDue: true }),
  correct,
  erase: async (transaction, deps, { organizationId, actor, personId }) => {
    const asked = { organizationId, personId, reason: 'not_needed', actor } as const
    return { details: {}, erasureId: (await askErasureInside(transaction, deps, asked)).id }
  },
  restrict,
  stop_use: async (transaction, { world }, who, { deed }) => {
    for (const purpose of deed.purposes) await object(transaction, world, who, `use:${purpose}`)
    return { details: { purposes: deed.purposes } }
  },
  stop_marketing: async (transaction, { world }, who) => {
    for (const to of ['marketing', 'profiling'] as const) await object(transaction, world, who, to)
    return { details: {} }
  },
  withdraw_consent: async (transaction, { world }, who, { deed, request }) => {
    const surface = surfaceOf(request)
    for (const purpose of deed.purposes) await withdrawConsent(transaction, world, who, { purpose, surface })
    return { details: { purposes: deed.purposes } }
  },
  hand_over: async (transaction, deps, { organizationId, actor, personId }, { deed }) => {
    const { recipient, activity, categories } = deed
    const wanted = { organizationId, actor, personIds: [personId], recipient, activity, categories }
    const disclosures = await disclose(transaction, deps, wanted)
    return { details: { recipient, activity, categories, disclosures } }
  },
}

const doIt = (transaction: Transaction, deps: PrivacyDeps, who: Oneself, toDo: DeedToDo): Promise<Done> => {
  // One of each kind: the map is total, and the kind of the deed is the key it is looked up by.
  const doing = DOING[toDo.deed.kind] as Doing<DeedKind>
  return doing(transaction, deps, who, toDo)
}

export const carryOut = async (
  transaction: Transaction,
  deps: PrivacyDeps,
  { organizationId, actor, personId: own }: Asker,
  toDo: DeedToDo,
): Promise<ErasureId | null> => {
  const { personId, deed, request } = toDo
  if (deed.kind === 'erase' && own === personId)
    throw new Problem(409, 'erasure_of_oneself', 'Somebody else carries out your own erasure.')
  // Before anything is erased: who got something of them is known now.
  const tell = { organizationId, requestId: request.id, personId }
  if (isTold(deed.kind)) await writeNotices(transaction, deps, { ...tell, about: deed.kind })
  const {
    details,
    changes,
    erasureId = null,
    isDue = false,
  } = await doIt(transaction, deps, { organizationId, actor, personId }, toDo)
  const { disclosures } = details
  if (deed.kind === 'hand_over' && Array.isArray(disclosures))
    await writeNotices(transaction, deps, { ...tell, about: deed.kind, disclosures })
  await tablesOf(transaction)
    .insertInto('request_deed')
    .values({
      organization_id: organizationId,
      request_id: request.id,
      kind: deed.kind,
      details: JSON.stringify(details),
      changes: changes === undefined ? null : JSON.stringify(changes),
      state: isDue ? 'due' : 'done',
      found: '[]',
      content_hash: null,
      content_bytes: null,
      done_at: new Date(deps.world.now()),
      done_by: JSON.stringify(actor),
      checked_at: null,
    })
    .execute()
  return erasureId
}
