/** The heads of the columns; a press on one sorts by it, another turns it around. On a phone they stand in a line. */
import type { ReactNode } from 'react'
import { type Column, nextOrder, type Order } from './column.ts'

interface ListHeadProps<Row> {
  readonly columns: readonly Column<Row>[]
  readonly order: Order | undefined
  readonly own: Order | undefined
  readonly onOrder: (order: Order | undefined) => void
  readonly isPart: boolean
  /** They are a choice above the table instead. */
  readonly isFolded: boolean
  /** The box that marks every row. */
  readonly marks: ReactNode
  /** Said before the heads where they stand in a line. */
  readonly sortBy: string
}

export const ListHead = <Row,>({
  columns,
  order,
  own,
  onOrder,
  isPart,
  isFolded,
  marks,
  sortBy,
}: ListHeadProps<Row>) => (
  <thead>
    <tr aria-rowindex={isPart ? 1 : undefined} data-by={sortBy}>
      {marks}
      {columns.map(({ key, head, hideHead, sort, as, className }) => (
        <th
          key={key}
          scope="col"
          className={[
            as === 'figure' ? 'num' : '',
            sort === undefined || isFolded ? '' : 'sorts',
            className ?? '',
          ]
            .filter(Boolean)
            .join(' ')}
          aria-sort={order?.by === key ? (order.down === true ? 'descending' : 'ascending') : undefined}
        >
          {sort === undefined || isFolded ? (
            <span className={hideHead === true ? 'vh' : undefined}>{head}</span>
          ) : (
            <button type="button" className="sort" onClick={() => onOrder(nextOrder(key, order, own))}>
              {head}
              {order?.by === key ? <span aria-hidden="true">{order.down === true ? ' ↓' : ' ↑'}</span> : null}
            </button>
          )}
        </th>
      ))}
    </tr>
  </thead>
)
