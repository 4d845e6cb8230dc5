/** What the features' servers stand on, made once: each takes from it what its dependencies name. */
import { type AccessDeps, entranceNames, loadEntrances, requireNoFireOf } from '@loge/features/access/server'
import { accountNames, type AccountsDeps, mayStill } from '@loge/features/accounts/server'
import {
  askCommandInside,
  deviceNames,
  type EquipmentDeps,
  loadDevices,
  type RolloutDeps,
} from '@loge/features/equipment/server'
import { type EventEndpointDeps, EventHub, type NamesOf, type WordsOf } from '@loge/features/events/server'
import { createHomeBuildings, findHomes, type HomeBuildings, readPerson } from '@loge/features/people/server'
import { callerOf, createSiteZones, type PlacesReaders } from '@loge/features/places/server'
import type { LawDeps } from '@loge/features/law/server'
import {
  createDocumentLetter,
  createPurposeGate,
  createSecrecyGate,
  type MeasureDeps,
  type PurposeGate,
  breachAlerts,
  requestAlerts,
  recordRegister,
  securityAlert,
  type SigningDeps,
  type TellingDeps,
} from '@loge/features/privacy/server'
import type { DeliveryDeps } from '@loge/features/notices/server'
import { createReportLetter, type ReportsDeps } from '@loge/features/reports/server'
import { serviceLetters } from '@loge/features/service/server'
import type { Logger, MayUse } from '@loge/http'
import type { DeviceId, EntranceId, World } from '@loge/kernel'
import type { Database } from '@loge/storage'
import type { Configuration } from './configuration.ts'
import { declarations } from './declarations.ts'
import { createLinkDelivery } from './deliver-link.ts'
import { wordsOf } from './event-words.ts'
import type { Installation } from './installation.ts'
import { type Licence, LICENCES } from './licences.ts'
import { createMail, type MailSettings } from './mail.ts'
import { isFolderEncrypted } from './storage-encryption.ts'
import { postToRecipient } from './post-to-recipient.ts'

export interface ServerParts
  extends AccountsDeps,
    PlacesReaders,
    EquipmentDeps,
    RolloutDeps,
    AccessDeps,
    DeliveryDeps,
    LawDeps,
    SigningDeps,
    Pick<TellingDeps, 'postToRecipient'>,
    Pick<MeasureDeps, 'machine'>,
    Pick<ReportsDeps, 'findDevice'>,
    Pick<EventEndpointDeps, 'accountNames' | 'requirePerson'> {
  readonly database: Database
  readonly world: World
  readonly hub: EventHub
  readonly mayUse: PurposeGate
  /** The same of whoever calls, once they have signed to keep secret what they learn. */
  readonly mayCall: MayUse
  readonly homeBuildings: HomeBuildings
  readonly siteZones: ReturnType<typeof createSiteZones>
  readonly namesOf: NamesOf
  readonly wordsOf: WordsOf
  readonly logger: Logger
  readonly licences: readonly Licence[]
}

/** Two devices of one entrance are not taken out of service at the same time. */
export const entrancesByDevice: RolloutDeps['entrancesByDevice'] = async (transaction, siteId) => {
  const entrances = await loadEntrances(transaction, { siteIds: [siteId] })
  const pairs = entrances.flatMap(({ id, parts }) => parts.map(({ deviceId }) => ({ deviceId, id })))
  const byDevice = Map.groupBy(pairs, ({ deviceId }) => deviceId)
  return new Map([...byDevice].map(([deviceId, own]) => [deviceId, [...new Set(own.map(({ id }) => id))]]))
}

export const mayStillChange: RolloutDeps['mayStillChange'] = (transaction, asking) =>
  mayStill(transaction, asking, 'equipment.manage')

const namesOf: NamesOf = async (transaction, { entrances, devices }) =>
  new Map<EntranceId | DeviceId, string>([
    ...(await entranceNames(transaction, entrances)),
    ...(await deviceNames(transaction, devices)),
  ])

const findDevice: ReportsDeps['findDevice'] = async (transaction, id) => {
  const [device] = await loadDevices(transaction, { ids: [id] })
  return device && { siteId: device.site_id }
}

export interface MakeParts {
  readonly configuration: Pick<Configuration, 'origin' | 'smtpUrl' | 'mailFrom'> &
    Partial<Pick<Configuration, 'places' | 'dataDir' | 'databaseUrl'>>
  readonly installation: Pick<Installation, 'database' | 'keys'>
  readonly logger: Logger
  readonly world: World
}

export const makeParts = ({ configuration, installation, logger, world }: MakeParts): ServerParts => {
  const { database } = installation
  const { smtpUrl, mailFrom, origin, places = [], dataDir, databaseUrl } = configuration
  const mayUse = createPurposeGate({ database, world, declarations })
  const requireSigned = createSecrecyGate({ database, world })
  const equipment: EquipmentDeps = {
    database,
    world,
    findEntrance: async (transaction, id) => (await loadEntrances(transaction, { ids: [id] }))[0],
    requireSpare: requireNoFireOf,
  }
  return {
    ...equipment,
    findDevice,
    entrancesByDevice,
    mayStillChange,
    logger,
    recordRegister: (transaction, asking, fact) => recordRegister(transaction, world, callerOf(asking), fact),
    origin,
    places,
    licences: LICENCES,
    letters: {
      report: createReportLetter(origin),
      document_changed: createDocumentLetter(origin),
      ...breachAlerts(origin),
      ...requestAlerts(origin),
      ...securityAlert(origin),
      ...serviceLetters(origin),
    },
    findHomes: findHomes({ world }),
    homeBuildings: createHomeBuildings({ database, world }),
    siteZones: createSiteZones(database),
    namesOf,
    wordsOf,
    mayUse,
    mayCall: async (use) => {
      const uses = await mayUse(use)
      if (use.principal !== undefined) await requireSigned({ ...use, principal: use.principal })
      return uses
    },
    hub: new EventHub(database, world, (organizationId) =>
      mayUse({ organizationId, permission: 'events.read', method: 'GET', isExport: false }),
    ),
    accountNames,
    requirePerson: readPerson,
    seal: installation.keys.seal,
    sign: installation.keys.sign,
    machine: {
      origin,
      open: installation.keys.open,
      // A database of another machine lies on disks that this one does not see.
      isStorageEncrypted: async () =>
        dataDir === undefined || databaseUrl !== undefined ? undefined : isFolderEncrypted(dataDir),
    },
    publicKey: installation.keys.publicKey,
    postToRecipient,
    open: installation.keys.open,
    askCommand: async (transaction, { organizationId, actor }, { siteId, action, reason, deadlineAt }) => {
      if (action.kind !== 'openEntrance' && action.kind !== 'releaseCodes')
        throw new Error(`access does not ask for ${action.kind}`)
      const reach = { wholeOrganization: false, siteIds: [siteId], ownPersonId: undefined }
      const input = { action, reason, deadlineMs: deadlineAt - world.now() }
      return (await askCommandInside(transaction, equipment, { organizationId, actor, reach }, input)).id
    },
    ...(smtpUrl === undefined ? {} : mailParts({ smtpUrl, sender: mailFrom }, database)),
  }
}

const mailParts = (settings: MailSettings, database: Database) => {
  const sendLetter = createMail(settings)
  return { sendLetter, deliverLink: createLinkDelivery(sendLetter, database) }
}
