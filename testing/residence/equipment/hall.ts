/** What stands in the hall: intercom panels, parcel lockers, letterboxes that sense mail, the notice board. */
import type { SimulatedEquipment, SimulatedHome } from '../residence.ts'
import {
  becomes,
  onOff,
  react,
  signal,
  type ComponentSpec,
  type DeviceSpec,
  type Equipment,
} from './equipment.ts'

export const KEYPAD: ComponentSpec = {
  key: 'keypad',
  platform: 'event',
  name: 'Keypad',
  options: { event_types: ['code'] },
}

export const makePanel = ({ key, name }: SimulatedEquipment): Equipment => {
  const panel: Equipment = {
    spec: {
      key,
      name: name.fr,
      model: 'Platine PX-2',
      area: 'Entrée',
      components: [
        {
          key: 'bell',
          platform: 'event',
          name: 'Bell',
          options: { device_class: 'doorbell', event_types: ['ring'] },
        },
        KEYPAD,
        { key: 'problem', platform: 'binary_sensor', name: 'Problem', options: { device_class: 'problem' } },
      ],
    },
    says: { problem: onOff(false) },
    after: (happening) => {
      if (happening.kind === 'rung')
        return becomes(panel, { signals: [signal('bell', 'ring', { home: happening.home })] })
      if (happening.kind === 'codeTyped')
        return becomes(panel, { signals: [signal('keypad', 'code', { code: happening.code })] })
      return becomes(panel)
    },
  }
  return panel
}

interface Compartment {
  readonly isOpen: boolean
  readonly isLocked: boolean
  readonly isOccupied: boolean
}

export const compartmentsOf = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, at) => String(at + 1).padStart(2, '0'))

const lockerComponents = (place: string): readonly ComponentSpec[] => [
  { key: `lock-${place}`, platform: 'lock', name: `Compartment ${place}` },
  {
    key: `door-${place}`,
    platform: 'binary_sensor',
    name: `Door ${place}`,
    options: { device_class: 'opening' },
  },
  {
    key: `content-${place}`,
    platform: 'binary_sensor',
    name: `Content ${place}`,
    options: { device_class: 'occupancy' },
  },
]

const EMPTY: Compartment = { isOpen: false, isLocked: true, isOccupied: false }

const lockers = (spec: DeviceSpec, compartments: ReadonlyMap<string, Compartment>): Equipment => {
  const now = (place: string, change: Partial<Compartment>): Equipment => {
    const compartment = compartments.get(place)
    if (compartment === undefined) return equipment
    return lockers(spec, new Map([...compartments, [place, { ...compartment, ...change }]]))
  }
  const says = [...compartments].flatMap(([place, compartment]) => [
    [`lock-${place}`, compartment.isLocked ? 'LOCKED' : 'UNLOCKED'],
    [`door-${place}`, onOff(compartment.isOpen)],
    [`content-${place}`, onOff(compartment.isOccupied)],
  ])
  const equipment: Equipment = {
    spec,
    says: Object.fromEntries(says),
    after: (happening) =>
      react(equipment, happening, {
        ordered: ({ component, value }) => {
          const place = component.replace('lock-', '')
          // A spring opens the door of a compartment as soon as its lock lets go.
          return becomes(
            value === 'UNLOCK'
              ? now(place, { isLocked: false, isOpen: true })
              : now(place, { isLocked: true }),
          )
        },
        filled: ({ place }) => becomes(now(place, { ...EMPTY, isOccupied: true })),
        emptied: ({ place }) => becomes(now(place, EMPTY)),
      }),
  }
  return equipment
}

export const makeLockers = ({ key, name, compartments }: SimulatedEquipment): Equipment => {
  const places = compartmentsOf(compartments)
  const components = places.flatMap(lockerComponents)
  const spec = { key, name: name.fr, model: `Consigne CN-${compartments}`, area: 'Hall', components }
  return lockers(spec, new Map(places.map((place) => [place, EMPTY])))
}

/** `C 33` as a key. */
export const letterboxOf = (home: string): string => home.replace(' ', '-').toLowerCase()

const letterboxes = (spec: DeviceSpec, withMail: ReadonlySet<string>): Equipment => {
  const equipment: Equipment = {
    spec,
    says: Object.fromEntries(spec.components.map(({ key }) => [key, onOff(withMail.has(key))])),
    after: (happening) =>
      react(equipment, happening, {
        filled: ({ place }) => becomes(letterboxes(spec, new Set([...withMail, place]))),
        emptied: ({ place }) =>
          becomes(letterboxes(spec, new Set([...withMail].filter((box) => box !== place)))),
      }),
  }
  return equipment
}

export const makeLetterboxes = (
  { key, name }: SimulatedEquipment,
  homes: readonly SimulatedHome[],
): Equipment => {
  const components = homes.map(
    ({ label }): ComponentSpec => ({
      key: letterboxOf(label),
      platform: 'binary_sensor',
      name: label,
      options: { device_class: 'occupancy' },
    }),
  )
  return letterboxes(
    { key, name: name.fr, model: `Boîtes BL-${homes.length}`, area: 'Hall', components },
    new Set(),
  )
}

const LONGEST_NOTICE = 255

const board = (spec: DeviceSpec, text: string): Equipment => ({
  spec,
  says: { message: text },
  after: (happening) =>
    becomes(
      happening.kind === 'ordered' && happening.component === 'message'
        ? board(spec, happening.value.slice(0, LONGEST_NOTICE))
        : board(spec, text),
    ),
})

export const makeBoard = ({ key, name }: SimulatedEquipment): Equipment =>
  board(
    {
      key,
      name: name.fr,
      model: 'Panneau PA-13',
      area: 'Hall',
      components: [
        { key: 'message', platform: 'text', name: 'Message', options: { min: 0, max: LONGEST_NOTICE } },
      ],
    },
    'Coupure d’eau vendredi de 14:00 à 16:00, escalier C',
  )
