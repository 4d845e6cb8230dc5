/** A job: each alert of the last day is a letter to everybody who answers for privacy, once. */
import { fill, putNotices, type Template } from '@loge/features/notices/server'
import { addMs, asId, DAY_MS, type EventId, type OrganizationId, type World } from '@loge/kernel'
import type { Database, Transaction } from '@loge/storage'
import { sql } from 'kysely'
import { ALERTING, type AlertingType } from '../../core/index.ts'
import { officersOf } from '../officers.ts'
import { insideAsPrivacy } from '../purpose.ts'
import { alertTexts } from './alert-texts.ts'

export interface Alert {
  readonly id: EventId
  readonly type: AlertingType
  readonly at: number
}

/** The latest first. */
export const alertsSince = async (
  transaction: Transaction,
  organizationId: OrganizationId,
  since: number,
): Promise<readonly Alert[]> => {
  const { rows } = await sql<{ id: EventId; type: AlertingType; at: number }>`
    select id, type, extract(epoch from occurred_at) * 1000 as at from event
    where organization_id = ${organizationId} and retention_class = 'audit'
      and filed_at >= ${new Date(since)} and type = any(${[...ALERTING]})
    order by filed_at desc limit 200`.execute(transaction)
  return rows.map(({ id, type, at }) => ({ id, type, at: Math.round(Number(at)) }))
}

const TEMPLATE = 'security_alert'

export const tellAlerts = (
  { database, world }: { readonly database: Database; readonly world: World },
  organizationId: OrganizationId,
): Promise<void> =>
  insideAsPrivacy(database, organizationId, async (transaction) => {
    const now = world.now()
    const alerts = await alertsSince(transaction, organizationId, addMs(now, -DAY_MS))
    if (alerts.length === 0) return
    const accountIds = await officersOf(transaction, new Date(now))
    for (const { id } of alerts)
      await putNotices(transaction, world, organizationId, {
        template: TEMPLATE,
        aboutId: id,
        accountIds,
        language: 'fr',
      })
  })

/** The letter: what, when, and where to look. */
export const securityAlert = (origin: string): Readonly<Record<string, Template>> => ({
  [TEMPLATE]: async (transaction, { organizationId, aboutId, reader, language }) => {
    const mayRead = reader.grants.some(
      ({ permission, scope }) => permission === 'privacy.manage' && scope.kind === 'organization',
    )
    if (!mayRead) return 'not_allowed'
    const { rows } = await sql<{ type: AlertingType; at: Date }>`
      select type, occurred_at as at from event
      where organization_id = ${organizationId} and id = ${asId('event', aboutId)}`.execute(transaction)
    const [alert] = rows
    if (alert === undefined) return 'not_allowed'
    const { subject, text, kinds } = alertTexts[language]
    const values = {
      what: kinds[alert.type],
      at: new Date(alert.at).toISOString().slice(0, 16).replace('T', ' '),
      origin,
    }
    return { subject: fill(subject, values), text: fill(text, values) }
  },
})
