/**
 * Both halves of settling in, each in one transaction: a first start that is stopped in the middle leaves nothing
 * half made, and the next one finds what is done in the database, not in a note.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { loadEntrances } from '@loge/features/access/server'
import { ensureFirstAdministrator } from '@loge/features/accounts/server'
import { systemCaller } from '@loge/features/places/server'
import { silentLogger } from '@loge/http'
import {
  SECOND_MS,
  type BuildingId,
  type FloorId,
  type OrganizationId,
  type PersonId,
  type SiteId,
} from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import { type Database, inOneTransaction } from '@loge/storage'
import type { Configuration } from '../../../server/configuration.ts'
import type { Installation } from '../../../server/installation.ts'
import { makeParts, type ServerParts } from '../../../server/server-parts.ts'
import type { Residence, Staircase } from '../residence.ts'
import { announcedDevices, expectedIds, furnish, type Installer } from './doors.ts'
import { type MovedIn, settleIn } from './move-in.ts'

const LONGEST_WAIT_MS = 30 * SECOND_MS
const MANAGER_EMAIL = 'helene.marchand@tilleuls.example'

export interface Settling {
  readonly configuration: Pick<Configuration, 'dataDir' | 'origin' | 'smtpUrl' | 'mailFrom'>
  readonly installation: Pick<Installation, 'database' | 'keys'>
  readonly organizationId: OrganizationId
  readonly residence: Residence
}

const noteIn = ({ configuration }: Settling): string => join(configuration.dataDir, 'residence.json')
const callerOf = ({ organizationId }: Settling) => systemCaller(organizationId, 'simulated-residence')

const partsOn = ({ configuration, installation }: Settling, database: Database): ServerParts =>
  makeParts({
    configuration,
    installation: { ...installation, database },
    logger: silentLogger,
    world: realWorld,
  })

interface Note {
  readonly siteId: SiteId
  readonly buildings: readonly {
    readonly staircase: Staircase
    readonly id: BuildingId
    readonly floors: readonly [number, FloorId][]
  }[]
  readonly people: readonly [string, PersonId][]
}

const noteOf = ({ siteId, buildings, people }: MovedIn): Note => ({
  siteId,
  buildings: [...buildings].map(([staircase, { id, floors }]) => ({ staircase, id, floors: [...floors] })),
  people: [...people],
})

/** The note is written before the commit: whoever finds the site finds the note. */
export const moveIn = (settling: Settling): Promise<void> => {
  const { installation, organizationId, residence } = settling
  return inOneTransaction(installation.database, organizationId, async (inside) => {
    const deps = partsOn(settling, inside)
    const movedIn = await settleIn(deps, callerOf(settling), residence)
    const personId = movedIn.people.get('manager')
    if (personId !== undefined)
      await ensureFirstAdministrator(deps, organizationId, { personId, email: MANAGER_EMAIL })
    await writeFile(noteIn(settling), JSON.stringify(noteOf(movedIn)), { mode: 0o600 })
  })
}

const readNote = async (settling: Settling): Promise<MovedIn> => {
  const { siteId, buildings, people }: Note = JSON.parse(await readFile(noteIn(settling), 'utf8'))
  return {
    siteId,
    buildings: new Map(
      buildings.map(({ staircase, id, floors }) => [staircase, { id, floors: new Map(floors) }]),
    ),
    people: new Map(people),
  }
}

/** Devices announce themselves within seconds; a residence where some do not is furnished with those that did. */
const waitForDevices = async (installer: Installer): Promise<void> => {
  const expected = expectedIds(installer.residence)
  const began = realWorld.monotonicMs()
  for (;;) {
    const devices = await announcedDevices(installer)
    if (expected.every((id) => devices.has(id)) || realWorld.monotonicMs() - began > LONGEST_WAIT_MS) return
    await realWorld.sleep(SECOND_MS / 4)
  }
}

export const furnishOnce = async (settling: Settling): Promise<void> => {
  const { installation, organizationId, residence } = settling
  const { database } = installation
  const caller = callerOf(settling)
  const movedIn = await readNote(settling)
  const entrances = await database.transaction(organizationId, (transaction) =>
    loadEntrances(transaction, { siteIds: [movedIn.siteId], limit: 1 }),
  )
  if (entrances.length === 0) {
    await waitForDevices({ deps: partsOn(settling, database), caller, residence, movedIn })
    await inOneTransaction(database, organizationId, async (inside) => {
      const installer = { deps: partsOn(settling, inside), caller, residence, movedIn }
      await furnish(installer, await announcedDevices(installer))
    })
  }
  // Spares later starts the question.
  await writeFile(`${noteIn(settling)}.furnished`, '')
}
