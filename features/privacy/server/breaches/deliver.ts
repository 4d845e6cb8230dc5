/** Sends the letters about breaches that are due, each in the words in force when it leaves. */
import { appendEvents } from '@loge/features/events/server'
import type { FailureCode } from '@loge/features/notices/core'
import { afterTry, claimedAt, drainOutbox, longestDue } from '@loge/features/notices/server'
import { formatId, type Instant, newId, type OrganizationId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { breachFacts } from '../../core/index.ts'
import { insideAsPrivacy } from '../purpose.ts'
import type { LetterDeps as AllDeps } from '../requests/deliver.ts'
import { sayDay } from '../requests/letters.ts'
import { readSettings } from '../requests/settings.ts'
import { dayAt } from '@loge/features/reports/core'
import { peopleLetter } from './letter.ts'
import { type BreachNow, findBreach, findLetter, type StoredConcerned } from './store.ts'
import { tablesOf } from './tables.ts'

type LetterDeps = Pick<AllDeps, 'database' | 'world' | 'sendLetter'>

/** What the people were told last, in the language of this one. */
export const wordsFor = (
  { entries }: Pick<BreachNow, 'entries'>,
  { language }: Pick<StoredConcerned, 'language'>,
) => {
  const told = entries.map(({ act }) => act).findLast((act) => act.kind === 'people_told')
  return told?.kind === 'people_told' ? told[language ?? 'fr'] : undefined
}

/** The letter to one of them as it would leave now. */
export const letterTo = async (
  transaction: Transaction,
  concerned: StoredConcerned,
  now: Instant,
): Promise<{ readonly subject: string; readonly text: string } | undefined> => {
  const settings = await readSettings(transaction, concerned.organization_id, now)
  const found = await findBreach(transaction, settings, { id: concerned.breach_id, now })
  const words = found === undefined ? undefined : wordsFor(found, concerned)
  if (found === undefined || words === undefined) return undefined
  const language = concerned.language ?? 'fr'
  return peopleLetter(settings, words, {
    language,
    name: concerned.name,
    reference: found.breach.reference,
    found: sayDay(dayAt(settings.zone, found.standing.facts.foundAt), language),
  })
}

const claim = ({ database, world }: LetterDeps, organizationId: OrganizationId) =>
  insideAsPrivacy(database, organizationId, async (transaction) => {
    const now = world.now()
    const claimed = await tablesOf(transaction)
      .updateTable('breach_person')
      .set(claimedAt(now))
      .where('organization_id', '=', organizationId)
      .where('id', '=', longestDue('breach_person', organizationId, now))
      .returning('id')
      .executeTakeFirst()
    const concerned = claimed === undefined ? undefined : await findLetter(transaction, claimed.id)
    if (concerned === undefined) return undefined
    return { concerned, letter: await letterTo(transaction, concerned, now) }
  })

const settle = (
  { database, world }: LetterDeps,
  concerned: StoredConcerned,
  code: FailureCode | undefined,
): Promise<void> =>
  insideAsPrivacy(database, concerned.organization_id, async (transaction) => {
    const now = world.now()
    const after = afterTry(code, concerned, now)
    const { numUpdatedRows } = await tablesOf(transaction)
      .updateTable('breach_person')
      .set({ ...after, ...(after.state === 'sent' ? { sent_at: new Date(now) } : {}) })
      .where('id', '=', concerned.id)
      .where('state', '=', 'waiting')
      // A claim that ran out belongs to whoever claimed it next.
      .where('attempts', '=', concerned.attempts)
      .executeTakeFirst()
    if (numUpdatedRows === 0n || after.state === 'waiting') return
    await appendEvents(transaction, world, concerned.organization_id, [
      {
        id: newId(world, 'event'),
        type: (code === undefined ? breachFacts.letterSent : breachFacts.letterFailed).type,
        occurredAt: now,
        actor: { kind: 'system', id: 'privacy-letters' },
        personId: concerned.person_id,
        payload: {
          breachId: formatId('breach', concerned.breach_id),
          ...(code === undefined ? {} : { code }),
        },
      },
    ])
  })

export const deliverBreachLetters = (deps: LetterDeps, organizationId: OrganizationId): Promise<void> =>
  drainOutbox({
    claim: () => claim(deps, organizationId),
    send: async ({ concerned, letter }) => {
      const { id, email: to } = concerned
      const code =
        letter === undefined || to === null
          ? 'address_refused'
          : deps.sendLetter === undefined
            ? 'mail_not_set_up'
            : await deps.sendLetter({ id, to, ...letter })
      await settle(deps, concerned, code)
      return code
    },
  })
