/** Whether a component can do what an order asks. */
import type { Capability, ComponentDescription } from '@loge/features/equipment/core'
import type { Order } from '../driver.ts'

/** A relay or a button may be the lock of an entrance: it is closed, opened or pressed. */
const NEEDED: Readonly<Record<Order['kind'], readonly Capability[]>> = {
  unlock: ['unlock', 'switch', 'press'],
  lock: ['lock', 'switch'],
  switch: ['switch'],
  press: ['press', 'updateFirmware'],
  configure: ['configure'],
  // Whatever it is, it can go.
  wipe: [],
}

export const canCarryOut = (component: ComponentDescription, order: Order): boolean =>
  NEEDED[order.kind].length === 0 ||
  NEEDED[order.kind].some((capability) => component.capabilities.includes(capability))
