/** Groups by entrances. One square is in the tab order; the arrows go from square to square. */
import { type KeyboardEvent, useRef } from 'react'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { draftOf } from './draft.ts'
import { lettersOf, orderAt, squareNow, squareOf, type GridProfile, type Square } from './grid.ts'
import { type Grid, schedulesQuery } from './queries.ts'
import { useFloorOrder } from '../residence/use-floor-order.ts'
import { useHoursWords } from './use-hours-words.ts'

interface GridTableProps {
  readonly grid: Grid
  readonly chosen: { readonly group: string | undefined; readonly entrance: string | undefined }
  readonly onChoose: (group: string, entrance: string) => void
}

const STEPS: Readonly<Record<string, readonly [row: number, column: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  Home: [0, -Infinity],
  End: [0, Infinity],
  PageUp: [-Infinity, 0],
  PageDown: [Infinity, 0],
}

const within = (position: number, count: number): number => Math.min(count - 1, Math.max(0, position))

/** Moves the focus as the grid pattern says; what is chosen changes by Enter, Space or a press. */
const useArrows = (rows: number, columns: number) => {
  const body = useRef<HTMLTableSectionElement>(null)
  const onKeyDown = (event: KeyboardEvent, row: number, column: number) => {
    const step = STEPS[event.key]
    if (step === undefined) return
    event.preventDefault()
    const [down, right] = step
    const next = body.current?.rows[within(row + down, rows)]?.cells[within(column + right, columns) + 1]
    next?.querySelector('button')?.focus()
  }
  return { body, onKeyDown }
}

export const GridTable = ({ grid, chosen, onChoose }: GridTableProps) => {
  const t = useTranslations('rights')
  const { profiles } = grid
  const entrances = useFloorOrder()(grid.entrances)
  const letters = lettersOf(grid)
  const { body, onKeyDown } = useArrows(profiles.length, entrances.length)
  const isChosen = (profile: string, entrance: string) =>
    profile === chosen.group && entrance === chosen.entrance
  const hasChosen = chosen.group !== undefined && chosen.entrance !== undefined
  return (
    <>
      <div className="mx-scroll">
        <table className="mx" aria-label={t('grid')}>
          <thead>
            <tr>
              <th scope="col">{t('group')}</th>
              {entrances.map(({ id, name, emergency }) => (
                <th key={id} scope="col" className={id === chosen.entrance ? 'hot' : undefined}>
                  {name}
                  {emergency === null ? null : <span className="ordered">{t(emergency.kind)}</span>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody ref={body}>
            {profiles.map((profile, row) => (
              <tr key={profile.id} className={profile.id === chosen.group ? 'hotrow' : undefined}>
                <th scope="row">
                  {profile.name}
                  <span>{t('people', { count: profile.people })}</span>
                </th>
                {entrances.map((entrance, column) => (
                  <td key={entrance.id}>
                    <SquareButton
                      grid={grid}
                      profile={profile}
                      entrance={entrance}
                      letters={letters}
                      isChosen={isChosen(profile.id, entrance.id)}
                      tabIndex={(hasChosen ? isChosen(profile.id, entrance.id) : row + column === 0) ? 0 : -1}
                      onChoose={() => onChoose(profile.id, entrance.id)}
                      onKeyDown={(event) => onKeyDown(event, row, column)}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Legend grid={grid} letters={letters} />
    </>
  )
}

interface SquareButtonProps {
  readonly grid: Grid
  readonly profile: GridProfile
  readonly entrance: Grid['entrances'][number]
  readonly letters: ReadonlyMap<string, string>
  readonly isChosen: boolean
  readonly tabIndex: number
  readonly onChoose: () => void
  readonly onKeyDown: (event: KeyboardEvent) => void
}

const useSquareWords = (grid: Grid) => {
  const t = useTranslations('rights')
  return (square: Square): string =>
    square.length === 0
      ? t('never')
      : square
          .map((id) =>
            id === null ? t('anyTime') : (grid.schedules.find((one) => one.id === id)?.name ?? '…'),
          )
          .join(', ')
}

const SquareButton = ({ grid, profile, entrance, letters, isChosen, ...rest }: SquareButtonProps) => {
  const t = useTranslations('rights')
  const say = useSquareWords(grid)
  const { tabIndex, onChoose, onKeyDown } = rest
  const square = squareOf(profile, entrance.id)
  const order = orderAt(profile, entrance)
  const { isOpen } = squareNow(square, new Map(grid.schedules.map((one) => [one.id, one])))
  const isNow = order === undefined ? isOpen : order === 'evacuation'
  const kind = isNow ? ' now' : square.length === 0 ? ' no' : ''
  const state =
    order === undefined && square.length === 0 ? '' : `, ${t(order ?? (isOpen ? 'openNow' : 'notNow'))}`
  return (
    <button
      type="button"
      className={`cl${kind}${isChosen ? ' sel' : ''}`}
      aria-pressed={isChosen}
      aria-label={`${profile.name}, ${entrance.name}: ${say(square)}${state}`}
      tabIndex={tabIndex}
      onClick={onChoose}
      onKeyDown={onKeyDown}
    >
      {square.includes(null) ? (
        <span className="all" />
      ) : (
        square.map((id) => letters.get(id ?? '') ?? '?').join(' ')
      )}
    </button>
  )
}

const Legend = ({ grid, letters }: { grid: Grid; letters: ReadonlyMap<string, string> }) => {
  const t = useTranslations('rights')
  const words = useHoursWords()
  const { data: schedules } = useQuery(schedulesQuery)
  return (
    <ul className="legend" aria-label={t('legend')}>
      <li>
        <i className="sw2" />
        {t('openNow')}
      </li>
      <li>
        <i className="all" />
        {t('anyTime')}
      </li>
      <li>
        <i className="dash" />
        {t('never')}
      </li>
      {[...letters].map(([id, letter]) => {
        const schedule = schedules?.find((one) => one.id === id)
        const name = grid.schedules.find((one) => one.id === id)?.name
        return (
          <li key={id}>
            <b>{letter}</b>
            {/* A name that tells the hours itself need not be told them again. */}
            {schedule === undefined || schedule.name !== name || /\d/.test(name)
              ? name
              : `${name}, ${words.week(draftOf(schedule).week)}`}
          </li>
        )
      })}
    </ul>
  )
}
