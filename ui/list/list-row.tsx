/** One row, and what is unfolded under it. The link of its name leads on from wherever the row is pressed. */
import type { ReactNode } from 'react'
import type { Column } from './column.ts'

interface ListRowProps<Row> {
  readonly row: Row
  readonly index: number
  readonly columns: readonly Column<Row>[]
  readonly isOn: boolean
  readonly isPart: boolean
  /** The box that marks it. */
  readonly mark: ReactNode
  readonly under: ReactNode
}

const classOf = <Row,>({ as, phone, className }: Column<Row>): string =>
  [
    as === 'figure' ? 'num' : as === 'act' ? 'does' : '',
    phone === undefined ? '' : `ph-${phone}`,
    className ?? '',
  ]
    .filter(Boolean)
    .join(' ')

export const ListRow = <Row,>({ row, index, columns, isOn, isPart, mark, under }: ListRowProps<Row>) => (
  <>
    <tr
      data-row={index}
      className={isOn ? 'is-on' : undefined}
      aria-current={isOn ? 'true' : undefined}
      aria-rowindex={isPart ? index + 2 : undefined}
    >
      {mark}
      {columns.map((column) =>
        column.as === 'name' ? (
          <th key={column.key} scope="row" className={classOf(column)}>
            {column.cell(row)}
          </th>
        ) : (
          <td key={column.key} className={classOf(column)} data-label={column.head}>
            {column.cell(row)}
          </td>
        ),
      )}
    </tr>
    {under === null || under === undefined ? null : (
      <tr className={isOn ? 'under is-on' : 'under'}>
        <td colSpan={columns.length + (mark === null ? 0 : 1)}>{under}</td>
      </tr>
    )}
  </>
)
