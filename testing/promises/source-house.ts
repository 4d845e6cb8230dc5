/** A house under one preset in which somebody is written down in each way there is, with the wall against the unsourced up. */
import { openSession } from '../../features/accounts/server/sessions.ts'
import { openOutside } from '../../features/relations/server/house.fixture.ts'
import { changePerson, createPerson } from '@loge/features/people/server'
import {
  createBuilding,
  createSite,
  createUnit,
  systemCaller,
  type Caller,
} from '@loge/features/places/server'
import type { SourceWay } from '@loge/features/law/core'
import { deliverNewsletters, writeSourceNotices } from '@loge/features/relations/server'
import { type AccountId, newId, type PersonId } from '@loge/kernel'
import { expect } from 'vitest'

export interface Origin {
  readonly source: string
  readonly kind: string
  readonly detail: string
  readonly supplier: string | null
  readonly url: string | null
  readonly collected_on: string
  readonly notice_hash: string
  readonly notice_due_on: string | null
  readonly keyed_by: string | null
}

const noticeIn = (body: string): string => /name="notice" value="([0-9a-f]{64})"/.exec(body)?.[1] ?? ''
const AGENT = '01980000-0000-7000-8000-00000000a6e7' as AccountId

type Outside = Awaited<ReturnType<typeof openOutside>>

const personWith = async (
  { rows }: Outside,
  column: 'email' | 'family_name',
  value: string,
): Promise<PersonId> => {
  const [found] = await rows<{ id: PersonId }>(`select id from person where ${column} = '${value}'`)
  return found?.id ?? expect.fail(`nobody has ${value}`)
}

const write = async (house: Outside, email: string): Promise<PersonId> => {
  const { body } = await house.page('/contact')
  const choice = /<select[^>]*name="purpose"[^>]*>.*?<option value="([a-z_]+)"/s
  const purpose = choice.exec(body.replace('<option value="">', ''))?.[1]
  const ids = [...body.matchAll(/id="in-([a-z_]+)"/g)].map(([, id]) => id ?? '')
  const [given = '', family = '', mail = ''] = ids
  const sent = await house.post('/contact', {
    notice: noticeIn(body),
    ...(purpose === undefined ? {} : { purpose }),
    [given]: 'Ana',
    [family]: 'Roux',
    [mail]: email,
    subject: 'service',
    words: 'Hello',
  })
  expect([sent.status, String(sent.to)]).toEqual([303, expect.stringContaining('sent=yes')])
  return personWith(house, 'email', email)
}

const subscribe = async (house: Outside, email: string): Promise<PersonId> => {
  const made = await house.ask('POST', '/relations/newsletter-lists', {
    body: { name: { en: 'News', fr: 'Nouvelles' }, frequency: { en: 'monthly', fr: 'mensuelle' } },
  })
  const { body } = await house.page('/newsletter')
  const list = String(made.body.id)
  await house.post('/newsletter', { notice: noticeIn(body), list, email, agree: 'yes' })
  await deliverNewsletters(house.mail, house.organizationId)
  const letter = house.sent.findLast(({ to }) => to === email)?.text ?? ''
  const url = /http\S+\/newsletter\/confirm\S+/.exec(letter)?.[0] ?? expect.fail('no letter came')
  const { pathname, search } = new URL(url)
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  await house.inject({ method: 'POST', url: `${pathname}${search}`, headers, payload: '' })
  return personWith(house, 'email', email)
}

type Entered = 'self' | 'staff' | 'oral' | 'agency' | 'paperForm' | 'mail'

const agentOf = ({ organizationId }: Outside): Caller => ({
  ...systemCaller(organizationId, 'test'),
  actor: { kind: 'account', id: AGENT },
})

const enter = async (house: Outside, source: Entered, more: object = {}): Promise<PersonId> => {
  const names = { givenName: 'Ana', familyName: 'Roux', language: 'en' as const }
  return (await createPerson(house.deps, agentOf(house), { ...names, source, ...more })).id
}

const changeOwn = async (house: Outside): Promise<PersonId> => {
  const id = await enter(house, 'staff')
  const reach = { wholeOrganization: false, siteIds: [], ownPersonId: id }
  const changes = { email: 'own@example.org' }
  await changePerson(house.deps, { ...agentOf(house), reach }, { id, ifMatch: '1', changes })
  return id
}

/** Twice. */
const signIn = async (house: Outside): Promise<PersonId> => {
  const { deps, organizationId } = house
  const personId = await enter(house, 'staff')
  const account = { id: newId(deps.world, 'account'), personId, email: 'ana@example.org', version: 1 }
  await house.rows(`insert into account (organization_id, id, person_id, email, status, created_at)
    values ('${organizationId}', '${account.id}', '${personId}', '${account.email}', 'active', now())`)
  for (const userAgent of ['one', 'other'])
    await deps.database.transaction(organizationId, (transaction) =>
      openSession(
        transaction,
        deps as never,
        { ...account, status: 'active' },
        { organizationId, method: 'password', from: { userAgent, address: '198.51.100.7', language: 'en' } },
      ),
    )
  return personId
}

const byDesk = async (house: Outside, source: string, more: object): Promise<PersonId> => {
  const said = { givenName: 'Ana', familyName: source, language: 'en', detail: 'at the desk' }
  const body = { ...said, source, collectedOn: '2026-01-30', ...more }
  expect((await house.ask('POST', '/relations/people', { body })).status).toBe(201)
  return personWith(house, 'family_name', source)
}

const newHome = async (house: Outside, name: string) => {
  const { deps } = house
  const agent = agentOf(house)
  const zone = { timeZone: 'Europe/Paris', holidayRegion: 'FR' }
  const address = { street: '', postalCode: '', city: 'Lyon', country: 'FR' }
  const site = await createSite(deps, agent, { name, ...zone, ...address })
  const building = await createBuilding(deps, agent, { siteId: site.id, name: 'A' })
  const home = { buildingId: building.id, floorId: null, name: 'A1', kind: 'home' } as const
  const unit = await createUnit(deps, agent, home)
  return { siteId: site.id, unitId: unit.id }
}

const waysOf = (house: Outside): Readonly<Partial<Record<SourceWay, () => Promise<PersonId>>>> => ({
  siteForm: () => write(house, 'form@example.org'),
  newsletter: () => subscribe(house, 'news@example.org'),
  self: () => enter(house, 'self'),
  staff: () => enter(house, 'staff'),
  oral: () => enter(house, 'oral', { origin: { detail: 'welcome call, version 3' } }),
  paperForm: () => enter(house, 'paperForm', { formReceivedOn: '2026-01-29' }),
  agency: () => enter(house, 'agency', { origin: { supplier: 'Régie du Parc' } }),
  mail: () => enter(house, 'mail'),
  service: () => signIn(house),
  ownForm: () => changeOwn(house),
})

export const openSourceHouse = async (preset: string) => {
  const house = await openOutside(preset)
  const ways = waysOf(house)
  return {
    ...house,
    agent: agentOf(house),
    AGENT,
    enter: (source: Entered, more: object = {}) => enter(house, source, more),
    byDesk: (source: string, more: object) => byDesk(house, source, more),
    newHome: (name: string) => newHome(house, name),
    by: (way: SourceWay): Promise<PersonId> => ways[way]?.() ?? expect.fail(`nothing comes by ${way}`),
    origins: (personId: PersonId) =>
      house.rows<Origin>(`select * from provenance where person_id = '${personId}' order by recorded_at, id`),
    tell: () => writeSourceNotices(house.deps, house.organizationId),
    letters: (personId: PersonId) =>
      house.rows<{ readonly sent_to: string; readonly body: string; readonly written_at: number }>(
        `select sent_to, body, written_at from out_letter where person_id = '${personId}'`,
      ),
    registerHash: async () => {
      const [newest] = await house.rows<{ hash: string }>(
        `select hash from register_version order by number desc limit 1`,
      )
      return newest?.hash
    },
  }
}

export type SourceHouse = Awaited<ReturnType<typeof openSourceHouse>>
