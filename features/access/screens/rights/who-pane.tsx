/** Who can enter here at this moment: how many by which group and until when, who cannot, and one person checked. */
import { Button, Fold, Mark, useMoments, useNow } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { WhoNames } from '../doors/who.tsx'
import { Why } from '../doors/why.tsx'
import { whoQuery } from '../residence/asked-in-panes.ts'
import { useVersionWords } from '../evidence/evidence.tsx'
import { LockdownHere } from '../doors/lockdown-here.tsx'
import { entrancesQuery } from '../residence/queries.ts'
import { useFloorOrder } from '../residence/use-floor-order.ts'
import { squareNow, squareOf, type GridProfile } from './grid.ts'
import { PaperHead } from './paper-head.tsx'
import type { Grid, Site } from './queries.ts'
import type { RightsSearch } from './search.ts'

interface WhoPaneProps {
  readonly site: Site
  readonly grid: Grid
  readonly entrance: Grid['entrances'][number]
  readonly search: RightsSearch
}

export const WhoPane = ({ site, grid, entrance, search }: WhoPaneProps) => {
  const t = useTranslations('rights')
  const { data: entrances } = useQuery(entrancesQuery)
  const full = entrances?.find(({ id }) => id === entrance.id)
  return (
    <aside className="pane rights-who" aria-label={t('answer')}>
      <div className="pane-in">
        <Question {...{ grid, entrance, search }} />
        <Answer {...{ site, grid, entrance, search }} />
        <NotNow grid={grid} entrance={entrance} />
        {full === undefined ? null : <Why entrance={full} title={t('checkOne')} page={{ at: search.at }} />}
      </div>
    </aside>
  )
}

const Question = ({ grid, entrance, search }: Omit<WhoPaneProps, 'site'>) => {
  const t = useTranslations('rights')
  const inOrder = useFloorOrder()
  const navigate = useNavigate()
  const { day, time } = useMoments()
  const moment =
    search.at === undefined
      ? t('thisMoment')
      : t('moment', { day: day(Date.parse(search.at)), time: time(Date.parse(search.at)) })
  const pick = (
    <select
      className="pick"
      aria-label={t('whichEntrance')}
      value={entrance.id}
      onChange={(event) =>
        void navigate({
          to: '/access',
          search: { ...search, entrance: event.target.value },
          resetScroll: false,
        })
      }
    >
      {inOrder(grid.entrances).map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  )
  return (
    <h2 className="ask">
      {t('question')} {pick} {t('questionAt')} <span>{moment}</span>
      {t('questionMark')}
    </h2>
  )
}

const useUntil = (grid: Grid, entranceId: string) => {
  const t = useTranslations('rights')
  const { when, until } = useMoments()
  const now = useNow(60_000)
  const schedules = new Map(grid.schedules.map((one) => [one.id, one]))
  return (profile: GridProfile | undefined): string => {
    if (profile === undefined) return ''
    const square = squareOf(profile, entranceId)
    const { isOpen, changesAt } = squareNow(square, schedules)
    if (changesAt === undefined) return isOpen ? t('anyTime') : t('never')
    return isOpen ? until(changesAt, now) : t('opensAt', { time: when(changesAt, now) })
  }
}

const Answer = ({ site, grid, entrance, search }: WhoPaneProps) => {
  const t = useTranslations('rights')
  const { day, time } = useMoments()
  const { data: who, isError } = useQuery(whoQuery(entrance.id, search.at))
  const { data: entrances } = useQuery(entrancesQuery)
  const until = useUntil(grid, entrance.id)
  const version = useVersionWords()
  const now = useNow(60_000)
  if (isError) return <p className="fact">{t('whoHidden')}</p>
  if (who === undefined) return <p className="ans" aria-busy="true" />
  const at = Date.parse(who.at)
  const placement = entrances?.find(({ id }) => id === entrance.id)?.placement
  return (
    <>
      <PaperHead site={site} entrance={entrance.name} at={at} />
      <p className="ans" aria-live="polite">
        {who.total} <small>{t('peopleWord', { count: who.total })}</small>
      </p>
      <p className="note">
        {t('asOf', { day: day(at), time: time(at) })}{' '}
        {search.at === undefined ? t(`known.${placement?.inForce ?? 'none'}`) : null}
      </p>
      <p className="row note">
        {search.at !== undefined && at > now ? null : t('decidedBy', { version: version(who.inForce) })}
        <Button small onClick={() => window.print()}>
          {t('print')}
        </Button>
      </p>
      {who.lockdown === null ? null : (
        <LockdownHere
          lockdown={who.lockdown}
          isElsewhen={search.at !== undefined}
          nameOf={(id) => grid.profiles.find((profile) => profile.id === id)?.name}
        />
      )}
      {who.byProfile.length === 0 ? null : (
        <section>
          <table className="tbl whot">
            <caption className="vh">{t('byGroup')}</caption>
            <tbody>
              {who.byProfile.map(({ accessProfileId, count }) => {
                const profile = grid.profiles.find(({ id }) => id === accessProfileId)
                return (
                  <tr key={accessProfileId}>
                    <td className="num n">{count}</td>
                    <th scope="row">{profile?.name ?? '…'}</th>
                    <td className="num">{until(profile)}</td>
                  </tr>
                )
              })}
            </tbody>
          </table>
          <WhoNames entranceId={entrance.id} at={search.at} />
        </section>
      )}
    </>
  )
}

const NotNow = ({ grid, entrance }: Pick<WhoPaneProps, 'grid' | 'entrance'>) => {
  const t = useTranslations('rights')
  const until = useUntil(grid, entrance.id)
  const schedules = new Map(grid.schedules.map((one) => [one.id, one]))
  const inUse = grid.profiles.filter(({ people }) => people > 0)
  const closed = inUse.filter((profile) => {
    const square = squareOf(profile, entrance.id)
    return square.length > 0 && !squareNow(square, schedules).isOpen
  })
  const without = inUse.filter((profile) => squareOf(profile, entrance.id).length === 0)
  if (closed.length + without.length === 0) return null
  return (
    <section>
      <h3>{t('notNowTitle')}</h3>
      <ul className="why">
        {closed.map((profile) => (
          <li key={profile.id}>
            <Mark kind="no" />
            {t('closedGroup', { group: profile.name, count: profile.people, when: until(profile) })}
          </li>
        ))}
        {without.length === 0 ? null : (
          <li>
            <Mark kind="no" />
            {t('noGroupGives', { groups: without.length, entrance: entrance.name })}
            <Fold summary={t('whichGroups')}>
              {without.map(({ name, people }) => `${name} (${people})`).join(', ')}
            </Fold>
          </li>
        )}
      </ul>
    </section>
  )
}
