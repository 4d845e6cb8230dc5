/** What somebody can do to the residence from its page. */
import { z } from 'zod'
import type { LiveDevice } from './live-device.ts'
import type { LiveResidence } from './live.ts'
import { SPEEDS } from './pace.ts'
import { badge, enter, force, leave, ride } from './walk.ts'

const device = z.string().max(60)

export const act = z.discriminatedUnion('act', [
  z.object({ act: z.enum(['present', 'ring']), device, person: z.string().max(60).nullable() }),
  z.object({ act: z.literal('type'), device, code: z.string().regex(/^\d{1,12}$/) }),
  z.object({
    act: z.enum([
      'leave',
      'hold',
      'force',
      'drain',
      'recharge',
      'silence',
      'reconnect',
      'fail',
      'repair',
      'deliver',
      'smoke',
      'clear',
    ]),
    device,
  }),
  z.object({ act: z.literal('uplink'), cut: z.boolean() }),
  z.object({ act: z.literal('speed'), speed: z.literal(SPEEDS) }),
])
export type Act = z.infer<typeof act>
type DeviceAct = Exclude<Act['act'], 'present' | 'ring' | 'type' | 'uplink' | 'speed'>

/** A line for the page: a key of its texts, and what goes into it. */
export interface Deed {
  readonly key: string
  readonly who?: string
  readonly what?: string
}

export interface ActPorts {
  readonly living: LiveResidence
  /** Asks the edge to cut or restore its line; false when it does not. */
  readonly setUplink: (cut: boolean) => Promise<boolean>
  readonly say: (deed: Deed) => void
}

const HOLD_MS = 90_000
const NEARLY_EMPTY = 9
const FULL = 100
/** Of no one: badges of the residence come from its seed, and none is all zeros. */
const UNKNOWN_BADGE = '04000000000000'

const present = async ({ living, say }: ActPorts, door: LiveDevice, key: string | null): Promise<void> => {
  const { people, staff } = living.residence
  const person = [...people, ...staff].find((one) => one.key === key)
  const shown = badge(person?.badge ?? UNKNOWN_BADGE)
  const isLift = living.residence.lifts.some((lift) => lift.key === door.spec.key)
  const opened = await (isLift ? ride(door, shown) : enter(living.walkers, door, shown))
  const who = person === undefined ? {} : { who: `${person.givenName} ${person.familyName}` }
  say({ key: opened ? 'did.present.opened' : 'did.present.refused', what: door.spec.key, ...who })
}

const ring = ({ living, say }: ActPorts, panel: LiveDevice, key: string | null): void => {
  const { people, homes } = living.residence
  const home = people.find((one) => one.key === key)?.home ?? homes[0]?.label ?? ''
  panel.happen({ kind: 'rung', home })
  say({ key: 'did.ring', what: panel.spec.key })
}

/** Into the first empty place. */
const deliver = (furniture: LiveDevice): void => {
  const empty = Object.entries(furniture.says).find(
    ([component, value]) => value === 'OFF' && !component.startsWith('door-'),
  )
  if (empty !== undefined) furniture.happen({ kind: 'filled', place: empty[0].replace('content-', '') })
}

const happenTo = async (living: LiveResidence, target: LiveDevice, what: DeviceAct): Promise<void> => {
  switch (what) {
    case 'leave':
      return leave(living.walkers, target)
    case 'hold':
      return leave(living.walkers, target, HOLD_MS)
    case 'force':
      return force(living.walkers, target)
    case 'drain':
      return target.happen({ kind: 'batteryAt', percent: NEARLY_EMPTY })
    case 'recharge':
      return target.happen({ kind: 'batteryAt', percent: FULL })
    case 'silence':
      return target.silence()
    case 'reconnect':
      return target.connect()
    case 'fail':
    case 'smoke':
      return target.happen({ kind: 'failed' })
    case 'repair':
    case 'clear':
      return target.happen({ kind: 'repaired' })
    case 'deliver':
      return deliver(target)
  }
}

/** Begins it; false when there is no such piece of equipment. What takes a while goes on by itself. */
export const carryOut = async (ports: ActPorts, wanted: Act): Promise<boolean> => {
  const { living, say } = ports
  if (wanted.act === 'speed') {
    living.setSpeed(wanted.speed)
    say({ key: 'did.speed' })
    return true
  }
  if (wanted.act === 'uplink') {
    const done = await ports.setUplink(wanted.cut)
    say({ key: done ? (wanted.cut ? 'did.cut' : 'did.restore') : 'did.edgeAway' })
    return true
  }
  const target = living.walkers.device(wanted.device)
  if (target === undefined) return false
  if (wanted.act === 'present' || wanted.act === 'ring') {
    if (wanted.act === 'ring') ring(ports, target, wanted.person)
    else void present(ports, target, wanted.person)
    return true
  }
  if (wanted.act === 'type') {
    target.happen({ kind: 'codeTyped', code: wanted.code })
    say({ key: 'did.type', what: target.spec.key })
    return true
  }
  say({ key: `did.${wanted.act}`, what: target.spec.key })
  void happenTo(living, target, wanted.act)
  return true
}
