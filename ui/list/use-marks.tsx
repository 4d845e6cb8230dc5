/** The boxes by which several rows are marked; with the shift key held, all from the one marked before. */
import { type ReactNode, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { markRows } from './choose-rows.ts'

export interface Marking<Row> {
  readonly marked: ReadonlySet<string>
  readonly onMark: (marked: ReadonlySet<string>) => void
  /** What a row is called, for whoever hears the page. */
  readonly nameOf: (row: Row) => string
}

interface Marks<Row> {
  readonly all: ReactNode
  readonly one: (row: Row) => ReactNode
}

export const useMarks = <Row,>(
  rows: readonly Row[],
  idOf: (row: Row) => string,
  marking: Marking<Row> | undefined,
): Marks<Row> => {
  const t = useTranslations('list')
  const last = useRef<string | undefined>(undefined)
  if (marking === undefined) return { all: null, one: () => null }
  const { marked, onMark, nameOf } = marking
  const ids = rows.map(idOf)
  const count = ids.filter((id) => marked.has(id)).length
  const isAll = count > 0 && count === ids.length
  const mark = (id: string, on: boolean, isRange: boolean) => {
    onMark(markRows(marked, { ids, from: isRange ? last.current : undefined, to: id, on }))
    last.current = id
  }
  return {
    all: (
      <th scope="col" className="marks sorts">
        <label className="mark-box">
          <input
            type="checkbox"
            checked={isAll}
            aria-label={t('markAll')}
            ref={(box) => {
              if (box !== null) box.indeterminate = count > 0 && !isAll
            }}
            onChange={() => {
              const others = [...marked].filter((id) => !ids.includes(id))
              onMark(new Set(isAll ? others : [...marked, ...ids]))
            }}
          />
        </label>
      </th>
    ),
    one: (row) => {
      const id = idOf(row)
      return (
        <td className="marks">
          <label className="mark-box">
            <input
              type="checkbox"
              checked={marked.has(id)}
              aria-label={t('mark', { name: nameOf(row) })}
              onClick={(event) => mark(id, event.currentTarget.checked, event.shiftKey)}
              onChange={() => undefined}
            />
          </label>
        </td>
      )
    },
  }
}
