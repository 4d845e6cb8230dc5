/** What happened to equipment is in the journal once, and what was so before is not called news. */
import type { NewEdgeEvent } from '@loge/features/access/core'
import type { ComponentDescription, DeviceDescription, ReadingValue } from '@loge/features/equipment/core'
import { instant } from '@loge/kernel'
import { chanceFrom, Machine, Scheduler } from '@loge/testing/simulation'
import { describe, expect, it } from 'vitest'
import type { DriverReport } from './drivers/driver.ts'
import { EquipmentWatch } from './equipment-watch.ts'
import { StateBoard } from './uplink/state-board.ts'

const part = (
  key: string,
  kind: ComponentDescription['kind'],
  deviceClass: string | null,
): ComponentDescription => ({
  key,
  kind,
  name: key,
  deviceClass,
  unit: null,
  capabilities: [],
  setting: null,
  unsupportedReason: null,
})
const PANEL: DeviceDescription = {
  externalId: 'panel',
  protocol: 'mqtt',
  name: 'Street panel',
  manufacturer: null,
  model: null,
  hardwareVersion: null,
  softwareVersion: null,
  suggestedArea: null,
  components: [
    part('bell', 'event', 'doorbell'),
    part('wheel', 'event', null),
    part('problem', 'binary_sensor', 'problem'),
    part('smoke', 'binary_sensor', 'smoke'),
    part('battery', 'sensor', 'battery'),
  ],
}

const watching = (fireInputs: readonly string[] = []) => {
  const scheduler = new Scheduler()
  const world = new Machine(scheduler, chanceFrom(1, 1)).world()
  const board = new StateBoard()
  const told: NewEdgeEvent[] = []
  const watch = new EquipmentWatch({
    world,
    time: () => ({ at: instant(1_000), trusted: true }),
    partsOf: (externalId) => board.partsOf(externalId),
    isFireInput: (externalId) => fireInputs.includes(externalId),
    append: async (events) => told.push(...events),
    fault: (_where, error) => {
      throw error
    },
  })
  const hear = (report: DriverReport): void => {
    board.note(report, instant(1_000))
    watch.hear(report)
  }
  hear({ kind: 'announced', device: PANEL })
  const refOf = (key: string) => ({ externalId: 'panel', key })
  const at = instant(1_000)
  return {
    told,
    types: () => told.map(({ type }) => type),
    after: (ms: number) => scheduler.runUntil(scheduler.nowMs + ms),
    occurs: (key: string) => hear({ kind: 'occurred', component: refOf(key), event: 'press', at }),
    says: (key: string, value: ReadingValue) => hear({ kind: 'reading', component: refOf(key), value, at }),
    stands: (key: string, value: ReadingValue) =>
      hear({ kind: 'reading', component: refOf(key), value, isStanding: true, at }),
  }
}

describe('what happens to equipment', () => {
  it('is told of a bell that rings, once while somebody leans on it, and of no other event', async () => {
    const panel = watching()
    panel.occurs('wheel')
    for (let press = 0; press < 5; press += 1) panel.occurs('bell')
    expect(panel.told).toMatchObject([{ type: 'device.rang', component: { key: 'bell' } }])
    await panel.after(30_000)
    panel.occurs('bell')
    expect(panel.types()).toEqual(['device.rang', 'device.rang'])
  })

  it('is told of a battery that runs down, a machine that fails, and their ends [S0-90 2/4]', async () => {
    const panel = watching()
    panel.says('battery', 84)
    panel.says('battery', 9)
    await panel.after(30_000)
    panel.says('battery', 8)
    panel.says('problem', 'ON')
    await panel.after(30_000)
    panel.says('problem', 'OFF')
    expect(panel.types()).toEqual(['device.battery_low', 'device.failed', 'device.recovered'])
    expect(panel.told.at(-1)?.payload).toEqual({ fault: 'problem' })
  })

  it('is told of danger, unless the doors that it unlocks record it', async () => {
    const heard = watching()
    heard.says('smoke', 'ON')
    await heard.after(30_000)
    heard.says('smoke', 'OFF')
    expect(heard.types()).toEqual(['device.danger', 'device.recovered'])
    const unlocking = watching(['panel'])
    unlocking.says('smoke', 'ON')
    unlocking.says('problem', 'ON')
    expect(unlocking.types()).toEqual(['device.failed'])
  })

  it('does not call news what was so before the edge listened', () => {
    const panel = watching()
    panel.stands('problem', 'ON')
    panel.says('problem', 'ON')
    expect(panel.types()).toEqual([])
  })

  it('is told of a contact that flutters by how it came to rest', async () => {
    const panel = watching()
    panel.says('problem', 'ON')
    for (let flutter = 0; flutter < 50; flutter += 1) panel.says('problem', flutter % 2 === 0 ? 'OFF' : 'ON')
    panel.says('problem', 'OFF')
    expect(panel.types()).toEqual(['device.failed'])
    await panel.after(30_000)
    expect(panel.types()).toEqual(['device.failed', 'device.recovered'])
  })
})
