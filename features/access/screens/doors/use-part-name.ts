/**
 * What a part of a device is called. A device tells one name, mostly in English: the usual ones are in our words in the
 * reader's language, any other is shown as the device tells it.
 */
import { useWords } from '@loge/ui'

/** `Compartment 3` is the usual `Compartment` with its number. */
const NUMBERED = /^(.*?)( \d+)?$/

export const usePartName = (): ((told: string) => string) => {
  const words = useWords()
  return (told) => {
    const [, name = told, number = ''] = NUMBERED.exec(told) ?? []
    const known = words(`doors.part.${name.toLowerCase().replaceAll(' ', '_')}`)
    return known === undefined ? told : `${known}${number}`
  }
}
