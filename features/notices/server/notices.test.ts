/** Letters from the outbox, against a mail server that answers as it is told. */
import { installCatalogue } from '@loge/features/events/server'
import { formatId, HOUR_MS, MINUTE_MS, newId, type AccountId } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import type { PermissionGrant } from '@loge/http'
import { testApi, type TestApi } from '@loge/testing'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createMail } from '../../../server/mail.ts'
import { startMailBox, type MailBox } from '../../../testing/mail-box.ts'
import { addAccount, factTypes, openLodge, type Lodge } from '../../accounts/server/lodge.fixture.ts'
import { noticeFacts, type FailureCode } from '../core/index.ts'
import { deliverNotices, type DeliveryDeps } from './deliver-notices.ts'
import { forgetNotices } from './forget-notices.ts'
import { putNotices } from './put-notices.ts'
import { noticesEndpoints } from './routes.ts'

const everywhere = (permission: string): PermissionGrant => ({ permission, scope: { kind: 'organization' } })
const KEEPS = [everywhere('accounts.read'), everywhere('accounts.manage')]

let lodge: Lodge
let box: MailBox
let deps: DeliveryDeps
let forget: () => void
let said: FailureCode | undefined
const apis: TestApi[] = []

const sit = async (
  grants: readonly PermissionGrant[] = KEEPS,
  accountId: AccountId = lodge.administrator,
): Promise<TestApi> => {
  const { database, organizationId, deps: accounts } = lodge
  const { world } = accounts
  const sendLetter = deps.sendLetter
  const endpoints = noticesEndpoints({ database, world, ...(sendLetter === undefined ? {} : { sendLetter }) })
  const personId = newId(realWorld, 'person')
  const api = await testApi({ database, world, organizationId, endpoints, grants, accountId, personId })
  apis.push(api)
  return api
}

const put = (aboutId: string, accountIds: readonly AccountId[]): Promise<void> =>
  lodge.database.transaction(lodge.organizationId, (transaction) =>
    putNotices(transaction, deps.world, lodge.organizationId, {
      template: 'occasion',
      aboutId,
      accountIds,
      language: 'en',
    }),
  )

const list = async (query = '') => (await (await sit()).call('GET', `/notices${query}`)).body
const deliver = () => deliverNotices(deps, lodge.organizationId)

beforeEach(async () => {
  lodge = await openLodge()
  forget = installCatalogue([noticeFacts])
  box = await startMailBox()
  said = undefined
  deps = {
    database: lodge.database,
    world: lodge.deps.world,
    sendLetter: createMail({ smtpUrl: box.url, sender: 'Loge <loge@tilleuls.example>' }),
    letters: {
      occasion: async (_transaction, { language, reader }) =>
        said ?? { subject: `Été ${language}`, text: `Bonjour ${reader.accountId}\n.\nÀ bientôt` },
    },
  }
})
afterEach(async () => {
  for (const api of apis.splice(0)) await api.close()
  await box.close()
  forget()
  await lodge.close()
})

test('a letter leaves once, however often it is asked for and delivered', async () => {
  const about = newId(realWorld, 'event')
  await put(about, [lodge.administrator])
  await put(about, [lodge.administrator])
  await Promise.all([deliver(), deliver()])
  await deliver()
  expect(box.letters).toMatchObject([
    { to: 'ada@tilleuls.example', subject: 'Été en', text: `Bonjour ${lodge.administrator}\n.\nÀ bientôt` },
  ])
  expect(await list()).toMatchObject({
    data: [{ state: 'sent', code: null, attempts: 1, accountName: 'Ada Okafor', nextTryAt: null }],
    mailIsSetUp: true,
  })
  expect(await factTypes(lodge)).toContain('notice.sent')
})

test('it is written in the language of its reader', async () => {
  await lodge.database.transaction(lodge.organizationId, (transaction) =>
    sql`update person set language = 'fr'`.execute(transaction),
  )
  await put(newId(realWorld, 'event'), [lodge.administrator])
  await deliver()
  expect(box.letters.map(({ subject }) => subject)).toEqual(['Été fr'])
})

test('a server that is busy, or away, is asked again later, and the letter has the same name each time', async () => {
  await put(newId(realWorld, 'event'), [lodge.administrator])
  box.answer('450 come back later')
  await deliver()
  expect(await list()).toMatchObject({ data: [{ state: 'waiting', code: 'server_busy', attempts: 1 }] })
  await deliver()
  box.answer(undefined)
  lodge.pass(MINUTE_MS)
  await deliver()
  expect(await list()).toMatchObject({ data: [{ state: 'sent', attempts: 2 }] })
  const { data } = (await list()) as { data: { id: string }[] }
  const uuid = data[0]?.id.slice(4)
  expect(box.letters[0]?.raw.replaceAll('-', '')).toContain(`MessageID: <${uuid}@tilleuls.example>`)
})

test('an address that is refused is not asked again, until somebody says so', async () => {
  await put(newId(realWorld, 'event'), [lodge.administrator])
  box.answer('550 nobody of that name')
  await deliver()
  const api = await sit()
  const { data } = (await list('?state=failed')) as { data: { id: string }[] }
  expect(data).toMatchObject([{ state: 'failed', code: 'address_refused' }])
  expect(await factTypes(lodge)).toContain('notice.failed')
  lodge.pass(HOUR_MS)
  box.answer(undefined)
  await deliver()
  expect(box.letters).toEqual([])
  const path = `/notices/${data[0]?.id}/try-again`
  expect(await api.call('POST', path)).toMatchObject({ status: 202, body: { state: 'waiting' } })
  expect(await api.call('POST', path)).toMatchObject({ status: 409, body: { code: 'notice_not_over' } })
  await deliver()
  expect(box.letters).toHaveLength(1)
})

test('without a mail server it waits for a day, then is given up', async () => {
  const { sendLetter: _, ...without } = deps
  await put(newId(realWorld, 'event'), [lodge.administrator])
  for (let hour = 0; hour < 30; hour += 1) {
    await deliverNotices(without, lodge.organizationId)
    lodge.pass(HOUR_MS)
  }
  expect(await list()).toMatchObject({ data: [{ state: 'given_up', code: 'mail_not_set_up' }] })
})

test('who may no longer be told, or is suspended meanwhile, gets nothing', async () => {
  const bea = await addAccount(lodge, 'bea@tilleuls.example', 'caretaker', { kind: 'organization' })
  const about = newId(realWorld, 'event')
  said = 'not_allowed'
  await put(about, [lodge.administrator])
  await deliver()
  // The newest comes first, and two of one millisecond have no order.
  lodge.pass(1)
  await put(about, [bea])
  await lodge.database.transaction(lodge.organizationId, (transaction) =>
    sql`update account set status = 'suspended' where id = ${bea}`.execute(transaction),
  )
  said = undefined
  await deliver()
  expect(box.letters).toEqual([])
  expect(await list()).toMatchObject({ data: [{ code: 'account_closed' }, { code: 'not_allowed' }] })
})

test('one that was claimed by a server that died is sent by the next, once its claim ran out', async () => {
  await put(newId(realWorld, 'event'), [lodge.administrator])
  const dying = async () => {
    throw new Error('the machine lost its current')
  }
  await expect(deliverNotices({ ...deps, sendLetter: dying }, lodge.organizationId)).rejects.toThrow(
    'current',
  )
  await deliver()
  expect(box.letters).toEqual([])
  lodge.pass(10 * MINUTE_MS)
  await deliver()
  expect(box.letters).toHaveLength(1)
})

test('one may write to oneself to see that mail works', async () => {
  const api = await sit()
  expect(await api.call('POST', '/notices/test')).toMatchObject({ status: 202, body: { template: 'test' } })
  await deliver()
  expect(box.letters).toMatchObject([{ to: 'ada@tilleuls.example', subject: 'Mail from Loge works' }])
})

test('letters are shown to who answers for every account, and to nobody else', async () => {
  await put(newId(realWorld, 'event'), [lodge.administrator])
  const siteId = newId(realWorld, 'site')
  const ofOneSite = await sit([{ permission: 'accounts.read', scope: { kind: 'site', siteId } }])
  expect(await ofOneSite.call('GET', '/notices')).toMatchObject({
    status: 403,
    body: { code: 'permission_denied' },
  })
  const api = await sit()
  const gone = formatId('notice', newId(realWorld, 'notice'))
  expect(await api.call('POST', `/notices/${gone}/try-again`)).toMatchObject({
    status: 404,
    body: { code: 'notice_unknown' },
  })
  expect((await api.call('GET', '/notices?state=lost')).status).toBe(400)
})

test('a year later nothing is left of it', async () => {
  await put(newId(realWorld, 'event'), [lodge.administrator])
  await deliver()
  await forgetNotices(deps, lodge.organizationId)
  expect(await list()).toMatchObject({ data: [{}] })
  lodge.pass(367 * 24 * HOUR_MS)
  await forgetNotices(deps, lodge.organizationId)
  expect(await list()).toMatchObject({ data: [] })
})
