/** The controller of a lift: a reader in the car, and a relay for the button of each floor. */
import { LEVELS, type SimulatedLift } from '../residence.ts'
import { becomes, react, type Equipment } from './equipment.ts'

/** A button works this long after its relay let go. */
const RELEASED_MS = 5_000

/** The key of the relay of a floor; those below the ground too. */
export const relayOf = (level: number): string => (level < 0 ? `floor-b${-level}` : `floor-${level}`)

const lift = (spec: Equipment['spec'], released: ReadonlySet<string>): Equipment => {
  const relays = spec.components.filter(({ platform }) => platform === 'lock').map(({ key }) => key)
  const without = (relay: string): Equipment =>
    lift(spec, new Set([...released].filter((one) => one !== relay)))
  const equipment: Equipment = {
    spec,
    says: Object.fromEntries(relays.map((relay) => [relay, released.has(relay) ? 'UNLOCKED' : 'LOCKED'])),
    after: (happening) =>
      react(equipment, happening, {
        ordered: ({ component, value }) => {
          if (!relays.includes(component)) return becomes(equipment)
          if (value !== 'UNLOCK') return becomes(without(component))
          return becomes(lift(spec, new Set([...released, component])), {
            timers: [{ name: component, afterMs: RELEASED_MS }],
          })
        },
        elapsed: ({ timer }) => becomes(without(timer)),
        badgeShown: ({ value }) => becomes(equipment, { signals: [{ component: 'reader', value }] }),
      }),
  }
  return equipment
}

export const makeLift = ({ key, name, staircase, levels }: SimulatedLift): Equipment =>
  lift(
    {
      key,
      name: name.fr,
      model: 'Contrôleur d’ascenseur TL-60',
      area: `Escalier ${staircase}`,
      components: [
        { key: 'reader', platform: 'tag', name: 'Reader' },
        ...levels.map(
          (level) =>
            ({ key: relayOf(level), platform: 'lock', name: LEVELS.get(level) ?? relayOf(level) }) as const,
        ),
      ],
    },
    new Set(),
  )
