/** What is wrong with a piece of equipment by its own words, and the facts that tell it began and ended. */
import { equipmentFacts } from './facts.ts'
import { describeHealth, type ReportingComponent } from './health.ts'

export const EQUIPMENT_FAULTS = ['danger', 'tampered', 'problem', 'jammed', 'battery_low'] as const
export type EquipmentFault = (typeof EQUIPMENT_FAULTS)[number]

export const FAULT_FACT = {
  danger: equipmentFacts.deviceDanger.type,
  tampered: equipmentFacts.deviceTampered.type,
  problem: equipmentFacts.deviceFailed.type,
  jammed: equipmentFacts.deviceJammed.type,
  battery_low: equipmentFacts.deviceBatteryLow.type,
} as const satisfies Readonly<Record<EquipmentFault, string>>

const SAYS_NOTHING = { online: null, since: null, lastContactAt: null }

export const listFaults = (components: readonly ReportingComponent[]): readonly EquipmentFault[] => {
  const health = describeHealth(SAYS_NOTHING, components)
  const has: Readonly<Record<EquipmentFault, boolean>> = {
    danger: health.danger !== null,
    tampered: health.tampered,
    problem: health.problem,
    jammed: health.lock === 'jammed',
    battery_low: health.batteryLow,
  }
  return EQUIPMENT_FAULTS.filter((fault) => has[fault])
}
