/** Which rows of a list are shown and in which order: kept by the list itself, or by the page in its address. */
import { useDeferredValue, useMemo, useState } from 'react'
import { useLocale } from 'use-intl'
import { findWords, groupRows, linesIn, sortRows } from './choose-rows.ts'
import type { Order } from './column.ts'
import type { ListProps } from './list.tsx'

export interface Finding<Row> {
  /** Left out: a field for any list. */
  readonly label?: string
  readonly hint?: string
  /** What is searched of a row. Left out: the page itself narrows what it gives. */
  readonly text?: (row: Row) => string
  /** Left out: the list keeps it. */
  readonly value?: string
  readonly onChange?: (text: string) => void
}

export interface Ordering {
  /** How the list is sorted when nobody asked. */
  readonly own?: Order | undefined
  /** Given with `onOrder`: the page keeps it. */
  readonly order?: Order | undefined
  readonly onOrder?: (order: Order | undefined) => void
}

interface ChosenRows<Row> {
  readonly found: readonly Row[]
  /** The same array for as long as the rows are the same. */
  readonly keys: readonly string[]
  readonly text: string
  readonly setText: (text: string) => void
  readonly order: Order | undefined
  readonly own: Order | undefined
  readonly setOrder: (order: Order | undefined) => void
}

const isSame = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((key, index) => key === other[index])

const formOf = (text: string, forms: Map<string, string>): string => {
  const known = forms.get(text)
  if (known !== undefined) return known
  const form = linesIn(text)
  forms.set(text, form)
  return form
}

const useKept = (keys: readonly string[]): readonly string[] => {
  const [kept, setKept] = useState(keys)
  if (kept !== keys && !isSame(kept, keys)) {
    setKept(keys)
    return keys
  }
  return kept
}

export const useChosenRows = <Row extends object>({
  rows,
  columns,
  idOf,
  find,
  ordering,
  grouping,
}: ListProps<Row> & { readonly rows: readonly Row[] }): ChosenRows<Row> => {
  const language = useLocale()
  const [ownText, setOwnText] = useState('')
  const [ownOrder, setOwnOrder] = useState<Order | undefined>(undefined)
  const text = find?.value ?? ownText
  const own = ordering?.own
  const order = (ordering?.onOrder === undefined ? ownOrder : ordering.order) ?? own
  const by = order?.by
  const isDown = order?.down === true
  const looked = useDeferredValue(text)
  const sorted = useMemo(() => {
    const inOrder = sortRows(rows, columns, by === undefined ? undefined : { by, isDown }, language)
    return grouping === undefined ? inOrder : groupRows(inOrder, grouping.groups, grouping.of)
  }, [rows, columns, by, isDown, language, grouping])
  const [forms] = useState(() => new Map<string, string>())
  const textOf = find?.text
  const found = useMemo(() => {
    if (textOf === undefined || looked.trim() === '') return sorted
    const fits = findWords(looked)
    return sorted.filter((row) => fits(formOf(textOf(row), forms)))
  }, [sorted, looked, textOf, forms])
  const keys = useKept(useMemo(() => found.map(idOf), [found, idOf]))
  return {
    found,
    keys,
    text,
    setText: find?.onChange ?? setOwnText,
    order,
    own,
    setOrder: ordering?.onOrder ?? setOwnOrder,
  }
}
