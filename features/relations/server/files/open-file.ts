/** Opens a file: of somebody who is here already, or of somebody new with the source of what we know of them. */
import { registerAt } from '@loge/features/law/server'
import { findPeople } from '@loge/features/people/server'
import { Problem } from '@loge/http'
import { formatCivilDay, type Id, newId, type PersonId } from '@loge/kernel'
import { type FileKind, isOfShow, type Origin } from '../../core/index.ts'
import { addOutsider, type AddedOutsider } from '../add-outsider.ts'
import type { Desk } from '../contact/act-on-message.ts'
import type { RelationsDeps } from '../deps.ts'
import { type Keeping, keepSource, todayOf } from '../keep-source.ts'
import { writeNotice } from '../sources.ts'
import { joinCompany } from './companies.ts'
import { agree, type Agreed, meetAt } from './shows.ts'
import { type Filing, insertFile, requireNone, tellOpened } from './store.ts'

export interface Work {
  readonly title?: string | null | undefined
  readonly areaOfInterest?: string | null | undefined
  readonly workEmail?: string | null | undefined
  readonly workPhone?: string | null | undefined
  readonly workAddress?: string | null | undefined
}

export interface NewFile extends Work {
  readonly personId?: PersonId | undefined
  readonly givenName?: string | undefined
  readonly familyName?: string | undefined
  readonly language: 'en' | 'fr'
  readonly origin: Origin
  readonly source: string
  readonly detail: string
  readonly supplier?: string | undefined
  readonly url?: string | undefined
  readonly company?: string | undefined
  /** Where they were met: of the files of shows alone. */
  readonly showId?: Id<'tradeShow'> | undefined
  readonly agreed?: Agreed | undefined
}

const FROM = { third_party: 'agency', public: 'public', person: 'self', observed: 'self' } as const

const personFor = async (deps: RelationsDeps, keeping: Keeping, asked: NewFile): Promise<AddedOutsider> => {
  const { transaction, register, world } = keeping
  const { personId, givenName, familyName, language, source: id, detail, supplier, url } = asked
  const source = { source: id, detail, supplier, url, collectedOn: todayOf(world) }
  if (personId !== undefined) {
    const [person] = await findPeople(transaction, [personId])
    if (person === undefined) throw new Problem(404, 'not_found', 'There is no such person.')
    return { personId, provenanceId: await keepSource(keeping, personId, source) }
  }
  if (givenName === undefined || familyName === undefined)
    throw new Problem(422, 'file_without_name', 'Name whose file it is.')
  const kind = register.sources.find((one) => one.id === id)?.kind ?? 'person'
  // What is known of their work is kept in the file: it is never their own address.
  const known = { given_name: givenName, family_name: familyName, email: undefined, phone: undefined }
  return addOutsider(deps, keeping, {
    known,
    language,
    from: FROM[kind],
    source: { ...source, isAlone: true },
  })
}

export const openFile = (deps: RelationsDeps, desk: Desk, kind: FileKind, asked: NewFile) =>
  deps.database.transaction(desk.organizationId, async (transaction) => {
    const { world } = deps
    const { organizationId, actor } = desk
    const register = await registerAt(transaction, organizationId, world.now())
    const filing: Filing = { transaction, world, organizationId, actor, kind }
    const keeping: Keeping = { transaction, world, organizationId, actor, register }
    const { personId, provenanceId } = await personFor(deps, keeping, asked)
    await requireNone(filing, personId)
    const met = isOfShow(kind) && asked.showId !== undefined ? await meetAt(filing, desk, asked.showId) : {}
    const now = world.now()
    const id: Id<'relationFile'> = newId(world, 'relationFile')
    await insertFile(filing, {
      organization_id: organizationId,
      id,
      person_id: personId,
      provenance_id: provenanceId,
      origin: asked.origin,
      opened_at: now,
      title: asked.title ?? null,
      area_of_interest: asked.areaOfInterest ?? null,
      work_email: asked.workEmail ?? null,
      work_phone: asked.workPhone ?? null,
      work_address: asked.workAddress ?? null,
      contacts: [],
      last_contact_at: now,
      is_active: true,
      active_why: asked.origin === 'inbound' ? 'contact' : 'staff',
      active_on: now,
      ...met,
    })
    if (isOfShow(kind) && asked.agreed !== undefined)
      await agree({ ...keeping, kind }, deps, { id, personId }, asked.agreed)
    if (asked.company !== undefined)
      await joinCompany(filing, personId, { company: asked.company, on: formatCivilDay(todayOf(world)) })
    const { workEmail, language } = asked
    if (typeof workEmail === 'string')
      await writeNotice(keeping, deps.origin, { personId, provenanceId, email: workEmail, language })
    await tellOpened(filing, { id, personId, origin: asked.origin })
    return { id, personId }
  })
