import { expect, test } from 'vitest'
import { NO_ZONE_RULES, type ZoneRules } from './passage-rules.ts'
import { type RuledDoor, unmetByDoor, unmetByZone } from './rule-needs.ts'

const door = (id: string, more: Partial<RuledDoor> = {}): RuledDoor => ({
  id,
  roles: new Set(['reader', 'lock', 'doorSensor']),
  hasHours: false,
  edges: ['edge'],
  ...more,
})
const COUNTED: ZoneRules = {
  leads: { one: 'in', two: 'out' },
  antiPassback: { mode: 'refused', resetAt: null },
  interlock: null,
}
const RECORDED: ZoneRules = { ...COUNTED, antiPassback: { mode: 'recorded', resetAt: null } }
const AIRLOCK: ZoneRules = { ...NO_ZONE_RULES, interlock: {} }
const BUTTON = { roles: new Set(['reader', 'exitButton', 'doorSensor']) }
const two = (more: Partial<RuledDoor>) => [door('one'), door('two', more)]

test.each([
  ['nothing, when all is there', COUNTED, two({}), []],
  ['nothing, when there is no rule', NO_ZONE_RULES, two({ edges: ['other'] }), []],
  ['both ways', { ...COUNTED, leads: { one: 'in', two: 'in' } }, two({}), [['leads', 'one two']]],
  ['a way at each door', { ...COUNTED, leads: { one: 'in' } }, two({}), [['leads', 'two']]],
  ['a way out, where no door is left', COUNTED, [], [['leads', '']]],
  ['one edge', COUNTED, two({ edges: ['other'] }), [['oneEdge', 'one two']]],
  ['no hours', COUNTED, two({ hasHours: true }), [['noHours', 'two']]],
  ['no button, to refuse', COUNTED, two(BUTTON), [['noButtonWhenRefused', 'two']]],
  ['nothing of a button, to record', RECORDED, two(BUTTON), []],
  ['a contact at each door', AIRLOCK, two({ roles: new Set() }), [['sensors', 'two']]],
] as const)('a rule needs %s', (_what, rules, doors, unmet) => {
  expect(unmetByZone(rules, doors).map(({ need, entranceIds }) => [need, entranceIds.join(' ')])).toEqual(
    unmet,
  )
})

test('a door for two people is not held open by hours', () => {
  expect(unmetByDoor(door('one'), NO_ZONE_RULES)).toEqual([])
  expect(unmetByDoor(door('one', { hasHours: true }), NO_ZONE_RULES)).toMatchObject([{ need: 'noHours' }])
})
