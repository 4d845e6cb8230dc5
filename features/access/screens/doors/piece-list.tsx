/** Entrances first, then the rest of the equipment by kind; each row opens its detail beside the list. */
import { Mark, SortHead, State, useMoments, useNow } from '@loge/ui'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { DevicePiece, EntrancePiece, Piece } from '../residence/pieces.ts'
import { type DoorSearch, filtersOf, type Sort } from './search.ts'
import { ChoiceBar } from '../rollouts/choice-bar.tsx'
import { useMayChange } from '../rollouts/use-may-change.ts'
import { sortPieces } from './sort-pieces.ts'
import { usePieceWords } from './use-piece-words.ts'

interface PieceListProps {
  readonly entrances: readonly EntrancePiece[]
  readonly others: readonly DevicePiece[]
  readonly search: DoorSearch
}

const GROUPS = [
  'door',
  'intercom',
  'parcelLockers',
  'letterboxes',
  'noticeBoard',
  'machine',
  'gateway',
  'sensor',
] as const
type Group = 'entrances' | 'toAdopt' | 'other' | (typeof GROUPS)[number]

export const groupOf = (piece: Piece): Group => {
  if (piece.kind === 'entrance') return 'entrances'
  if (piece.device.state === 'to_be_adopted') return 'toAdopt'
  return GROUPS.find((group) => group === piece.device.kind) ?? 'other'
}

const ORDER: readonly Group[] = ['toAdopt', 'entrances', ...GROUPS, 'other']

export const PieceList = ({ entrances, others, search }: PieceListProps) => {
  const t = useTranslations('doors')
  const rollouts = useTranslations('rollouts')
  const pieces: readonly Piece[] = [...entrances, ...others]
  const may = useMayChange()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const choose = may ? { chosen, onToggle: (id: string) => setChosen(toggled(chosen, id)) } : undefined
  return (
    <>
      <table className="tbl eq">
        <thead>
          <tr>
            {choose === undefined ? null : (
              <th scope="col">
                <span className="vh">{rollouts('choosing')}</span>
              </th>
            )}
            <th scope="col">
              <span className="vh">{t('columns.number')}</span>
            </th>
            <PieceHead sort="name" search={search} />
            <PieceHead sort="state" search={search} />
            <PieceHead sort="heard" search={search} isFigure />
            <th scope="col">{t('columns.settings')}</th>
            <PieceHead sort="power" search={search} isFigure />
          </tr>
        </thead>
        {ORDER.map((group) => {
          const own = sortPieces(
            pieces.filter((piece) => groupOf(piece) === group),
            search,
          )
          return own.length === 0 ? null : (
            <tbody key={group}>
              <tr className="grp">
                <th colSpan={choose === undefined ? 6 : 7} scope="rowgroup">
                  {t(`groups.${group}`)} <span className="note">{own.length}</span>
                </th>
              </tr>
              {own.map((piece) => (
                <PieceRow key={piece.id} {...{ piece, search, choose }} />
              ))}
            </tbody>
          )
        })}
      </table>
      <ChoiceBar pieces={pieces.filter(({ id }) => chosen.has(id))} onClear={() => setChosen(new Set())} />
    </>
  )
}

const toggled = (chosen: ReadonlySet<string>, id: string): ReadonlySet<string> =>
  chosen.has(id) ? new Set([...chosen].filter((one) => one !== id)) : new Set([...chosen, id])

interface PieceHeadProps {
  readonly sort: Sort
  readonly search: DoorSearch
  readonly isFigure?: boolean
}

/** Pressed again it turns around, and a third time the house's own order is back. */
const PieceHead = ({ sort, search, isFigure = false }: PieceHeadProps) => {
  const t = useTranslations('doors')
  const { sort: by, down, ...others } = search
  const isBy = by === sort
  const next = !isBy ? { sort } : down === true ? {} : { sort, down: true as const }
  const order = isBy ? (down === true ? 'descending' : 'ascending') : undefined
  return (
    <SortHead label={t(`columns.${sort}`)} order={order} isFigure={isFigure}>
      {(said) => (
        <Link
          className="sort"
          to="/doors"
          resetScroll={false}
          activeOptions={{ exact: true }}
          search={{ ...others, ...next }}
        >
          {said}
        </Link>
      )}
    </SortHead>
  )
}

interface PieceRowProps {
  readonly piece: Piece
  readonly search: DoorSearch
  /** Left out for who may not change anything. */
  readonly choose:
    | { readonly chosen: ReadonlySet<string>; readonly onToggle: (id: string) => void }
    | undefined
}

const PieceRow = ({ piece, search, choose }: PieceRowProps) => {
  const t = useTranslations('doors')
  const rollouts = useTranslations('rollouts')
  const say = usePieceWords()
  const { ago, when } = useMoments()
  const now = useNow(60_000)
  const isOpen = (piece.kind === 'entrance' ? search.entrance : search.device) === piece.id
  const kept = filtersOf(search)
  return (
    <tr className={isOpen ? 'is-on' : undefined} aria-current={isOpen ? 'true' : undefined}>
      {choose === undefined ? null : (
        <td className="pick">
          <label className="opt">
            <input
              type="checkbox"
              aria-label={rollouts('select', { name: piece.name })}
              checked={choose.chosen.has(piece.id)}
              onChange={() => choose.onToggle(piece.id)}
            />
          </label>
        </td>
      )}
      <td className="k">{piece.kind === 'entrance' ? piece.number : null}</td>
      <th scope="row">
        <Link
          to="/doors"
          search={piece.kind === 'entrance' ? { ...kept, entrance: piece.id } : { ...kept, device: piece.id }}
          resetScroll={false}
        >
          {piece.name}
        </Link>
      </th>
      <td className="stt">
        <State kind={piece.condition}>{say(piece)}</State>
      </td>
      <td className="num heard">
        {piece.heardAt === null
          ? null
          : piece.aloneSince === null
            ? ago(piece.heardAt, now)
            : when(piece.heardAt, now)}
      </td>
      <td className="sets">
        {piece.kind === 'entrance' ? <InForceMark placement={piece.entrance.placement ?? null} /> : null}
      </td>
      <td className="num pow">
        {piece.batteryPercent === null ? null : t('power', { percent: Math.round(piece.batteryPercent) })}
      </td>
    </tr>
  )
}

const InForceMark = ({ placement }: { placement: EntrancePiece['entrance']['placement'] }) => {
  const t = useTranslations('doors')
  if (placement === null || placement === undefined) return <span className="faint">{t('inForce.none')}</span>
  if (placement.inForce === 'yes') return <span className="faint">{t('inForce.yes')}</span>
  return (
    <span className="st">
      <Mark kind={placement.inForce === 'pending' ? 'wait' : 'off'} />
      <span>{t(`inForce.${placement.inForce}`)}</span>
    </span>
  )
}
