/** Doors and equipment: trust or repair one piece. The list at the left, one piece at the right. */
import { Blank, buttonClass, Loading, Mark, type MarkKind, Pane, useTitle } from '@loge/ui'
import { Link, useSearch } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { StandingEmergencies } from '../emergency/standing.tsx'
import { isLiftFloor } from '../lifts/lift.ts'
import { AloneNotice, UnseenNotices } from '../residence/notices.tsx'
import { aloneTogether, needsPerson, type Piece } from '../residence/pieces.ts'
import { type Residence, useResidence } from '../residence/use-residence.ts'
import { AddEquipment } from './add-equipment.tsx'
import { DevicePane } from './device-pane.tsx'
import { EntrancePane } from './entrance-pane.tsx'
import { RolloutsLink } from '../rollouts/rollouts-link.tsx'
import { LabelsLink } from '../labels/labels-link.tsx'
import { PieceList } from './piece-list.tsx'
import { BuildingFilter } from './building-filter.tsx'
import { Unreadable } from './unreadable.tsx'
import { type DoorSearch, filtersOf, isInBuilding, SHOWS, type Show } from './search.ts'
import './doors.css'
import '../rollouts/rollouts.css'

const isPending = (piece: Piece): boolean =>
  (piece.kind === 'entrance' && piece.entrance.placement?.inForce === 'pending') ||
  piece.needs.includes('drift')

const isShown: Readonly<Record<Show, (piece: Piece) => boolean>> = {
  needs: needsPerson,
  silent: (piece) => piece.condition === 'off' && (piece.kind === 'device' || piece.isSeen),
  pending: isPending,
  adopt: (piece) => piece.needs.includes('to_be_adopted'),
}

const MARKS: Readonly<Record<Show, MarkKind>> = {
  needs: 'att',
  silent: 'off',
  pending: 'wait',
  adopt: 'wait',
}

export const DoorsPage = () => {
  const t = useTranslations('doors')
  const search = useSearch({ from: '/console/doors' })
  const residence = useResidence()
  useTitle(t('title'))
  const isOpen = search.entrance !== undefined || search.device !== undefined
  return (
    <div className={isOpen ? 'with-pane' : undefined}>
      <div className="page">
        {residence === undefined ? <Waiting /> : <List residence={residence} search={search} />}
        <Unreadable />
      </div>
      {residence === undefined || !isOpen ? null : <Detail residence={residence} search={search} />}
    </div>
  )
}

const Waiting = () => {
  const t = useTranslations('doors')
  return (
    <>
      <h1>{t('title')}</h1>
      <Loading label={t('title')} lines={8} />
    </>
  )
}

/** As Today counts: the floors of a lift are no entrances, and a controller is one thing, whatever lines it has. */
const countsOf = (pieces: readonly Piece[]) => ({
  count: pieces.length,
  entrances: pieces.filter((piece) => piece.kind === 'entrance' && !isLiftFloor(piece)).length,
  devices: new Set(
    pieces.flatMap((piece) => (piece.kind === 'device' ? [piece.id] : piece.devices.map(({ id }) => id))),
  ).size,
})

const List = ({ residence, search }: { residence: Residence; search: DoorSearch }) => {
  const t = useTranslations('doors')
  const all: readonly Piece[] = [...residence.entrances, ...residence.others]
  const isHere = ({ location }: Piece) => isInBuilding(search.building, location)
  const pieces = all.filter(isHere)
  const fits = (piece: Piece) => isHere(piece) && (search.show === undefined || isShown[search.show](piece))
  // As Today counts: a building on its own is one thing, however many doors it has.
  const needing = pieces.filter(isShown.needs).length + (aloneTogether(pieces) === undefined ? 0 : 1)
  return (
    <>
      <div className="page-head">
        <div>
          <h1>{t('title')}</h1>
          <p className="lead">
            {residence.unseen.length > 0 && needing === 0
              ? t('leadPartial', countsOf(pieces))
              : t('lead', { ...countsOf(pieces), needs: needing })}
          </p>
        </div>
        <AddEquipment isFirst={all.length === 0 && residence.unseen.length === 0}>
          {all.length === 0 ? null : (
            <>
              <RolloutsLink />
              <LabelsLink />
            </>
          )}
        </AddEquipment>
      </div>
      <StandingEmergencies entrances={residence.entrances} />
      <AloneNotice entrances={pieces.filter((piece) => piece.kind === 'entrance')} />
      <UnseenNotices unseen={residence.unseen} />
      {all.length === 0 && residence.unseen.length > 0 ? null : all.length === 0 ? (
        <Blank title={t('emptyTitle')}>{t('emptyText')}</Blank>
      ) : (
        <>
          <BuildingFilter pieces={all} search={search} />
          <Filters pieces={pieces} search={search} />
          {pieces.some(fits) ? (
            <PieceList
              entrances={residence.entrances.filter(fits)}
              others={residence.others.filter(fits)}
              search={search}
            />
          ) : (
            <Blank
              title={t('filterEmptyTitle')}
              acts={
                <Link className={buttonClass()} to="/doors" search={{}}>
                  {t('showAll')}
                </Link>
              }
            >
              {t('filterEmptyText')}
            </Blank>
          )}
        </>
      )}
    </>
  )
}

const Filters = ({ pieces, search }: { pieces: readonly Piece[]; search: DoorSearch }) => {
  const t = useTranslations('doors')
  const { show: _now, ...open } = search
  const shows = SHOWS.map((show) => ({ show, count: pieces.filter(isShown[show]).length })).filter(
    ({ show, count }) => count > 0 || search.show === show,
  )
  if (shows.length === 0) return null
  return (
    <nav className="filters" aria-label={t('filters')}>
      <Link
        className="chip"
        to="/doors"
        search={open}
        activeOptions={{ exact: true }}
        aria-current={search.show === undefined ? 'true' : undefined}
      >
        {t('all', { count: pieces.length })}
      </Link>
      {shows.map(({ show, count }) => (
        <Link
          key={show}
          className="chip"
          to="/doors"
          search={{ ...open, show }}
          aria-current={search.show === show ? 'true' : undefined}
        >
          <Mark kind={MARKS[show]} /> {t(show, { count })}
        </Link>
      ))}
    </nav>
  )
}

const Detail = ({ residence, search }: { residence: Residence; search: DoorSearch }) => {
  const t = useTranslations('doors')
  const states = useTranslations('states')
  const close = (
    <Link to="/doors" search={filtersOf(search)} resetScroll={false} className={buttonClass('text', true)}>
      {t('close')}
    </Link>
  )
  const entrance = residence.entrances.find((piece) => piece.id === search.entrance)
  if (entrance !== undefined)
    return <EntrancePane key={entrance.id} piece={entrance} entrances={residence.entrances} close={close} />
  if (search.device !== undefined)
    return <DevicePane key={search.device} id={search.device} residence={residence} close={close} />
  return (
    <Pane label={t('pane')} title={states('goneTitle')} close={close} subject={search.entrance ?? ''}>
      <p className="soft">{states('goneText')}</p>
    </Pane>
  )
}
