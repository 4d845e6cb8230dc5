/** A residence to import into, and files to import, for the suites of imports. */
import { accessFacts } from '@loge/features/access/core'
import { createEntrance } from '@loge/features/access/server'
import { installCatalogue } from '@loge/features/events/server'
import { peopleFacts } from '@loge/features/people/core'
import { placesFacts } from '@loge/features/places/core'
import { createSite, systemCaller, type Caller } from '@loge/features/places/server'
import { scheduleFacts } from '@loge/features/schedules/core'
import { silentLogger } from '@loge/http'
import { newId, type Id, type OrganizationId, type SiteId, type World } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import { testDatabase, testOrganization, type TestDatabase } from '@loge/testing'
import { strToU8, zipSync } from 'fflate'
import { importsFacts } from '../core/index.ts'
import { applyImport } from './apply.ts'
import type { ImportDeps } from './deps.ts'
import { readAllRows, readImport } from './store.ts'
import type { StoredImport, StoredRow } from './stored.ts'
import { undoImport } from './undo.ts'
import { uploadImport } from './upload.ts'

export interface House {
  readonly database: TestDatabase
  readonly organizationId: OrganizationId
  readonly siteId: SiteId
  readonly caller: Caller
  readonly deps: ImportDeps
  upload(file: string | Uint8Array, fileName?: string): Promise<StoredImport>
  apply(id: Id<'import'>): Promise<StoredImport>
  undo(id: Id<'import'>): Promise<StoredImport>
  rows(id: Id<'import'>): Promise<readonly StoredRow[]>
  read(id: Id<'import'>): Promise<StoredImport>
  close(): Promise<void>
}

const SITE = {
  name: 'Les Tilleuls',
  timeZone: 'Europe/Paris',
  holidayRegion: 'FR',
  street: '1 rue des Tilleuls',
  postalCode: '69003',
  city: 'Lyon',
  country: 'FR',
}

/** A door that profiles can name. */
export const addEntrance = (one: House, name: string) =>
  createEntrance(one.deps, one.caller, {
    siteId: one.siteId,
    name,
    number: null,
    kind: 'common',
    parts: [],
    unlockMs: 5_000,
    heldOpenMs: 30_000,
    failMode: 'secure',
    accepts: ['card'],
    holdOpenScheduleId: null,
    location: { buildingId: null, floorId: null, unitId: null, area: null },
  })

const once = async function* (bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

const depsOf = (database: TestDatabase, world: World): ImportDeps => ({
  database,
  world,
  logger: silentLogger,
  seal: (bytes) => bytes,
  open: (bytes) => bytes,
  askCommand: async () => newId(world, 'command'),
})

/** Another organization in the same database, with a site of the same name. */
export const anotherHouse = async (database: TestDatabase, world: World = realWorld): Promise<House> => {
  const organizationId = await testOrganization(database)
  const caller = systemCaller(organizationId, 'test')
  const deps = depsOf(database, world)
  const site = await createSite(deps, caller, SITE)
  const read = (id: Id<'import'>) =>
    database.transaction(organizationId, (transaction) => readImport(transaction, id))
  return {
    database,
    organizationId,
    siteId: site.id,
    caller,
    deps,
    read,
    upload: (file, fileName = 'residents.csv') =>
      uploadImport(deps, caller, {
        fileName,
        content: once(typeof file === 'string' ? strToU8(file) : file),
      }),
    apply: async (id) => {
      await (await applyImport(deps, caller, id)).finished
      return read(id)
    },
    undo: async (id) => {
      await (await undoImport(deps, caller, id)).finished
      return read(id)
    },
    rows: (id) => database.transaction(organizationId, (transaction) => readAllRows(transaction, id)),
    close: () => database.close(),
  }
}

export const catalogue = () =>
  installCatalogue([placesFacts, peopleFacts, scheduleFacts, accessFacts, importsFacts])

export const makeHouse = async (world: World = realWorld): Promise<House> =>
  anotherHouse(await testDatabase(), world)

const xml = (body: string): Uint8Array => strToU8(`<?xml version="1.0" encoding="UTF-8"?>${body}`)

export interface Workbook {
  readonly sheet: string
  readonly strings?: readonly string[]
  readonly styles?: string
  readonly after?: string
  readonly workbook?: string
}

/** A workbook as Excel writes it: `sheet` is what stands in `<sheetData>`. */
export const workbookOf = ({
  sheet,
  strings = [],
  styles = '',
  after = '',
  workbook = '',
}: Workbook): Uint8Array =>
  zipSync({
    'xl/workbook.xml': xml(
      `<workbook xmlns:r="r">${workbook}<sheets><sheet name="Feuil1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': xml(
      '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
    ),
    'xl/worksheets/sheet1.xml': xml(`<worksheet><sheetData>${sheet}</sheetData>${after}</worksheet>`),
    'xl/sharedStrings.xml': xml(`<sst>${strings.map((text) => `<si><t>${text}</t></si>`).join('')}</sst>`),
    'xl/styles.xml': xml(`<styleSheet>${styles}</styleSheet>`),
  })
