/** A table in named groups, each with how many lines it has; a group without a line is not shown. */
import type { ReactNode } from 'react'

export interface TableGroup<Line> {
  readonly title: string
  readonly lines: readonly Line[]
}

interface GroupedTableProps<Line> {
  readonly className?: string
  /** The row of column heads, where a column needs a name. */
  readonly head?: ReactNode
  readonly columns: number
  readonly groups: readonly TableGroup<Line>[]
  readonly line: (line: Line) => ReactNode
  /** What stands there when no group has a line. */
  readonly blank?: ReactNode
}

export const GroupedTable = <Line,>(props: GroupedTableProps<Line>) => {
  const { className = '', head, columns, groups, line, blank = null } = props
  const shown = groups.filter(({ lines }) => lines.length > 0)
  if (shown.length === 0) return blank
  return (
    <table className={`tbl ${className}`}>
      {head === undefined ? null : <thead>{head}</thead>}
      {shown.map(({ title, lines }) => (
        <tbody key={title}>
          <tr className="grp">
            <th colSpan={columns} scope="rowgroup">
              {title} <span className="note">{lines.length}</span>
            </th>
          </tr>
          {lines.map(line)}
        </tbody>
      ))}
    </table>
  )
}
