/** Backups are facts of every organization of the installation. */
import { appendEvents } from '@loge/features/events/server'
import { eventFacts, type FactDefinition, type PayloadValue } from '@loge/features/events/core'
import { newId, type OrganizationId, type World } from '@loge/kernel'
import type { Database } from '@loge/storage'
import type { BackupReport, Manifest } from '@loge/storage/backup'

interface Recorded {
  readonly fact: FactDefinition
  readonly payload: Readonly<Record<string, PayloadValue>>
}

const record = (
  database: Database,
  world: World,
  organizationId: OrganizationId,
  { fact, payload }: Recorded,
) =>
  database.transaction(organizationId, (transaction) =>
    appendEvents(transaction, world, organizationId, [
      {
        id: newId(world, 'event'),
        type: fact.type,
        occurredAt: world.now(),
        actor: { kind: 'system', id: 'backup' },
        payload,
      },
    ]),
  )

const recordEverywhere = async (database: Database, world: World, recorded: Recorded): Promise<void> => {
  for (const { id } of await database.organizations()) await record(database, world, id, recorded)
}

export const rowsOf = ({ tables }: Manifest, name: string): number =>
  tables.find(({ table }) => table === name)?.rows ?? 0

export const recordBackup = (database: Database, world: World, report: BackupReport): Promise<void> =>
  recordEverywhere(database, world, {
    fact: eventFacts.backupMade,
    payload: {
      bytes: report.bytes,
      events: rowsOf(report.manifest, 'event'),
      sealed: report.manifest.salt !== null,
    },
  })

export const recordFailedBackup = (database: Database, world: World, code: string): Promise<void> =>
  recordEverywhere(database, world, { fact: eventFacts.backupFailed, payload: { code } })

export const recordRestore = (
  database: Database,
  world: World,
  organizationId: OrganizationId,
  { madeAt }: Manifest,
): Promise<void> =>
  record(database, world, organizationId, { fact: eventFacts.backupRestored, payload: { madeAt } })
