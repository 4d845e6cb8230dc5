/** How large a file is, in the words of the language. */
import { useFormatter } from 'use-intl'

const MEGABYTE = 1024 ** 2

export const useSize = (): ((bytes: number) => string) => {
  const format = useFormatter()
  return (bytes) =>
    format.number(bytes / MEGABYTE, { style: 'unit', unit: 'megabyte', maximumFractionDigits: 1 })
}
