/** Which team reaches what: every built-in role at every route, beside what the register says of teams. */
import { boundsOn, completed, type Recipient } from '@loge/features/law/core'
import { readPreset } from '@loge/features/law/server'
import { refuseDisclosure } from '@loge/features/privacy/core'
import { beforeAll, expect, test } from 'vitest'
import { type Tried, tryEveryRole } from './need.ts'

const LOGS = ['account_security', 'access_journal', 'staff_accountability'] as const
let tried: readonly Tried[]

beforeAll(async () => {
  tried = await tryEveryRole()
}, 120_000)

test('[S3-94 2/2] whoever sells or recruits reads no security log by any route, and by the register no data of the site', async () => {
  const logs = tried.filter(({ serves }) => LOGS.some((one) => serves.includes(one)))
  const routes = new Set(logs.map(({ route }) => route))
  for (const route of ['GET /events', 'GET /accounts']) expect([...routes]).toContain(route)
  for (const { role, route, isRefused } of logs)
    if (role === 'commercial' || role === 'recruiter')
      expect([role, route, isRefused]).toEqual([role, route, true])
  // It is the role that decides: whoever keeps the house is let in by the same door.
  expect(logs).toContainEqual(
    expect.objectContaining({ role: 'manager', route: 'GET /events', isRefused: false }),
  )

  const preset = await readPreset('softathome')
  if (preset === undefined) return expect.fail('no softathome')
  const register = completed(preset)
  const teams = register.recipientKinds.filter(({ role }) => role === 'team').map(({ id }) => id)
  expect(teams).toEqual(expect.arrayContaining(['team_it', 'team_commercial', 'team_hr']))
  for (const kind of teams) {
    const them: Recipient = {
      id: 'them',
      kind,
      name: 'Them',
      country: 'FR',
      contractOn: null,
      notify: 'none',
      subProcessors: [],
    }
    const wanted = { recipient: 'them', activity: 'web', categories: ['navigation'] }
    const day = { bounds: boundsOn('2026-11-22'), today: '2026-11-22' }
    expect([kind, refuseDisclosure({ ...register, recipients: [them] }, wanted, day)]).toEqual([
      kind,
      kind === 'team_it' ? undefined : 'recipient_not_of_activity',
    ])
  }
})

test('[S4-73 2/3] without a role that needs people nobody reads one of them by any route', () => {
  const people = tried.filter(({ serves }) => serves.includes('residence_management'))
  expect(people.length).toBeGreaterThan(20)
  const without = people.filter(({ needs }) => !needs.includes('residence_management'))
  expect([...new Set(without.map(({ role }) => role))]).toEqual(
    expect.arrayContaining(['technician', 'commercial', 'recruiter', 'integrator']),
  )
  for (const { role, route, needs, serves, isRefused } of without)
    if (!needs.some((need) => serves.includes(need)))
      expect([role, route, isRefused]).toEqual([role, route, true])
})
