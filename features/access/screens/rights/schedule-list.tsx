/** Every schedule of the house in a line: its hours, where it is used, and what can be done with it. */
import { Button, type Column, List, Section } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Saving } from './change-bar.tsx'
import { draftOf } from './draft.ts'
import { lettersOf, usesOf } from './grid.ts'
import { type Grid, type Schedule, schedulesQuery, type Site } from './queries.ts'
import { RenameSchedule, RetireSchedule, type ScheduleDoing } from './schedule-acts.tsx'
import { NewSchedule, ScheduleHours } from './schedule-hours.tsx'
import { useHoursWords } from './use-hours-words.ts'

interface ScheduleListProps {
  readonly grid: Grid
  readonly site: Site
  /** Left out: nothing can be changed, for it is another moment or another role. */
  readonly saving: Saving | undefined
}

const actsColumn = (
  t: ReturnType<typeof useTranslations<'rights'>>,
  onAct: (doing: ScheduleDoing) => void,
): Column<Schedule> => ({
  key: 'acts',
  head: t('scheduleActs'),
  hideHead: true,
  as: 'act',
  phone: 'plain',
  className: 'schedule-acts',
  cell: ({ id, name }) =>
    (['hours', 'rename', 'retire'] as const).map((what) => (
      <Button
        key={what}
        kind="text"
        small
        aria-label={t(`${what}Of`, { name })}
        onClick={() => onAct({ id, what })}
      >
        {t(`${what}Act`)}…
      </Button>
    )),
})

const ACTS = { hours: ScheduleHours, rename: RenameSchedule, retire: RetireSchedule } as const

export const ScheduleList = ({ grid, site, saving }: ScheduleListProps) => {
  const t = useTranslations('rights')
  const words = useHoursWords()
  const { data: schedules } = useQuery(schedulesQuery)
  const byName = useMemo(
    () => schedules?.toSorted((one, other) => one.name.localeCompare(other.name)),
    [schedules],
  )
  const letters = lettersOf(grid)
  const [doing, setDoing] = useState<ScheduleDoing | 'new' | undefined>(undefined)
  const act = doing === 'new' ? undefined : doing
  const about = schedules?.find(({ id }) => id === act?.id)
  const Act = act === undefined ? undefined : ACTS[act.what]
  const stop = () => setDoing(undefined)
  const columns: readonly Column<Schedule>[] = [
    { key: 'letter', head: t('letter'), phone: 'aside', cell: ({ id }) => letters.get(id) ?? '–' },
    { key: 'name', head: t('name'), as: 'name', sort: ({ name }) => name, cell: ({ name }) => name },
    { key: 'hours', head: t('hours'), cell: (schedule) => words.week(draftOf(schedule).week) },
    { key: 'used', head: t('used'), cell: ({ id }) => t('uses', usesOf(grid, id)) },
    ...(saving === undefined ? [] : [actsColumn(t, setDoing)]),
  ]
  return (
    <div className="schedules">
      <Section title={t('schedules')} note={t('schedulesNote')}>
        <List
          label={t('schedules')}
          rows={byName}
          columns={columns}
          idOf={({ id }) => id}
          find={{ text: ({ name }) => name }}
          empty={<p className="soft">{t('noSchedule')}</p>}
        />
        {saving === undefined || doing !== undefined ? null : (
          <div className="row change-acts">
            <Button onClick={() => setDoing('new')}>{t('newSchedule')}…</Button>
          </div>
        )}
        {saving === undefined || schedules === undefined || doing !== 'new' ? null : (
          <NewSchedule all={schedules} site={site} saving={saving} onClose={stop} />
        )}
        {saving === undefined ||
        schedules === undefined ||
        about === undefined ||
        Act === undefined ? null : (
          <Act
            key={`${act?.what} ${about.id}`}
            schedule={about}
            all={schedules}
            grid={grid}
            site={site}
            saving={saving}
            // A late answer closes what it was about, not what was opened since.
            onClose={() => setDoing((now) => (now === doing ? undefined : now))}
          />
        )}
      </Section>
    </div>
  )
}
