/** Whether a component can do what an order asks. */
import type { Capability, ComponentDescription } from '@loge/features/equipment/core'
import type { Order } from '../driver.ts'

const NEEDED: Readonly<Record<Order['kind'], readonly Capability[]>> = {
  unlock: ['unlock'],
  lock: ['lock'],
  switch: ['switch'],
  press: ['press', 'updateFirmware'],
  configure: ['configure'],
}

export const canCarryOut = (component: ComponentDescription, order: Order): boolean =>
  NEEDED[order.kind].some((capability) => component.capabilities.includes(capability))
