/**
 * Nobody forgets a request: whoever answers for privacy gets a letter ten days before the last day, three days before, and
 * when it is over. Each once; a clock that stands still alerts nobody.
 */
import { dayAt } from '@loge/features/reports/core'
import { fill, putNotices, type Template } from '@loge/features/notices/server'
import { asId, formatCivilDay, formatId, type OrganizationId, type World } from '@loge/kernel'
import type { Database } from '@loge/storage'
import { officersOf } from '../officers.ts'
import { insideAsPrivacy } from '../purpose.ts'
import { casesNow } from './case-at.ts'
import { readSettings } from './settings.ts'
import { findRequest, runningRequests } from './store.ts'

const PERMISSION = 'privacy.manage'

/** Of thirty days: on the twentieth and on the twenty-seventh. */
const FIRST_DAYS_LEFT = 10
const LAST_DAYS_LEFT = 3
const ALERTS = { request_soon: 'soon', request_now: 'now', request_late: 'late' } as const
type Alert = keyof typeof ALERTS

const alertAt = (daysLeft: number): Alert | undefined => {
  if (daysLeft < 0) return 'request_late'
  if (daysLeft <= LAST_DAYS_LEFT) return 'request_now'
  return daysLeft <= FIRST_DAYS_LEFT ? 'request_soon' : undefined
}

/** A job. */
export const watchRequests = (
  { database, world }: { readonly database: Database; readonly world: World },
  organizationId: OrganizationId,
): Promise<void> =>
  insideAsPrivacy(database, organizationId, async (transaction) => {
    const now = world.now()
    const running = await runningRequests(transaction, organizationId)
    if (running.length === 0) return
    const { zone } = await readSettings(transaction, organizationId, now)
    const accountIds = await officersOf(transaction, new Date(now))
    for (const { request, clock } of await casesNow(transaction, running, now)) {
      const template = clock.state === 'paused' ? undefined : alertAt(clock.dueOn - dayAt(zone, now))
      if (template === undefined) continue
      await putNotices(transaction, world, organizationId, {
        template,
        aboutId: request.id,
        accountIds,
        language: 'fr',
      })
    }
  })

const texts = {
  en: {
    soon: 'Request {reference} is due by {day}',
    now: 'Request {reference} is due by {day}: three days at most',
    late: 'Request {reference} is overdue: it was due by {day}',
    text: '{subject}.\n\nIt was not answered yet. It is on the privacy desk:\n{origin}/privacy?id={id}\n',
  },
  fr: {
    soon: 'La demande {reference} attend une réponse avant le {day}',
    now: 'La demande {reference} attend une réponse avant le {day} : trois jours au plus',
    late: 'La demande {reference} est en retard : la réponse était due le {day}',
    text: '{subject}.\n\nPersonne n’y a encore répondu. Elle se trouve au bureau de la protection des données :\n{origin}/privacy?id={id}\n',
  },
} as const

export const requestAlerts = (origin: string): Readonly<Record<string, Template>> => {
  const letter =
    (alert: Alert): Template =>
    async (transaction, { aboutId, reader, language, at }) => {
      const mayRead = reader.grants.some(
        ({ permission, scope }) => permission === PERMISSION && scope.kind === 'organization',
      )
      const id = asId('privacyRequest', aboutId)
      const request = mayRead ? await findRequest(transaction, id) : undefined
      const [one] = request === undefined ? [] : await casesNow(transaction, [request], at)
      if (one === undefined) return 'not_allowed'
      const words = texts[language]
      const subject = fill(words[ALERTS[alert]], {
        reference: one.request.reference,
        day: formatCivilDay(one.clock.dueOn),
      })
      return { subject, text: fill(words.text, { subject, origin, id: formatId('privacyRequest', id) }) }
    }
  return {
    request_soon: letter('request_soon'),
    request_now: letter('request_now'),
    request_late: letter('request_late'),
  }
}
