/** How people move through the residence: a badge, a lock that answers or does not, a door that opens and closes. */
import type { World } from '@loge/kernel'
import { letterboxOf } from './equipment/hall.ts'
import { relayOf } from './equipment/lift.ts'
import type { Happening } from './equipment/equipment.ts'
import type { Trip, TripStep } from './habits.ts'
import type { LiveDevice } from './live-device.ts'

/** Nobody stands at a door longer than this. */
const PATIENCE_MS = 4_000
const REACH_HANDLE_MS = 900
const WALK_THROUGH_MS = 2_600
/** Between one who went through and the next: a sensor that never said closed would make a crowd one long opening. */
const ONE_BREATH_MS = 400
/** However fast their day runs, people walk as in life; whoever finds more than this before a door turns back. */
const CROWD = 3

export interface Walkers {
  readonly world: World
  readonly device: (key: string) => LiveDevice | undefined
  /** How much faster than life machines run and patience ends. */
  readonly speed: () => number
}

const goThrough = async (world: World, door: LiveDevice, openForMs: number): Promise<void> => {
  await world.sleep(openForMs)
  door.happen({ kind: 'closed' })
  await world.sleep(ONE_BREATH_MS)
}

type Shown = Extract<Happening, { readonly kind: 'badgeShown' | 'plateSeen' }>

/** Shows something and goes in; false when the door stayed shut. */
export const enter = (
  { world }: Walkers,
  door: LiveDevice,
  shown: Shown,
  openForMs = WALK_THROUGH_MS,
): Promise<boolean> =>
  door.inTurn(async () => {
    door.happen(shown)
    if (!(await door.until((says) => says['lock'] === 'UNLOCKED', PATIENCE_MS))) return false
    await world.sleep(REACH_HANDLE_MS)
    door.happen({ kind: 'pushed' })
    if (door.says['leaf'] !== 'ON') return false
    await goThrough(world, door, openForMs)
    return true
  })

/** Shows a badge in the car of a lift; whether any button came free. */
export const ride = (car: LiveDevice, shown: Shown, relay?: string): Promise<boolean> =>
  car.inTurn(() => {
    const isFree = (says: LiveDevice['says']): boolean =>
      relay === undefined ? Object.values(says).includes('UNLOCKED') : says[relay] === 'UNLOCKED'
    car.happen(shown)
    return car.until(isFree, PATIENCE_MS)
  })

export const badge = (value: string): Shown => ({ kind: 'badgeShown', value })

export const leave = ({ world }: Walkers, door: LiveDevice, openForMs = WALK_THROUGH_MS): Promise<void> =>
  door.inTurn(async () => {
    door.happen({ kind: 'left' })
    await goThrough(world, door, openForMs)
  })

export const force = ({ world }: Walkers, door: LiveDevice, openForMs = 20_000): Promise<void> =>
  door.inTurn(async () => {
    door.happen({ kind: 'forced' })
    await world.sleep(openForMs)
    door.happen({ kind: 'closed' })
  })

const run = (walkers: Walkers, step: Extract<TripStep, { kind: 'run' }>): void => {
  const machines = [1, 2, 3, 4].flatMap((number) => walkers.device(`${step.machine}-${number}`) ?? [])
  const free = machines.find((machine) => machine.says['phase'] === 'free')
  free?.happen({ kind: 'started', runMs: step.forMs / Math.max(1, walkers.speed()) })
}

const deliver = (walkers: Walkers, step: Extract<TripStep, { kind: 'deliver' }>): void => {
  for (const home of step.homes)
    walkers.device('letterboxes')?.happen({ kind: 'filled', place: letterboxOf(home) })
  for (const place of step.compartments) walkers.device('parcel-lockers')?.happen({ kind: 'filled', place })
}

const collectParcel = (walkers: Walkers): void => {
  const lockers = walkers.device('parcel-lockers')
  const occupied = Object.entries(lockers?.says ?? {}).find(
    ([component, value]) => component.startsWith('content-') && value === 'ON',
  )
  if (occupied !== undefined) lockers?.happen({ kind: 'emptied', place: occupied[0].replace('content-', '') })
}

/** False when the way ends here: a door stayed shut. */
const take = async (walkers: Walkers, trip: Trip, step: TripStep): Promise<boolean> => {
  switch (step.kind) {
    case 'enter':
    case 'hold': {
      const door = walkers.device(step.entrance)
      if (door === undefined || trip.badge === null || door.waiting > CROWD) return false
      // Held as long as it is in their day, not in ours: nobody keeps a door open for an hour and a half.
      const openForMs =
        step.kind === 'hold'
          ? Math.max(WALK_THROUGH_MS, step.forMs / Math.max(1, walkers.speed()))
          : undefined
      const plate = step.kind === 'enter' ? step.plate : undefined
      return enter(
        walkers,
        door,
        plate === undefined ? badge(trip.badge) : { kind: 'plateSeen', plate },
        openForMs,
      )
    }
    case 'leave': {
      const door = walkers.device(step.entrance)
      if (door === undefined) return true
      if (door.waiting > CROWD) return false
      await leave(walkers, door)
      return true
    }
    case 'ride': {
      const car = walkers.device(step.lift)
      if (car !== undefined && trip.badge !== null && car.waiting <= CROWD)
        await ride(car, badge(trip.badge), relayOf(step.level))
      return true
    }
    case 'pause':
      await walkers.world.sleep(step.forMs)
      return true
    case 'ring':
      walkers.device(step.panel)?.happen({ kind: 'rung', home: step.home })
      return true
    case 'run':
      run(walkers, step)
      return true
    case 'deliver':
      deliver(walkers, step)
      return true
    case 'collectMail':
      walkers.device('letterboxes')?.happen({ kind: 'emptied', place: letterboxOf(step.home) })
      return true
    case 'collectParcel':
      collectParcel(walkers)
      return true
  }
}

export const walk = async (walkers: Walkers, trip: Trip): Promise<void> => {
  for (const step of trip.steps) if (!(await take(walkers, trip, step))) return
}
