/** Takes a mail that came in: a message like every other, its address kept as taken from it, and the notice sent back once. */
import { registerAt } from '@loge/features/law/server'
import { asId, type Id, type PersonId } from '@loge/kernel'
import { sql } from 'kysely'
import { ownSource, type Subject } from '../../core/index.ts'
import { type AddedOutsider, addOutsider } from '../add-outsider.ts'
import type { RelationsDeps } from '../deps.ts'
import { type Keeping, todayOf } from '../keep-source.ts'
import { writeOutLetter } from '../letters.ts'
import { purposesOf } from '../pages/notice.ts'
import { signedBy } from '../signed.ts'
import type { Desk } from './act-on-message.ts'
import { mailLetter } from './mail-letter.ts'
import { requireFewOf, writeMessage } from './receive-message.ts'

export interface ReceivedMail {
  readonly from: string
  /** As the mail itself says it. */
  readonly name?: string | undefined
  readonly title?: string | undefined
  readonly words: string
  readonly language: 'en' | 'fr'
  readonly subject: Subject
}

const DETAIL = 'a mail that came in'

/** Whoever wrote from this address before, by mail: the same, and told already. Anybody else is for a human to recognize. */
const knownBy = async ({ transaction, organizationId }: Keeping, from: string) => {
  const { rows } = await sql<{ id: string; person_id: string }>`
    select o.id, o.person_id from provenance o
    join person p on p.organization_id = o.organization_id and p.id = o.person_id
    where o.organization_id = ${organizationId} and o.detail = ${DETAIL} and lower(p.email) = ${from.toLowerCase()}
    order by o.recorded_at limit 1`.execute(transaction)
  return rows.map(
    ({ id, person_id: personId }): AddedOutsider => ({
      personId: asId('person', personId),
      provenanceId: asId('provenance', id),
    }),
  )[0]
}

const namesOf = ({ from, name }: ReceivedMail) => {
  const parts = (name ?? '').trim().split(/\s+/)
  const family = parts.pop() ?? ''
  return {
    given_name: parts.join(' '),
    family_name: family === '' ? from.slice(0, from.indexOf('@')) : family,
  }
}

const addSender = (deps: RelationsDeps, keeping: Keeping, mail: ReceivedMail): Promise<AddedOutsider> =>
  addOutsider(deps, keeping, {
    known: { ...namesOf(mail), email: mail.from, phone: undefined },
    language: mail.language,
    from: 'mail',
    source: {
      source: ownSource(keeping.register, 'contact_requests', 'mail') ?? 'person',
      detail: DETAIL,
      collectedOn: todayOf(keeping.world),
    },
  })

const sendNotice = async (
  { origin }: RelationsDeps,
  { transaction, world, organizationId, register }: Keeping,
  { from, language }: ReceivedMail,
  { personId, provenanceId }: AddedOutsider,
): Promise<void> => {
  const signed = await signedBy(transaction, { organizationId, origin, register, language })
  await writeOutLetter(transaction, world, {
    organizationId,
    personId,
    kind: 'notice',
    aboutId: provenanceId,
    to: from,
    language,
    ...mailLetter(signed, register, mailPurposes(register)),
  })
}

/** Selling is never what a mail is for. */
const mailPurposes = (register: Keeping['register']) =>
  purposesOf(register, { runs: ['contact_requests'], kinds: ['contact'] }).filter(
    ({ marketing }) => marketing !== true,
  )

export interface TakenMail {
  readonly id: Id<'contactMessage'>
  readonly personId: PersonId
  /** Whether nobody had written from this address before, and the notice goes out. */
  readonly isNew: boolean
}

export const receiveMail = (deps: RelationsDeps, desk: Desk, mail: ReceivedMail): Promise<TakenMail> =>
  deps.database.transaction(desk.organizationId, async (transaction) => {
    const { world } = deps
    const { organizationId, actor } = desk
    const register = await registerAt(transaction, organizationId, world.now())
    const keeping: Keeping = { transaction, world, organizationId, actor, register }
    await requireFewOf(transaction, mail.from, world.now())
    const known = await knownBy(keeping, mail.from)
    const sender = known ?? (await addSender(deps, keeping, mail))
    const id = await writeMessage(keeping, {
      ...sender,
      language: mail.language,
      subject: mail.subject,
      purpose: mailPurposes(register)[0]?.id ?? 'contact_requests',
      mayProspect: false,
      words: mail.title === undefined ? mail.words : `${mail.title}\n\n${mail.words}`,
    })
    if (known === undefined) await sendNotice(deps, keeping, mail, sender)
    return { id, personId: sender.personId, isNew: known === undefined }
  })
