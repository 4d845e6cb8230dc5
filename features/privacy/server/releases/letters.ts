/** Tells each person whose data a possible buyer may see, without their name: by mail, or on paper from the desk. */
import { afterFailure } from '@loge/features/notices/core'
import { fill, type Letter } from '@loge/features/notices/server'
import { addMs, type Instant, MINUTE_MS, type OrganizationId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import { insideAsPrivacy } from '../purpose.ts'
import type { LetterDeps as AllDeps } from '../requests/deliver.ts'
import { remediesOf } from '../requests/letters.ts'
import { readSettings } from '../requests/settings.ts'
import { findReleaseLetter, type StoredRelease, type StoredReleasePerson } from './store.ts'
import { tablesOf } from './tables.ts'

type LetterDeps = Pick<AllDeps, 'database' | 'world' | 'sendLetter'>

const CLAIMED_MS = 10 * MINUTE_MS
const MOST_A_TURN = 200

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
      .set({ attempts: sql`attempts + 1`, next_try_at: new Date(addMs(now, CLAIMED_MS)) })
      .where('id', '=', (query) =>
        query
          .selectFrom('release_person')
          .select('id')
          .where('organization_id', '=', organizationId)
          .where('state', '=', 'waiting')
          .where(sql<boolean>`next_try_at <= ${new Date(now)}`)
          .orderBy('next_try_at')
          .limit(1)
          .forUpdate()
          .skipLocked(),
      )
      .returning('id')
      .executeTakeFirst()
    const found = claimed === undefined ? undefined : await findReleaseLetter(transaction, claimed.id)
    if (found === undefined) return undefined
    return { ...found, letter: await releaseLetter(transaction, found, now) }
  })

/** Claimed for some minutes, sent outside any transaction, then settled. */
export const deliverReleaseLetters = async (
  deps: LetterDeps,
  organizationId: OrganizationId,
): Promise<void> => {
  for (let count = 0; count < MOST_A_TURN; count += 1) {
    const claimed = await claim(deps, organizationId)
    if (claimed === undefined) return
    const { person, letter } = claimed
    const { id, email, attempts, deadline_at: deadlineAt } = person
    const code =
      email === null
        ? 'address_refused'
        : deps.sendLetter === undefined
          ? 'mail_not_set_up'
          : await deps.sendLetter({ id, to: email, ...letter })
    const now = deps.world.now()
    const next =
      code === undefined
        ? ({ state: 'sent' } as const)
        : afterFailure({ code, attempts, now, deadlineAt: deadlineAt ?? now })
    await insideAsPrivacy(deps.database, organizationId, (transaction) =>
      tablesOf(transaction)
        .updateTable('release_person')
        .set({
          state: next.state,
          code: code ?? null,
          ...(next.state === 'sent' ? { told_at: new Date(now) } : {}),
          ...(next.state === 'waiting' ? { next_try_at: new Date(next.nextTryAt) } : {}),
        })
        .where('id', '=', id)
        .where('state', '=', 'waiting')
        // A claim that ran out belongs to whoever claimed it next.
        .where('attempts', '=', attempts)
        .execute(),
    )
    // Whoever is away is away for all of them: the next turn asks again.
    if (code === 'server_unreachable') return
  }
}
