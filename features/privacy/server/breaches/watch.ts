/**
 * Says again, after a day, two and three, that a breach was not told to the authority yet: to everybody who answers for
 * privacy then, so also to whoever stands in for somebody who is away.
 */
import { appendEvents } from '@loge/features/events/server'
import { fill, putNotices, type Template } from '@loge/features/notices/server'
import { asId, formatId, newId, type OrganizationId, type World } from '@loge/kernel'
import type { Database } from '@loge/storage'
import { alertDue, breachFacts } from '../../core/index.ts'
import { officersOf } from '../officers.ts'
import { insideAsPrivacy } from '../purpose.ts'
import { readSettings } from '../requests/settings.ts'
import { findBreach, listBreaches } from './store.ts'
import { tablesOf } from './tables.ts'

const PERMISSION = 'privacy.manage'

export const watchBreaches = (
  { database, world }: { readonly database: Database; readonly world: World },
  organizationId: OrganizationId,
): Promise<void> =>
  insideAsPrivacy(database, organizationId, async (transaction) => {
    const now = world.now()
    const settings = await readSettings(transaction, organizationId, now)
    for (const { breach, standing, clocks } of await listBreaches(transaction, settings, {
      now,
      openOnly: true,
    })) {
      const hours = standing.isNotNotified ? undefined : alertDue(clocks, standing.facts.foundAt, now)
      if (hours === undefined || hours <= breach.alerted_hours) continue
      await tablesOf(transaction)
        .updateTable('breach')
        .set({ alerted_hours: hours })
        .where('id', '=', breach.id)
        .execute()
      await putNotices(transaction, world, organizationId, {
        template: `breach_${hours}`,
        aboutId: breach.id,
        accountIds: await officersOf(transaction, new Date(now)),
        language: 'fr',
      })
      await appendEvents(transaction, world, organizationId, [
        {
          id: newId(world, 'event'),
          type: breachFacts.alerted.type,
          occurredAt: now,
          actor: { kind: 'system', id: 'privacy' },
          payload: { breachId: formatId('breach', breach.id), hours },
        },
      ])
    }
  })

const texts = {
  en: {
    subject: 'Breach {reference}: {hours} hours, and the authority was not told',
    text: 'Breach {reference} was found {hours} hours ago. It was not told to the authority, and nobody has said why it need not be.\n\nThe law leaves 72 hours from when it was found.\n\n{origin}/privacy/breaches?id={id}\n',
  },
  fr: {
    subject: 'Violation {reference} : {hours} heures, et l’autorité n’est pas informée',
    text: 'La violation {reference} a été constatée il y a {hours} heures. Elle n’a pas été notifiée à l’autorité, et personne n’a indiqué pourquoi elle n’aurait pas à l’être.\n\nLa loi laisse 72 heures à compter du constat.\n\n{origin}/privacy/breaches?id={id}\n',
  },
} as const

/** The letters of this feature, by the template they are owed under. */
export const breachAlerts = (origin: string): Readonly<Record<string, Template>> => {
  const letter =
    (hours: number): Template =>
    async (transaction, { organizationId, aboutId, reader, language, at }) => {
      const mayRead = reader.grants.some(
        ({ permission, scope }) => permission === PERMISSION && scope.kind === 'organization',
      )
      if (!mayRead) return 'not_allowed'
      const settings = await readSettings(transaction, organizationId, at)
      const id = asId('breach', aboutId)
      const found = await findBreach(transaction, settings, { id, now: at })
      if (found === undefined) return 'not_allowed'
      const { subject, text } = texts[language]
      const values = {
        reference: found.breach.reference,
        hours: String(hours),
        origin,
        id: formatId('breach', id),
      }
      return { subject: fill(subject, values), text: fill(text, values) }
    }
  return { breach_24: letter(24), breach_48: letter(48), breach_72: letter(72) }
}
