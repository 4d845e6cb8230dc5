/**
 * What every page of the console asks to know the residence, as plain data: it is asked while the code that will
 * read the answers is still on its way.
 */
import type { Question } from '@loge/http/client'

export const WHOLE_LIST = { limit: 200 } as const

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000

/** Since yesterday, rounded so that the question stays the same for a while. */
export const alarmFilter = (now: number) => ({
  type: 'door.forced,door.held_open,door.inspected,device.danger,fire.detected,device.tampered,device.failed,device.jammed,device.battery_low',
  from: new Date(Math.floor((now - DAY_MS) / HOUR_MS) * HOUR_MS).toISOString(),
  limit: 50,
})

export const residenceQuestions = (now: number): readonly Question[] => [
  { path: '/entrances', query: WHOLE_LIST },
  { path: '/devices', query: WHOLE_LIST },
  { path: '/placements' },
  { path: '/events', query: alarmFilter(now) },
]
