/** Whoever said no to offers: in no audience afterwards, and still told what the service must tell them. */
import { deliverNotices } from '@loge/features/notices/server'
import { draftRegister, publishRegister, registerAt } from '@loge/features/law/server'
import {
  createDocumentLetter,
  createPurposeGate,
  followRegisterNow,
  insideAsPrivacy,
  object,
  recordRegister,
  requireConsent,
} from '@loge/features/privacy/server'
import { DAY_MS, instant, newId, parseId, type PersonId } from '@loge/kernel'
import { forUses } from '@loge/storage'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { declarations } from '../../../server/declarations.ts'
import { JOBS } from '../../../server/jobs.ts'
import { openOutside, type OutsideHouse } from './house.fixture.ts'
import { deliverNewsletters } from './index.ts'
import { openList, sendTo, subscribe } from './newsletter/subscribe.fixture.ts'

const LATER = 600_000
const houses = new Map<string, OutsideHouse>()
beforeAll(async () => {
  for (const name of ['soco', 'soone']) houses.set(name, await openOutside(name))
}, LATER)
afterAll(async () => {
  for (const house of houses.values()) await house.close()
})
const houseOf = (name: string): OutsideHouse => houses.get(name) ?? expect.fail(name)

const uuid = (personId: string): PersonId => parseId('person', personId) ?? expect.fail(personId)
const ACTOR = { kind: 'system', id: 'test' } as const

/** As the person says it themselves, in what they read of their data. */
const sayNo = (house: OutsideHouse, personId: PersonId, to: 'marketing' | 'use:prospecting') =>
  insideAsPrivacy(house.deps.database, house.organizationId, (transaction) =>
    object(
      transaction,
      house.deps.world,
      { organizationId: house.organizationId, personId, actor: ACTOR },
      to,
    ),
  )

const sourceOf = async (house: OutsideHouse): Promise<string> => {
  const { body } = await house.ask('GET', '/relations/sources')
  const { data } = body as { data: { id: string; kind: string }[] }
  return data.find(({ kind }) => kind === 'person')?.id ?? expect.fail('no source')
}

const asked = async (house: OutsideHouse) => ({
  origin: 'inbound',
  source: await sourceOf(house),
  detail: 'call',
})

const open = async (house: OutsideHouse, path: string, more: object) => {
  const { status, body } = await house.ask('POST', path, { body: { ...(await asked(house)), ...more } })
  expect([status, body]).toEqual([201, body])
  return body as { id: string; personId: string }
}

const named = (name: string) => ({ givenName: name, familyName: 'Lund', workEmail: `${name}@nord.example` })

const act = async (house: OutsideHouse, path: string, id: string, body: object) => {
  const { body: file } = await house.ask('GET', `${path}/${id}`)
  return house.ask('POST', `${path}/${id}/acts`, {
    body,
    ifMatch: (file as { version: number }).version,
  })
}

const offersOf = async (house: OutsideHouse, path: string): Promise<readonly string[]> => {
  const { body } = await house.ask('GET', `${path}/offers`)
  return (body as { data: { workEmail: string }[] }).data.map(({ workEmail }) => workEmail)
}

test('[S4-58 3/3] a prospect who said no, in whichever way, is in no audience that is built afterwards: not reviewed, not asked anew, not once they are a customer', {
  timeout: LATER,
}, async () => {
  const soco = houseOf('soco')
  const all = new Map<string, { id: string; personId: string }>()
  for (const name of ['desk', 'themselves', 'one-use', 'sold', 'stays'])
    all.set(name, await open(soco, '/prospects', named(name)))
  const of = (name: string) => all.get(name) ?? expect.fail(name)
  expect(await offersOf(soco, '/prospects')).toHaveLength(5)
  expect((await act(soco, '/prospects', of('desk').id, { kind: 'object' })).status).toBe(200)
  await sayNo(soco, uuid(of('themselves').personId), 'marketing')
  await sayNo(soco, uuid(of('one-use').personId), 'use:prospecting')
  await sayNo(soco, uuid(of('sold').personId), 'marketing')
  expect(await offersOf(soco, '/prospects')).toEqual(['stays@nord.example'])
  // Their files are there for nobody who sells, so that nothing done with one takes the word back; nor does another one.
  for (const name of ['desk', 'themselves', 'one-use', 'sold'])
    expect((await soco.ask('GET', `/prospects/${of(name).id}`)).status).toBe(404)
  const { personId } = of('sold')
  expect((await soco.ask('POST', '/prospects', { body: { ...(await asked(soco)), personId } })).status).toBe(
    409,
  )
  await open(soco, '/customers', { personId, workEmail: 'sold@nord.example' })
  expect(await offersOf(soco, '/prospects')).toEqual(['stays@nord.example'])
  expect(await offersOf(soco, '/customers')).toEqual([])
  // A list they had put themselves on before they said no is an audience as well.
  const listId = await openList(soco)
  const reader = await subscribe(soco, listId, 'reader@example.org')
  await subscribe(soco, listId, 'keeps@example.org')
  await open(soco, '/prospects', { personId: `per_${reader.replaceAll('-', '')}` })
  await sayNo(soco, reader, 'marketing')
  expect((await sendTo(soco, listId, 'Spring')).to).toEqual(['keeps@example.org'])
})

/** An account of theirs, as whoever runs the house opened it. */
const giveAccount = (house: OutsideHouse, personId: PersonId, email: string) =>
  house.rows(`insert into account (organization_id, id, person_id, email, status, created_at)
    values ('${house.organizationId}', '${newId(house.deps.world, 'account')}', '${personId}', '${email}', 'active', '2026-01-31T09:00:00Z') returning 1`)

/** The terms on which data are kept change: the period of one rule. */
const changeTerms = (house: OutsideHouse) => {
  const { database, world } = house.deps
  const { organizationId } = house
  return database.transaction(organizationId, async (transaction) => {
    const register = await registerAt(transaction, organizationId, world.now())
    const record = (fact: Parameters<typeof recordRegister>[3]) =>
      recordRegister(transaction, world, { organizationId, actor: ACTOR }, fact)
    const keeping = { transaction, world, organizationId, accountId: null, record }
    const sentence = { en: 'Kept for five years.', fr: 'Conservé cinq ans.' }
    const period = { unit: 'year', count: 5 } as const
    const retention = register.retention.map((rule) =>
      rule.id === 'after_contract' ? { ...rule, period, sentence } : rule,
    )
    const { stored } = await draftRegister(keeping, { content: { ...register, retention }, replaces: null })
    await publishRegister(keeping, { hash: stored.hash, effectiveAt: instant(world.now() + 40 * DAY_MS) })
  })
}

/** The job that sends what the service must tell, with what it may see of whom. */
const deliverService = async (house: OutsideHouse): Promise<void> => {
  const { database, world, origin } = house.deps
  const { organizationId } = house
  const job = JOBS.find(({ name }) => name === 'deliver_notices')
  if (job === undefined || typeof job.serves === 'string') return expect.fail('no job')
  const gate = createPurposeGate({ database, world, declarations })
  const uses = await gate.forJob({ organizationId, job: job.name, serves: job.serves })
  const letters = { document_changed: createDocumentLetter(origin) }
  const { sendLetter } = house.mail
  await forUses(uses, () => deliverNotices({ database, world, letters, sendLetter }, organizationId))
}

test('[S0-62 3/3] whoever said no to marketing is still told that the terms change, and gets no newsletter', {
  timeout: LATER,
}, async () => {
  const soone = houseOf('soone')
  const listId = await openList(soone)
  const emails = ['no@example.org', 'yes@example.org']
  for (const email of emails) await giveAccount(soone, await subscribe(soone, listId, email), email)
  const [no] = await soone.rows<{ id: PersonId }>(`select id from person where email = 'no@example.org'`)
  await sayNo(soone, no?.id ?? expect.fail('nobody'), 'marketing')
  soone.sent.splice(0)
  expect((await sendTo(soone, listId, 'Spring')).to).toEqual(['yes@example.org'])
  await followRegisterNow(soone.deps, soone.organizationId)
  await changeTerms(soone)
  soone.sent.splice(0)
  await deliverService(soone)
  expect([...new Set(soone.sent.map(({ to }) => to))].toSorted()).toEqual(emails)
  expect(soone.sent[0]?.subject).toMatch(/a change from|un changement au/)
})

test('[S4-42 3/3] whoever said nothing agreed to nothing: what is told by word of mouth is kept as told and not opposed, under another basis, and no consent comes of it or of a letter nobody answers', {
  timeout: LATER,
}, async () => {
  const soco = houseOf('soco')
  const consents = () => soco.rows('select person_id, purpose from consent')
  const before = await consents()
  // Customer service says what becomes of the data, and nobody objects: of a customer, and of a prospect.
  const detail = 'informed orally on 31 January, no opposition'
  const oral = { source: 'oral_answer', detail, workEmail: 'oral@nord.example' }
  const people = [
    await open(soco, '/customers', { ...named('Oral'), ...oral }),
    await open(soco, '/prospects', { ...named('Spoken'), ...oral }),
  ].map(({ personId }) => uuid(personId))
  for (const personId of people)
    expect(
      await soco.rows(`select source, kind, detail from provenance where person_id = '${personId}'`),
    ).toEqual([{ source: 'oral_answer', kind: 'person', detail }])
  // A paper is noted, a letter asks, and nobody presses anything.
  const listId = await openList(soco)
  await soco.ask('POST', '/relations/subscription-requests', {
    body: { listId, emails: ['silent@example.org'], language: 'en', detail },
  })
  await deliverNewsletters(soco.mail, soco.organizationId)
  expect(soco.sent.map(({ to }) => to)).toContain('silent@example.org')
  expect((await sendTo(soco, listId, 'Silence')).to).toEqual([])
  expect(await consents()).toEqual(before)
  // Nothing that rests on consent is done about them, and what they are kept for rests on something else.
  const { database, world } = soco.deps
  const register = await database.transaction(soco.organizationId, (transaction) =>
    registerAt(transaction, soco.organizationId, world.now()),
  )
  const asked = register.activities
    .flatMap(({ purposes }) => purposes)
    .filter(({ basis }) => basis === 'consent')
  expect(asked.length).toBeGreaterThan(2)
  for (const personId of people)
    for (const { id: purpose } of asked)
      await expect(
        insideAsPrivacy(database, soco.organizationId, (transaction) =>
          requireConsent(transaction, world, { organizationId: soco.organizationId, personId, purpose }),
        ),
      ).rejects.toMatchObject({ code: 'consent_missing' })
  for (const activity of ['customer_records', 'prospect_records'] as const) {
    const own = register.activities.filter(({ runs }) => runs.includes(activity))
    const bases = own.flatMap(({ purposes }) => purposes.map(({ basis }) => basis))
    expect([activity, bases.length > 0, bases.includes('consent')]).toEqual([activity, true, false])
  }
})
