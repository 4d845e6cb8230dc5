/** Settles the simulated residence into an installation: `move-in` before anything is connected, `doors` once devices announced themselves. */
import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureFirstAdministrator } from '@loge/features/accounts/server'
import { systemCaller } from '@loge/features/places/server'
import { silentLogger } from '@loge/http'
import { SECOND_MS, type BuildingId, type FloorId, type PersonId, type SiteId } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import { readConfiguration } from '../../../server/configuration.ts'
import { joinInstallation } from '../../../server/installation.ts'
import { makeParts } from '../../../server/server-parts.ts'
import { makeResidence, type Staircase } from '../residence.ts'
import { readSeed } from '../seed-file.ts'
import { announcedDevices, expectedIds, furnish, type Installer } from './doors.ts'
import { type MovedIn, settleIn } from './move-in.ts'

const LONGEST_WAIT_MS = 30 * SECOND_MS
const MANAGER_EMAIL = 'helene.marchand@tilleuls.example'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const { configuration } = readConfiguration(process.env, root)
const installation = await joinInstallation(configuration)
const residence = makeResidence(await readSeed(configuration.dataDir))
const [organization] = await installation.database.organizations()
if (organization === undefined) throw new Error('there is no organization to move into')
const caller = systemCaller(organization.id, 'simulated-residence')
const deps = makeParts({ configuration, installation, logger: silentLogger, world: realWorld })
const note = join(configuration.dataDir, 'residence.json')

interface Note {
  readonly siteId: SiteId
  readonly buildings: readonly {
    readonly staircase: Staircase
    readonly id: BuildingId
    readonly floors: readonly [number, FloorId][]
  }[]
  readonly people: readonly [string, PersonId][]
}

const moveIn = async (): Promise<void> => {
  const movedIn = await settleIn(deps, caller, residence)
  const personId = movedIn.people.get('manager')
  if (personId !== undefined)
    await ensureFirstAdministrator(deps, organization.id, { personId, email: MANAGER_EMAIL })
  await writeFile(
    note,
    JSON.stringify({
      siteId: movedIn.siteId,
      buildings: [...movedIn.buildings].map(([staircase, { id, floors }]) => ({
        staircase,
        id,
        floors: [...floors],
      })),
      people: [...movedIn.people],
    }),
    { mode: 0o600 },
  )
}

const readNote = async (): Promise<MovedIn> => {
  const { siteId, buildings, people }: Note = JSON.parse(await readFile(note, 'utf8'))
  return {
    siteId,
    buildings: new Map(
      buildings.map(({ staircase, id, floors }) => [staircase, { id, floors: new Map(floors) }]),
    ),
    people: new Map(people),
  }
}

/** Devices announce themselves within seconds; a residence where some do not is furnished with those that did. */
const furnishWhenAnnounced = async (): Promise<void> => {
  const installer: Installer = { deps, caller, residence, movedIn: await readNote() }
  const expected = expectedIds(residence)
  const began = realWorld.monotonicMs()
  let devices = await announcedDevices(installer)
  while (!expected.every((id) => devices.has(id)) && realWorld.monotonicMs() - began < LONGEST_WAIT_MS) {
    await realWorld.sleep(SECOND_MS / 4)
    devices = await announcedDevices(installer)
  }
  await furnish(installer, devices)
  await writeFile(`${note}.furnished`, '')
}

if (process.argv[2] === 'move-in') await moveIn()
else if (!existsSync(`${note}.furnished`)) await furnishWhenAnnounced()
await installation.close()
