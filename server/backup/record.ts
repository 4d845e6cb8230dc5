/** Backups are facts of every organization of the installation. */
import { appendEvents } from '@loge/features/events/server'
import { eventFacts, type Actor, type FactDefinition, type PayloadValue } from '@loge/features/events/core'
import type { BackupAsker } from '@loge/features/backups/server'
import { newId, type OrganizationId, type World } from '@loge/kernel'
import type { Database } from '@loge/storage'
import type { BackupReport, Manifest } from '@loge/storage/backup'

/** Who asked for it, in their own organization; the installation itself in every other. */
interface Asked {
  readonly world: World
  readonly asker?: BackupAsker
}

interface Recorded {
  readonly fact: FactDefinition
  readonly payload: Readonly<Record<string, PayloadValue>>
  readonly actor?: Actor
}

const INSTALLATION: Actor = { kind: 'system', id: 'backup' }

const record = (
  database: Database,
  world: World,
  organizationId: OrganizationId,
  { fact, payload, actor = INSTALLATION }: Recorded,
) =>
  database.transaction(organizationId, (transaction) =>
    appendEvents(transaction, world, organizationId, [
      {
        id: newId(world, 'event'),
        type: fact.type,
        occurredAt: world.now(),
        actor,
        payload,
      },
    ]),
  )

const recordEverywhere = async (
  database: Database,
  { world, asker }: Asked,
  recorded: Recorded,
): Promise<void> => {
  for (const { id } of await database.organizations()) {
    const actor = asker?.organizationId === id ? { actor: asker.actor } : {}
    await record(database, world, id, { ...recorded, ...actor })
  }
}

export const rowsOf = ({ tables }: Manifest, name: string): number =>
  tables.find(({ table }) => table === name)?.rows ?? 0

export const recordBackup = (database: Database, asked: Asked, report: BackupReport): Promise<void> =>
  recordEverywhere(database, asked, {
    fact: eventFacts.backupMade,
    payload: {
      bytes: report.bytes,
      events: rowsOf(report.manifest, 'event'),
      sealed: report.manifest.salt !== null,
      verified: true,
    },
  })

export const recordFailedBackup = (database: Database, asked: Asked, code: string): Promise<void> =>
  recordEverywhere(database, asked, { fact: eventFacts.backupFailed, payload: { code } })

export const recordRestore = (
  database: Database,
  world: World,
  organizationId: OrganizationId,
  { madeAt }: Manifest,
): Promise<void> =>
  record(database, world, organizationId, { fact: eventFacts.backupRestored, payload: { madeAt } })
