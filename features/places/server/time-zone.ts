/** Whether the runtime's time-zone database knows a name. */
import { timeZoneUnknown } from './problems.ts'

export const requireTimeZone = (name: string): void => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name }).format(0)
  } catch {
    throw timeZoneUnknown()
  }
}
