/** Texts whose key is data, such as the code of a problem or the type of a fact. `undefined`: nobody wrote one. */
import { useMessages } from 'use-intl'

export type Words = (path: string) => string | undefined

export const useWords = (): Words => {
  const messages: unknown = useMessages()
  return (path) => {
    const found = path
      .split('.')
      .reduce<unknown>(
        (place, step) => (typeof place === 'object' && place !== null ? Reflect.get(place, step) : undefined),
        messages,
      )
    return typeof found === 'string' ? found : undefined
  }
}
