/** A last day, as a date field writes it: until the end of that day, by the clock of this device. */
import type { DayText } from '@loge/ui'

export const endOfDay = (day: DayText): string => {
  const end = new Date(`${day}T00:00:00`)
  end.setDate(end.getDate() + 1)
  return end.toISOString()
}
