/** An order has one outcome, however the events name it. */
import { expect, test } from 'vitest'
import { outcomeOf } from './outcome.ts'

const at = '2026-11-05T09:42:07.000Z'

test('a door opened by the order tells when [S0-18 2/2]', () => {
  const heard = outcomeOf({ type: 'door.unlocked_by_command', occurredAt: at, payload: { commandId: 'c' } })
  expect(heard).toEqual({ commandId: 'c', outcome: { is: 'opened', at: Date.parse(at) } })
})

test('an order that ended otherwise tells its end [S0-18 2/2]', () => {
  const payload = { commandId: 'c', outcome: 'expired' }
  expect(outcomeOf({ type: 'command.ended', occurredAt: at, payload })?.outcome).toEqual({
    is: 'failed',
    code: 'expired',
  })
})

test('a refusal tells its reason, which says more than that it was refused', () => {
  const payload = { commandId: 'c', outcome: 'refused', reason: 'device_offline' }
  expect(outcomeOf({ type: 'command.ended', occurredAt: at, payload })?.outcome).toEqual({
    is: 'failed',
    code: 'device_offline',
  })
})

test('an opening nobody confirmed is neither opened nor refused', () => {
  const heard = (type: string, payload: Record<string, string>) =>
    outcomeOf({ type, occurredAt: at, payload: { commandId: 'c', ...payload } })?.outcome
  const silent = { is: 'failed', code: 'not_confirmed' }
  expect(heard('door.unlock_unknown', { reason: 'not_confirmed' })).toEqual(silent)
  expect(heard('command.ended', { outcome: 'unknown', reason: 'not_confirmed' })).toEqual(silent)
  const sent = { is: 'sent', at: Date.parse(at) }
  expect(heard('door.unlocked_by_command', { outcome: 'sent' })).toEqual(sent)
  expect(heard('command.ended', { outcome: 'done', reason: 'sent' })).toEqual(sent)
})
