/** The list itself: sorted by a press on a column's name, walked through with the arrow keys, drawn only where it is seen. */
import { Button, SortHead, useMoments, useNarrow, useWindowed } from '@loge/ui'
import { Link } from '@tanstack/react-router'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Home, ResidentRow } from './rows.ts'
import { type ResidentsSearch, type Sort, SORTS } from './search.ts'

interface ResidentTableProps {
  readonly rows: readonly ResidentRow[]
  readonly search: ResidentsSearch
}

/** Where each key leads from a row. */
const STEPS: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowDown: (at, last) => Math.min(at + 1, last),
  ArrowUp: (at) => Math.max(at - 1, 0),
  PageDown: (at, last) => Math.min(at + 10, last),
  PageUp: (at) => Math.max(at - 10, 0),
  Home: () => 0,
  End: (_, last) => last,
}

/** On a phone a list of everybody is longer than any thumb wants to go: the first come at once, the others when asked. */
const FIRST_ON_PHONE = 40

export const ResidentTable = ({ rows: all, search }: ResidentTableProps) => {
  const isNarrow = useNarrow()
  const [isWhole, showWhole] = useState(false)
  const rows = isNarrow && !isWhole ? all.slice(0, FIRST_ON_PHONE) : all
  const t = useTranslations('residents')
  const body = useRef<HTMLTableSectionElement>(null)
  const drawn = useWindowed(body, rows.length)
  const [wanted, setWanted] = useState<number | undefined>(undefined)
  useEffect(() => {
    if (wanted === undefined) return
    const link = body.current?.querySelector<HTMLElement>(`[data-row="${wanted}"] a`)
    if (link === null || link === undefined) return
    link.focus({ preventScroll: true })
    setWanted(undefined)
  }, [wanted, drawn.from, drawn.to])
  const walk = (event: KeyboardEvent, at: number) => {
    const step = STEPS[event.key]
    if (step === undefined) return
    event.preventDefault()
    const next = step(at, rows.length - 1)
    drawn.show(next)
    setWanted(next)
  }
  return (
    <>
      <table className="tbl residents" aria-rowcount={all.length + 1}>
        <thead>
          <tr aria-rowindex={1}>
            {SORTS.map((sort) => (
              <SortableHead key={sort} sort={sort} search={search} />
            ))}
            <th scope="col">{t('column.kind')}</th>
            <th scope="col" className="num">
              {t('column.household')}
            </th>
          </tr>
        </thead>
        <tbody ref={body}>
          {drawn.abovePx === 0 ? null : <Gap px={drawn.abovePx} />}
          {rows.slice(drawn.from, drawn.to).map((row, index) => (
            <Line key={row.id} row={row} index={drawn.from + index} walk={walk} />
          ))}
          {drawn.belowPx === 0 ? null : <Gap px={drawn.belowPx} />}
        </tbody>
      </table>
      {rows.length === all.length ? null : (
        <div className="residents-rest">
          <Button wide onClick={() => showWhole(true)}>
            {t('rest', { count: all.length - rows.length })}
          </Button>
        </div>
      )}
    </>
  )
}

const Gap = ({ px }: { px: number }) => (
  <tr className="gap" aria-hidden="true">
    <td colSpan={5} style={{ height: px }} />
  </tr>
)

const SortableHead = ({ sort, search }: { sort: Sort; search: ResidentsSearch }) => {
  const t = useTranslations('residents')
  const { sort: by = 'name', down, ...others } = search
  const isBy = by === sort
  const order = isBy ? (down === true ? 'descending' : 'ascending') : undefined
  return (
    <SortHead label={t(`column.${sort}`)} order={order}>
      {(said) => (
        <Link
          className="sort"
          to="/residents"
          resetScroll={false}
          activeOptions={{ exact: true }}
          search={{
            ...others,
            ...(sort === 'name' ? {} : { sort }),
            ...(isBy && down !== true ? { down: true } : {}),
          }}
        >
          {said}
        </Link>
      )}
    </SortHead>
  )
}

interface LineProps {
  readonly row: ResidentRow
  readonly index: number
  readonly walk: (event: KeyboardEvent, at: number) => void
}

const Line = ({ row, index, walk }: LineProps) => {
  const t = useTranslations('residents')
  const { date } = useMoments()
  const [home, ...others] = row.homes
  return (
    <tr data-row={index} aria-rowindex={index + 2}>
      <th scope="row">
        <Link to="/residents/$id" params={{ id: row.id }} onKeyDown={(event) => walk(event, index)}>
          {row.name}
        </Link>
        {row.isNamesake ? <span className="note"> {t('namesake')}</span> : null}
      </th>
      <td>
        {home === undefined ? <span className="faint">{t('noHome')}</span> : home.unit}
        {others.length === 0 ? null : <span className="note"> {t('more', { count: others.length })}</span>}
      </td>
      <td>{home === undefined ? null : <Since home={home} date={date} />}</td>
      <td>{home === undefined ? null : t(`kind.${home.role}`)}</td>
      <td className="num">{row.household === 0 ? null : t('household', { count: row.household })}</td>
    </tr>
  )
}

const Since = ({ home, date }: { home: Home; date: (at: number) => string }) => {
  const t = useTranslations('residents')
  if (home.is === 'coming') return t('comes', { date: date(home.since) })
  if (home.until === null) return date(home.since)
  // The last day is the one before the instant from which it is no longer theirs.
  return t(home.is === 'past' ? 'left' : 'leaves', { date: date(home.until - 1) })
}
