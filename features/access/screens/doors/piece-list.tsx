/** Entrances first, then the rest of the equipment by kind; each row opens its detail beside the list. */
import { type Column, List, Mark, type Order, State, useMoments, useNow } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { useTranslations } from 'use-intl'
import { isLiftFloor, liftsOf } from '../lifts/lift.ts'
import { floorsQuery } from '../residence/asked-in-panes.ts'
import type { DevicePiece, EntrancePiece, Piece } from '../residence/pieces.ts'
import { ChoiceBar } from '../rollouts/choice-bar.tsx'
import { useMayChange } from '../rollouts/use-may-change.ts'
import { type DoorSearch, filtersOf, SORTS } from './search.ts'
import { sortKeys } from './sort-pieces.ts'
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

const idOf = ({ id }: Piece): string => id
const nameOf = ({ name }: Piece): string => name
const textOf = (piece: Piece): string =>
  piece.kind === 'entrance' ? `${piece.number ?? ''} ${piece.name}` : piece.name

/** A part that has no line of its own is shown by that of its entrance. */
const isShown = (piece: Piece, { entrance, device }: DoorSearch): boolean =>
  piece.kind === 'device'
    ? piece.id === device
    : piece.id === entrance || piece.devices.some(({ id }) => id === device)

export const PieceList = ({ entrances, others, search }: PieceListProps) => {
  const t = useTranslations('doors')
  const navigate = useNavigate()
  const grouping = useGroups(entrances)
  const pieces = useMemo((): readonly Piece[] => [...grouping.entrances, ...others], [grouping, others])
  const columns = useColumns(search)
  const may = useMayChange()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const { sort, down, ...kept } = search
  const goTo = (order: Order | undefined) => {
    const by = SORTS.find((known) => known === order?.by)
    const sorted =
      by === undefined ? {} : { sort: by, ...(order?.down === true ? { down: true as const } : {}) }
    void navigate({ to: '/doors', search: { ...kept, ...sorted }, resetScroll: false })
  }
  return (
    <>
      <List
        label={t('title')}
        className="eq"
        rows={pieces}
        columns={columns}
        idOf={idOf}
        find={{ text: textOf }}
        ordering={{
          order: sort === undefined ? undefined : { by: sort, ...(down === true ? { down } : {}) },
          onOrder: goTo,
        }}
        grouping={grouping}
        isOn={(piece) => isShown(piece, search)}
        marking={may ? { marked: chosen, onMark: setChosen, nameOf } : undefined}
        empty={null}
      />
      <ChoiceBar pieces={pieces.filter(({ id }) => chosen.has(id))} onClear={() => setChosen(new Set())} />
    </>
  )
}

/** Each lift stands on its own under the entrances, its floors from the lowest up. */
const useGroups = (all: readonly EntrancePiece[]) => {
  const t = useTranslations('doors')
  const words = useTranslations('lifts')
  const { data: levels } = useQuery(floorsQuery)
  return useMemo(() => {
    const lifts = liftsOf(all, levels)
    const liftOf = new Map(lifts.flatMap(({ id, floors }) => floors.map((floor) => [floor.id, id] as const)))
    return {
      entrances: [...all.filter((piece) => !isLiftFloor(piece)), ...lifts.flatMap(({ floors }) => floors)],
      groups: ORDER.flatMap((group) =>
        group === 'entrances' ? [group, ...lifts.map(({ id }) => id)] : [group],
      ),
      of: (piece: Piece): string => liftOf.get(piece.id) ?? groupOf(piece),
      head: (group: string, count: number) => {
        const lift = lifts.find(({ id }) => id === group)
        const known = ORDER.find((one) => one === group) ?? 'other'
        return (
          <>
            {lift === undefined ? t(`groups.${known}`) : (lift.name ?? words('group'))}{' '}
            <span className="beside">{count}</span>
          </>
        )
      },
    }
  }, [all, levels, t, words])
}

const useColumns = (search: DoorSearch): readonly Column<Piece>[] => {
  const t = useTranslations('doors')
  const say = usePieceWords()
  const kept = filtersOf(search)
  return [
    {
      key: 'number',
      head: t('columns.number'),
      hideHead: true,
      phone: 'hide',
      className: 'k',
      cell: (piece) => (piece.kind === 'entrance' ? piece.number : null),
    },
    {
      key: 'name',
      head: t('columns.name'),
      as: 'name',
      sort: sortKeys.name,
      cell: ({ kind, id, name }) => (
        <Link
          to="/doors"
          search={kind === 'entrance' ? { ...kept, entrance: id } : { ...kept, device: id }}
          resetScroll={false}
        >
          {name}
        </Link>
      ),
    },
    {
      key: 'state',
      head: t('columns.state'),
      sort: sortKeys.state,
      phone: 'plain',
      cell: (piece) => <State kind={piece.condition}>{say(piece)}</State>,
    },
    {
      key: 'heard',
      head: t('columns.heard'),
      as: 'figure',
      sort: sortKeys.heard,
      phone: 'aside',
      className: 'heard',
      cell: (piece) => <Heard piece={piece} />,
    },
    {
      key: 'settings',
      head: t('columns.settings'),
      className: 'sets',
      cell: (piece) =>
        piece.kind === 'entrance' ? <InForceMark placement={piece.entrance.placement ?? null} /> : null,
    },
    {
      key: 'power',
      head: t('columns.power'),
      as: 'figure',
      sort: sortKeys.power,
      className: 'pow',
      cell: ({ batteryPercent: percent }) =>
        percent === null ? null : t('power', { percent: Math.round(percent) }),
    },
  ]
}

const Heard = ({ piece: { heardAt, aloneSince } }: { readonly piece: Piece }) => {
  const { ago, when } = useMoments()
  const now = useNow(60_000)
  if (heardAt === null) return null
  return aloneSince === null ? ago(heardAt, now) : when(heardAt, now)
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
