/** The residence alive: its equipment on a real broker, its people on their way. */
import { DAY_MS, SECOND_MS, type World } from '@loge/kernel'
import { startDay, type Day } from './day.ts'
import type { BrokerLogin } from './device-link.ts'
import { firstComers, planDay, type Trip } from './habits.ts'
import { makeEquipment } from './equipment/all.ts'
import { LiveDevice } from './live-device.ts'
import { createPace, localTime, RESIDENCE_ZONE, type Pace, type Speed } from './pace.ts'
import type { Residence } from './residence.ts'
import { walk, type Walkers } from './walk.ts'

export interface LiveSettings {
  readonly world: World
  readonly residence: Residence
  readonly seed: number
  readonly broker: BrokerLogin
  readonly speed: Speed
  readonly say: (line: string) => void
}

export interface LiveResidence {
  readonly residence: Residence
  readonly devices: readonly LiveDevice[]
  readonly walkers: Walkers
  readonly pace: Pace
  setSpeed(speed: Speed): void
  stop(): Promise<void>
}

const CONNECT_MS_MAX = 15 * SECOND_MS

/** Connects every device; one that finds no broker keeps trying, and the start does not wait for it for ever. */
const connectAll = async (
  world: World,
  devices: readonly LiveDevice[],
  say: (line: string) => void,
): Promise<void> => {
  const patience = Promise.withResolvers<boolean>()
  const cancel = world.after(CONNECT_MS_MAX, () => patience.resolve(false))
  const all = Promise.all(devices.map((device) => device.connect())).then(() => true)
  if (!(await Promise.race([all, patience.promise])))
    say('The broker does not answer yet; the equipment keeps trying.')
  cancel()
}

const COMERS = 8
const COMERS_EVERY_MS = 7 * SECOND_MS

/** Brings some who come home today forward to the first minute. */
const welcome = ({ world, residence, seed }: LiveSettings, pace: Pace, go: (trip: Trip) => void) =>
  firstComers(planDay(residence, seed, Math.floor(pace.now() / DAY_MS)), COMERS).map((trip, at) =>
    world.after((at + 1) * COMERS_EVERY_MS, () => go(trip)),
  )

export const startResidence = async (settings: LiveSettings): Promise<LiveResidence> => {
  const { world, residence, seed } = settings
  const devices = makeEquipment(residence).map(
    (equipment) => new LiveDevice(world, settings.broker, equipment),
  )
  const byKey = new Map(devices.map((device) => [device.spec.key, device]))
  await connectAll(world, devices, settings.say)

  const pace = createPace(world, localTime(world.now(), RESIDENCE_ZONE), settings.speed)
  const walkers: Walkers = { world, device: (key) => byKey.get(key), speed: () => pace.speed }
  const go = (trip: Trip): void => {
    walk(walkers, trip).catch(() => settings.say('Somebody did not reach the end of their way.'))
  }
  const day: Day = startDay({ timers: world, pace, residence, seed, go })
  const cancels = settings.speed === 0 ? [] : welcome(settings, pace, go)
  return {
    residence,
    devices,
    walkers,
    pace,
    setSpeed: (speed) => day.setSpeed(speed),
    stop: async () => {
      day.stop()
      for (const cancel of cancels) cancel()
      await Promise.all(devices.map((device) => device.stop()))
    },
  }
}
