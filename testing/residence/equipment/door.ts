/** A door with its reader, lock, leaf sensor and exit button. */
import type { SimulatedEntrance } from '../residence.ts'
import {
  FIRMWARE,
  firmwareSaid,
  type FirmwareState,
  INSTALL_PAYLOAD,
  INSTALLING,
  mayInstall,
  nextStep,
} from './firmware.ts'
import {
  becomes,
  onOff,
  react,
  signal,
  type ComponentSpec,
  type Equipment,
  type Outcome,
} from './equipment.ts'

interface DoorState {
  readonly isLocked: boolean
  readonly isOpen: boolean
  readonly isTampered: boolean
  readonly unlockSeconds: number
  /** `null` on mains. */
  readonly battery: number | null
  readonly firmware: FirmwareState
}

const RELOCK = 'relock'
const LONGEST_UNLOCK_SECONDS = 60

const componentsOf = ({ battery, readsPlates }: SimulatedEntrance): readonly ComponentSpec[] => [
  { key: 'reader', platform: 'tag', name: 'Reader' },
  ...(readsPlates
    ? [
        {
          key: 'camera',
          platform: 'event',
          name: 'Plate camera',
          options: { event_types: ['plate'] },
        } as const,
      ]
    : []),
  { key: 'lock', platform: 'lock', name: 'Lock' },
  { key: 'leaf', platform: 'binary_sensor', name: 'Door', options: { device_class: 'door' } },
  { key: 'tamper', platform: 'binary_sensor', name: 'Tamper', options: { device_class: 'tamper' } },
  {
    key: 'exit',
    platform: 'event',
    name: 'Exit button',
    options: { device_class: 'button', event_types: ['press'] },
  },
  {
    key: 'unlock-time',
    platform: 'number',
    name: 'Stays unlocked',
    // It says halves and keeps whole seconds only, as cheap controllers do.
    options: { min: 1, max: LONGEST_UNLOCK_SECONDS, step: 0.5, unit_of_measurement: 's' },
  },
  FIRMWARE,
  ...(battery
    ? [
        {
          key: 'battery',
          platform: 'sensor',
          name: 'Battery',
          options: { device_class: 'battery', unit_of_measurement: '%' },
        } as const,
      ]
    : []),
]

const saysOf = (state: DoorState): Readonly<Record<string, string>> => ({
  lock: state.isLocked ? 'LOCKED' : 'UNLOCKED',
  leaf: onOff(state.isOpen),
  tamper: onOff(state.isTampered),
  'unlock-time': String(state.unlockSeconds),
  [FIRMWARE.key]: firmwareSaid(state.firmware),
  ...(state.battery === null ? {} : { battery: String(state.battery) }),
})

const door = (spec: Equipment['spec'], state: DoorState): Equipment => {
  const now = (change: Partial<DoorState>): Equipment => door(spec, { ...state, ...change })
  const ordered = (component: string, value: string): Outcome => {
    if (component === 'lock' && value === 'UNLOCK')
      // The lock closes by itself, so that an order to lock that is lost leaves no open door.
      return becomes(now({ isLocked: false }), {
        timers: [{ name: RELOCK, afterMs: state.unlockSeconds * 1_000 }],
      })
    if (component === FIRMWARE.key && value === INSTALL_PAYLOAD && mayInstall(state.firmware))
      return becomes(now({ firmware: nextStep(state.firmware) }), { timers: [INSTALLING] })
    if (component === 'lock' && value === 'LOCK') return becomes(now({ isLocked: true }))
    const seconds = Number(value)
    const isTime = component === 'unlock-time' && Number.isInteger(seconds)
    return becomes(
      isTime && seconds >= 1 && seconds <= LONGEST_UNLOCK_SECONDS ? now({ unlockSeconds: seconds }) : now({}),
    )
  }
  const equipment: Equipment = {
    spec,
    says: saysOf(state),
    after: (happening) =>
      react(equipment, happening, {
        ordered: ({ component, value }) => ordered(component, value),
        elapsed: ({ timer }) => {
          if (timer === RELOCK) return becomes(now({ isLocked: true }))
          if (timer !== INSTALLING.name) return becomes(equipment)
          const firmware = nextStep(state.firmware)
          return becomes(now({ firmware }), { timers: firmware.percent === null ? [] : [INSTALLING] })
        },
        badgeShown: ({ value }) => becomes(equipment, { signals: [{ component: 'reader', value }] }),
        plateSeen: ({ plate }) => becomes(equipment, { signals: [signal('camera', 'plate', { plate })] }),
        pushed: () => becomes(state.isLocked ? equipment : now({ isOpen: true })),
        left: () => becomes(now({ isOpen: true }), { signals: [signal('exit', 'press')] }),
        forced: () => becomes(now({ isOpen: true })),
        closed: () => becomes(now({ isOpen: false })),
        batteryAt: ({ percent }) => becomes(state.battery === null ? equipment : now({ battery: percent })),
        tampered: ({ isOpen }) => becomes(now({ isTampered: isOpen })),
      }),
  }
  return equipment
}

export const makeDoor = (entrance: SimulatedEntrance): Equipment =>
  door(
    {
      key: entrance.key,
      name: entrance.name.fr,
      model: entrance.battery ? 'Serrure à piles TL-20' : 'Contrôleur de porte TL-40',
      area: entrance.place.staircase === null ? 'Parties communes' : `Escalier ${entrance.place.staircase}`,
      components: componentsOf(entrance),
    },
    {
      isLocked: true,
      isOpen: false,
      isTampered: false,
      unlockSeconds: entrance.unlockMs / 1_000,
      battery: entrance.battery ? 84 : null,
      firmware: { installed: '1.14.2', percent: null },
    },
  )
