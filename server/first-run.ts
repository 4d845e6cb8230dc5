/** What a first start makes: an organization, and an administrator without a password who gets a one-time link. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createEdgeLink } from '@loge/features/access/server'
import { NOBODY } from '@loge/features/accounts/core'
import { ensureFirstAdministrator, findAdministrator, issueSignInLink } from '@loge/features/accounts/server'
import { prepareDrawers } from '@loge/features/events/server'
import { completed, type Place, type Register } from '@loge/features/law/core'
import { draftRegister, publishRegister, type RegisterFact } from '@loge/features/law/server'
import { createPerson } from '@loge/features/people/server'
import { type Caller, createSite, listPlaces, systemCaller } from '@loge/features/places/server'
import { recordRegister } from '@loge/features/privacy/server'
import { silentLogger } from '@loge/http'
import { type AccountId, newId, type OrganizationId } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import { type Database, inOneTransaction, type OrganizationRow } from '@loge/storage'
import type { Configuration } from './configuration.ts'
import { LOCAL_EDGE } from './edges.ts'
import type { Installation } from './installation.ts'
import { makeParts } from './server-parts.ts'

/** Until the administrator says otherwise. */
const FIRST = { slug: 'residence', name: 'Ma résidence' } as const

/** Who keeps the simulated residence; `example` is a name that no mail can reach (RFC 2606). */
const KEEPER = {
  givenName: 'Hélène',
  familyName: 'Marchand',
  civility: 'mrs',
  language: 'fr',
  email: 'administrator@residence.example',
} as const

/** A real installation invents nobody: whoever opens the link says who they are before anything else. */
const UNNAMED = { givenName: 'Administration', familyName: 'Loge', language: null, email: NOBODY } as const

/** The organization this installation was made for, or a first one: others that came later change nothing here. */
export const ensureOrganization = async ({ database }: Installation): Promise<OrganizationRow> => {
  const [present] = await database.organizations()
  const organization = present ?? { ...FIRST, id: newId(realWorld, 'organization') }
  if (present === undefined) await database.createOrganization(organization)
  // Each time: a first start may have been stopped between the two.
  await prepareDrawers(database, realWorld)
  return organization
}

export interface FirstPerson {
  readonly givenName: string
  readonly familyName: string
  readonly civility?: 'mrs'
  readonly language: 'en' | 'fr' | null
  readonly email: string
}

/** The administrator there is, or a first one. */
const firstAdministratorOf = async (
  { database }: Pick<Installation, 'database'>,
  organizationId: OrganizationId,
  first: FirstPerson,
): Promise<AccountId> => {
  const present = await findAdministrator({ database, world: realWorld }, organizationId)
  if (present !== undefined) return present
  return inOneTransaction(database, organizationId, async (inside) => {
    const deps = { database: inside, world: realWorld }
    const person = await createPerson(deps, systemCaller(organizationId, 'first-start'), first)
    const names = { personId: person.id, email: first.email }
    return (await ensureFirstAdministrator(deps, organizationId, names)).accountId
  })
}

/** Drafted and published as an officer would: what the law would not keep is refused here too. */
const adoptRegister = (
  database: Database,
  organizationId: OrganizationId,
  { register, places }: { readonly register: Register; readonly places: readonly Place[] },
): Promise<void> =>
  database.transaction(organizationId, async (transaction) => {
    const { actor } = systemCaller(organizationId, 'organization-create')
    const keeping = {
      transaction,
      world: realWorld,
      organizationId,
      accountId: null,
      places,
      record: (fact: RegisterFact) => recordRegister(transaction, realWorld, { organizationId, actor }, fact),
    }
    const { stored } = await draftRegister(keeping, { content: completed(register), replaces: null })
    await publishRegister(keeping, { hash: stored.hash })
  })

/** Another organization, walled off from the others, with its first administrator; answers their sign-in link. */
export const addOrganization = async (
  installation: Pick<Installation, 'database'>,
  configuration: Pick<Configuration, 'origin'> & Partial<Pick<Configuration, 'places'>>,
  wanted: {
    readonly slug: string
    readonly name: string
    readonly first: FirstPerson
    readonly register?: Register
  },
): Promise<string> => {
  const { slug, name, first, register } = wanted
  const id = newId(realWorld, 'organization')
  await installation.database.createOrganization({ id, slug, name })
  await prepareDrawers(installation.database, realWorld)
  const { places = [] } = configuration
  if (register !== undefined) await adoptRegister(installation.database, id, { register, places })
  return makeSignInLink(installation, configuration, id, first)
}

export const makeSignInLink = async (
  installation: Pick<Installation, 'database'>,
  { origin, simulation }: Pick<Configuration, 'origin'> & Partial<Pick<Configuration, 'simulation'>>,
  organizationId: OrganizationId,
  first: FirstPerson = simulation === true ? KEEPER : UNNAMED,
): Promise<string> => {
  const accountId = await firstAdministratorOf(installation, organizationId, first)
  const deps = { database: installation.database, world: realWorld, origin }
  return (await issueSignInLink(deps, organizationId, accountId)).url
}

/** Where no residence is simulated: a place to connect the first door to, renamed in the console. */
const firstSite = () => ({
  name: FIRST.name,
  timeZone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
  holidayRegion: null,
  street: '',
  postalCode: '',
  city: '',
  country: 'FR',
})

const firstSiteOf = async (database: Database, caller: Caller) =>
  (await listPlaces({ database, world: realWorld }, caller, { kind: 'site', query: { limit: 1 } })).data[0]

/** Nothing has a place yet: the first start has not come that far. */
export const isUnsettled = async ({ database }: Installation, id: OrganizationId): Promise<boolean> =>
  (await firstSiteOf(database, systemCaller(id, 'first-start'))) === undefined

/** A code for the edge of this machine, unless it is enrolled already. */
export const makeEnrolmentCode = async (
  installation: Installation,
  configuration: Configuration,
  organizationId: OrganizationId,
): Promise<string | undefined> => {
  if (existsSync(join(configuration.dataDir, LOCAL_EDGE))) return undefined
  const { database } = installation
  const caller = systemCaller(organizationId, 'first-start')
  const deps = { database, world: realWorld }
  const site = (await firstSiteOf(database, caller)) ?? (await createSite(deps, caller, firstSite()))
  const parts = makeParts({ configuration, installation, logger: silentLogger, world: realWorld })
  const link = createEdgeLink({ access: parts, keys: installation.keys, onError: () => undefined })
  return (await link.issueEnrolment(caller, { siteId: site.id, name: 'Loge' })).code
}
