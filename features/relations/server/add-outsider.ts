/** Somebody outside becomes a person of their own: who they may already be here, a human decides and nobody else. */
import type { DataSource } from '@loge/features/people/core'
import { acceptTelephone } from '@loge/features/people/core'
import { addPersonFrom } from '@loge/features/people/server'
import { systemCaller } from '@loge/features/places/server'
import type { KnownField } from '@loge/features/law/core'
import type { Id, PersonId } from '@loge/kernel'
import type { NewSource } from '../core/index.ts'
import type { RelationsDeps } from './deps.ts'
import { type Keeping, tellOfSource } from './keep-source.ts'

export interface Outsider {
  readonly known: Readonly<Record<KnownField, string | undefined>>
  readonly language: 'en' | 'fr'
  readonly from: DataSource
  readonly source: NewSource
}

export interface AddedOutsider {
  readonly personId: PersonId
  readonly provenanceId: Id<'provenance'>
}

export const addOutsider = async (
  deps: Pick<RelationsDeps, 'database' | 'world'>,
  keeping: Keeping,
  { known, language, from, source }: Outsider,
): Promise<AddedOutsider> => {
  const phone = known.phone === undefined ? undefined : acceptTelephone(known.phone, 'FR')
  const system = systemCaller(keeping.organizationId, 'relations')
  const { person, provenanceId } = await addPersonFrom(
    keeping.transaction,
    { dependencies: deps, caller: { ...system, actor: keeping.actor } },
    {
      givenName: known.given_name ?? '',
      familyName: known.family_name ?? '',
      email: known.email ?? null,
      mobile: phone?.ok === true ? phone.value : null,
      language,
      source: from,
    },
    { register: keeping.register, source },
  )
  const kind = keeping.register.sources.find(({ id }) => id === source.source)?.kind ?? 'person'
  await tellOfSource(keeping, { personId: person.id, id: provenanceId, kind })
  return { personId: person.id, provenanceId }
}
