/** The chosen square: which hours a group has at an entrance, what they come to in a month, who is in the group. */
import { Loading, Section, useNow } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { draftOf } from './draft.ts'
import { type GridProfile, lettersOf, squareOf, usesOf } from './grid.ts'
import { GroupSection } from './group-section.tsx'
import { placeInWeek } from './local-time.ts'
import { MonthSection } from './month-section.tsx'
import { NextHolidays } from './next-holidays.tsx'
import { type Grid, scheduleQuery, type Site } from './queries.ts'
import type { RightsSearch } from './search.ts'
import { WeekEditor } from './week-editor.tsx'

export interface ChosenSquare {
  readonly profile: GridProfile
  readonly entrance: Grid['entrances'][number]
}

export interface SquareProps {
  readonly site: Site
  readonly grid: Grid
  readonly square: ChosenSquare
  readonly search: RightsSearch
}

export const SquareSection = (props: SquareProps) => {
  const { grid, square, search } = props
  const t = useTranslations('rights')
  const { profile, entrance } = square
  const own = squareOf(profile, entrance.id)
  const title = t('squareTitle', { group: profile.name, entrance: entrance.name })
  const letters = lettersOf(grid)
  const [scheduleId] = own
  const note =
    scheduleId === undefined
      ? t('never')
      : scheduleId === null
        ? t('anyTime')
        : t('squareNote', {
            letter: letters.get(scheduleId) ?? '?',
            name: grid.schedules.find(({ id }) => id === scheduleId)?.name ?? '…',
            ...usesOf(grid, scheduleId),
          })
  return (
    <>
      <Section title={title} note={note}>
        {own.length === 0 ? (
          <p className="soft">{t('neverText', { group: profile.name, entrance: entrance.name })}</p>
        ) : own[0] === null ? (
          <p className="soft">{t('anyTimeText', { group: profile.name, entrance: entrance.name })}</p>
        ) : (
          own.map((id) => (id === null ? null : <Hours key={id} id={id} {...props} />))
        )}
      </Section>
      <GroupSection grid={grid} profile={profile} at={search.at} />
    </>
  )
}

const Hours = ({ id, site, search }: SquareProps & { readonly id: string }) => {
  const t = useTranslations('rights')
  const now = useNow(60_000)
  const { data: schedule } = useQuery(scheduleQuery(id, search.at))
  if (schedule === undefined) return <Loading label={t('hours')} lines={7} />
  const draft = draftOf(schedule)
  const at = search.at === undefined ? now : Date.parse(search.at)
  return (
    <>
      <WeekEditor draft={draft} now={placeInWeek(at, site.timeZone)} />
      {draft.holidays === null ? null : <NextHolidays site={site} draft={draft} at={at} />}
      <MonthSection id={id} site={site} search={search} at={at} />
    </>
  )
}
