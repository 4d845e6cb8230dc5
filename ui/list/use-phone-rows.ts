/** On a phone a list of everybody is longer than any thumb wants to go: the first come at once, the others when asked. */
import { useMemo, useState } from 'react'
import { useNarrow } from '../use-narrow.ts'

const FIRST = 40

interface PhoneRows<Row> {
  readonly rows: readonly Row[]
  readonly keys: readonly string[]
  readonly rest: number
  readonly showAll: () => void
}

export const usePhoneRows = <Row>(rows: readonly Row[], keys: readonly string[]): PhoneRows<Row> => {
  const isNarrow = useNarrow()
  const [isWhole, setWhole] = useState(false)
  const isCut = isNarrow && !isWhole && rows.length > FIRST
  const first = useMemo(() => keys.slice(0, FIRST), [keys])
  return {
    rows: isCut ? rows.slice(0, FIRST) : rows,
    keys: isCut ? first : keys,
    rest: isCut ? rows.length - FIRST : 0,
    showAll: () => setWhole(true),
  }
}
