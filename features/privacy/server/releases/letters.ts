/** Tells each person whose data a possible buyer may see, without their name: by mail, or on paper from the desk. */
import type { FailureCode } from '@loge/features/notices/core'
import {
  afterTry,
  claimedAt,
  drainOutbox,
  fill,
  type Letter,
  longestDue,
} from '@loge/features/notices/server'
import type { Instant, OrganizationId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { insideAsPrivacy } from '../purpose.ts'
import type { LetterDeps as AllDeps } from '../requests/deliver.ts'
import { remediesOf } from '../requests/letters.ts'
import { readSettings } from '../requests/settings.ts'
import { findReleaseLetter, type StoredRelease, type StoredReleasePerson } from './store.ts'
import { tablesOf } from './tables.ts'

type LetterDeps = Pick<AllDeps, 'database' | 'world' | 'sendLetter'>

const TEXTS = {
  en: {
    subject: 'Data about you in a sale or a restructuring ({reference})',
    body: 'Hello {name},\n\n{recipient} may take over all or part of what we do. For that, they are going to see data we hold, under a number and without your name, your address or your contact details.\n\nWhich data: {categories}.\nWhy: {purpose}\n\nNothing of how you use our pages is part of it. You have the same rights over these data as before, and may ask us what was shown.\n\nQuestions: {contact}\n\n{remedies}\n\n{controller}\nReference {reference}\n',
  },
  fr: {
    subject: 'Vos données dans une cession ou une restructuration ({reference})',
    body: 'Bonjour {name},\n\n{recipient} pourrait reprendre tout ou partie de notre activité. Pour cela, cette entreprise va consulter des données que nous conservons, sous un numéro et sans votre nom, votre adresse ni vos coordonnées.\n\nQuelles données : {categories}.\nPourquoi : {purpose}\n\nRien de votre navigation sur nos pages n’en fait partie. Vos droits sur ces données restent les mêmes, et vous pouvez nous demander ce qui a été montré.\n\nQuestions : {contact}\n\n{remedies}\n\n{controller}\nRéférence {reference}\n',
  },
} as const

export const releaseLetter = async (
  transaction: Transaction,
  { release, person }: { readonly release: StoredRelease; readonly person: StoredReleasePerson },
  now: Instant,
): Promise<Letter> => {
  const { register, organization } = await readSettings(transaction, release.organization_id, now)
  const language = person.language ?? 'fr'
  const { controller, activities, categories } = register
  const contact = [controller.dpo?.email, controller.email, controller.phone, controller.address].find(
    (one) => one !== undefined && one.trim() !== '',
  )
  const purpose = activities.flatMap(({ purposes }) => purposes).find(({ id }) => id === release.purpose)
  const values = {
    name: person.name,
    recipient: release.recipient_name,
    reference: release.reference,
    categories: categories
      .filter(({ id }) => release.categories.includes(id))
      .map(({ label }) => label[language])
      .join(', '),
    purpose: purpose?.sentence[language] ?? '',
    contact: contact ?? organization,
    controller: controller.name === '' ? organization : controller.name,
    remedies: remediesOf(register, language).join('\n'),
  }
  const { subject, body } = TEXTS[language]
  return { subject: fill(subject, values), text: fill(body, values).replaceAll(/\n{3,}/g, '\n\n') }
}

const claim = ({ database, world }: LetterDeps, organizationId: OrganizationId) =>
  insideAsPrivacy(database, organizationId, async (transaction) => {
    const now = world.now()
    const claimed = await tablesOf(transaction)
      .updateTable('release_person')
      .set(claimedAt(now))
      .where('id', '=', longestDue('release_person', organizationId, now))
      .returning('id')
      .executeTakeFirst()
    const found = claimed === undefined ? undefined : await findReleaseLetter(transaction, claimed.id)
    if (found === undefined) return undefined
    return { person: found.person, letter: await releaseLetter(transaction, found, now) }
  })

const settle = (
  { database, world }: LetterDeps,
  person: StoredReleasePerson,
  code: FailureCode | undefined,
): Promise<unknown> =>
  insideAsPrivacy(database, person.organization_id, (transaction) => {
    const now = world.now()
    const after = afterTry(code, person, now)
    return (
      tablesOf(transaction)
        .updateTable('release_person')
        .set({ ...after, ...(after.state === 'sent' ? { told_at: new Date(now) } : {}) })
        .where('id', '=', person.id)
        .where('state', '=', 'waiting')
        // A claim that ran out belongs to whoever claimed it next.
        .where('attempts', '=', person.attempts)
        .execute()
    )
  })

export const deliverReleaseLetters = (deps: LetterDeps, organizationId: OrganizationId): Promise<void> =>
  drainOutbox({
    claim: () => claim(deps, organizationId),
    send: async ({ person, letter }) => {
      const { id, email: to } = person
      const code =
        to === null
          ? 'address_refused'
          : deps.sendLetter === undefined
            ? 'mail_not_set_up'
            : await deps.sendLetter({ id, to, ...letter })
      await settle(deps, person, code)
      return code
    },
  })
