/**
 * A list of things: sorted by a press on a column's name, narrowed by typing, walked through with the arrow keys,
 * marked with boxes; above 200 rows only what can be seen is drawn. On a phone each row is a few labelled lines.
 */
import { type ReactNode, useRef } from 'react'
import { Blank } from '../blank.tsx'
import { Button } from '../button.tsx'
import { Loading } from '../loading.tsx'
import { usePhone } from '../use-narrow.ts'
import { useTranslations } from 'use-intl'
import type { Column } from './column.ts'
import { Gap } from './gap.tsx'
import { ListFind } from './list-find.tsx'
import { ListHead } from './list-head.tsx'
import { ListRow } from './list-row.tsx'
import { isFoldable, SortBy } from './sort-by.tsx'
import { type Finding, type Ordering, useChosenRows } from './use-chosen-rows.ts'
import { type Marking, useMarks } from './use-marks.tsx'
import { usePhoneRows } from './use-phone-rows.ts'
import { useWalk } from './use-walk.ts'
import { useWindowed } from './use-windowed.ts'

/** Fewer are seen at once; what is found is asked for all the same where the page itself keeps what is typed. */
const WORTH_FINDING = 8

export interface Grouping<Row> {
  /** In this order. */
  readonly groups: readonly string[]
  readonly of: (row: Row) => string
  readonly head: (group: string, count: number) => ReactNode
}

export interface ListProps<Row extends object> {
  /** What the list is of. */
  readonly label: string
  /** Left out: they are still on their way. */
  readonly rows: readonly Row[] | undefined
  readonly columns: readonly Column<Row>[]
  readonly idOf: (row: Row) => string
  /** Left out: the rows come as they are, and the list keeps what is pressed to itself. */
  readonly ordering?: Ordering
  readonly find?: Finding<Row>
  readonly grouping?: Grouping<Row> | undefined
  readonly marking?: Marking<Row> | undefined
  /** The row whose detail is shown elsewhere on the page. */
  readonly isOn?: (row: Row) => boolean
  /** What is unfolded under a row. */
  readonly under?: (row: Row) => ReactNode
  /** There is nothing at all. */
  readonly empty: ReactNode
  /** There is something, and nothing of it fits. */
  readonly nothing?: ReactNode
  readonly lines?: number
  /** More columns than any screen has room for: the table scrolls inside itself. */
  readonly isWide?: boolean
  readonly className?: string
}

export const List = <Row extends object>(props: ListProps<Row>) => {
  const { rows, label, lines, empty } = props
  if (rows === undefined) return <Loading label={label} lines={lines ?? 6} />
  const isAsked = props.find?.value !== undefined && props.find.value !== ''
  if (rows.length === 0 && !isAsked) return empty
  return <Shown {...props} rows={rows} />
}

const Shown = <Row extends object>(props: ListProps<Row> & { readonly rows: readonly Row[] }) => {
  const { label, rows, columns, idOf, find, grouping, marking, isOn, under, nothing, className, isWide } =
    props
  const t = useTranslations('list')
  const list = useRef<HTMLTableElement>(null)
  const { found, keys, text, setText, order, own, setOrder } = useChosenRows(props)
  const phone = usePhoneRows(found, keys)
  const drawn = useWindowed(list, phone.keys)
  const walk = useWalk(list, phone.keys.length, drawn)
  const marks = useMarks(found, idOf, marking)
  const isFolded = usePhone() && isFoldable(columns)
  const isPart = drawn.to - drawn.from < found.length
  const line = (row: Row, position: number) => (
    <ListRow
      key={idOf(row)}
      row={row}
      index={drawn.from + position}
      columns={columns}
      isOn={isOn?.(row) === true}
      isPart={isPart}
      mark={marks.one(row)}
      under={under?.(row)}
    />
  )
  const table = (
    <table
      ref={list}
      className={`tbl lst ${className ?? ''}`}
      aria-rowcount={isPart ? found.length + 1 : undefined}
    >
      <caption className="vh">{label}</caption>
      <ListHead
        {...{ columns, order, own, isPart, isFolded }}
        onOrder={setOrder}
        marks={marks.all}
        sortBy={t('sortBy')}
      />
      <Gap px={drawn.abovePx} />
      <Bodies
        rows={phone.rows.slice(drawn.from, drawn.to)}
        all={found}
        first={phone.rows[drawn.from - 1]}
        grouping={grouping}
        columns={columns.length + (marking === undefined ? 0 : 1)}
        line={line}
      />
      <Gap px={drawn.belowPx} />
    </table>
  )
  return (
    <>
      {find !== undefined && (find.value !== undefined || rows.length >= WORTH_FINDING || text !== '') ? (
        <ListFind
          label={find.label}
          hint={find.hint}
          value={text}
          onChange={setText}
          onEnter={walk.enter}
          found={found.length}
        />
      ) : null}
      {found.length === 0 ? (
        (nothing ?? <Nothing onAll={() => setText('')} />)
      ) : (
        <>
          {isFolded ? <SortBy {...{ columns, order, own }} onOrder={setOrder} /> : null}
          <div className={isWide === true ? 'lst-wide' : undefined}>{table}</div>
        </>
      )}
      {phone.rest === 0 ? null : <Rest count={phone.rest} onAll={phone.showAll} />}
    </>
  )
}

interface BodiesProps<Row> extends Pick<ListProps<Row & object>, 'grouping'> {
  readonly rows: readonly Row[]
  readonly all: readonly Row[]
  /** The row above the first that is drawn. */
  readonly first: Row | undefined
  readonly columns: number
  readonly line: (row: Row, position: number) => ReactNode
}

/** One body, or one for each group with its name above its first row. */
const Bodies = <Row extends object>({ rows, all, first, grouping, columns, line }: BodiesProps<Row>) => {
  if (grouping === undefined) return <tbody>{rows.map(line)}</tbody>
  const parts = new Map<string, { readonly row: Row; readonly position: number }[]>()
  rows.forEach((row, position) => {
    const group = grouping.of(row)
    parts.set(group, [...(parts.get(group) ?? []), { row, position }])
  })
  const begun = first === undefined ? undefined : grouping.of(first)
  return [...parts].map(([group, own]) => (
    <tbody key={group}>
      {group === begun ? null : (
        <tr className="grp">
          <th colSpan={columns} scope="rowgroup">
            {grouping.head(group, all.filter((row) => grouping.of(row) === group).length)}
          </th>
        </tr>
      )}
      {own.map(({ row, position }) => line(row, position))}
    </tbody>
  ))
}

const Nothing = ({ onAll }: { readonly onAll: () => void }) => {
  const t = useTranslations('list')
  return (
    <Blank title={t('noneTitle')} acts={<Button onClick={onAll}>{t('showAll')}</Button>}>
      {t('noneText')}
    </Blank>
  )
}

const Rest = ({ count, onAll }: { readonly count: number; readonly onAll: () => void }) => {
  const t = useTranslations('list')
  return (
    <div className="list-rest">
      <Button wide onClick={onAll}>
        {t('rest', { count })}
      </Button>
    </div>
  )
}
