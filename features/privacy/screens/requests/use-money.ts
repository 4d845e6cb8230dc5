/** An amount as people write it. */
import { useFormatter } from 'use-intl'

export const useMoney = () => {
  const format = useFormatter()
  return (cents: number, currency: string): string =>
    format.number(cents / 100, { style: 'currency', currency })
}
