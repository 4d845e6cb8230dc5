/** Every schedule of the house in a line: its hours, where it is used, and what can be done with it. */
import { Button, type Column, List, Section } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Saving } from './change-bar.tsx'
import { draftOf } from './draft.ts'
import { lettersOf, usesOf } from './grid.ts'
import { type Grid, type Schedule, schedulesQuery } from './queries.ts'
import { RenameSchedule, RetireSchedule, type ScheduleDoing } from './schedule-acts.tsx'
import { useHoursWords } from './use-hours-words.ts'

interface ScheduleListProps {
  readonly grid: Grid
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
    (['rename', 'retire'] as const).map((what) => (
      <Button
        key={what}
        kind="text"
        small
        aria-label={t(`${what}Of`, { name })}
        onClick={() => onAct({ id, what })}
      >
        {t(what)}…
      </Button>
    )),
})

export const ScheduleList = ({ grid, saving }: ScheduleListProps) => {
  const t = useTranslations('rights')
  const words = useHoursWords()
  const { data: schedules } = useQuery(schedulesQuery)
  const letters = lettersOf(grid)
  const [doing, setDoing] = useState<ScheduleDoing | undefined>(undefined)
  const about = schedules?.find(({ id }) => id === doing?.id)
  const Act = doing?.what === 'rename' ? RenameSchedule : RetireSchedule
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
          rows={schedules}
          columns={columns}
          idOf={({ id }) => id}
          find={{ text: ({ name }) => name }}
          empty={<p className="soft">{t('noSchedule')}</p>}
        />
        {saving === undefined || schedules === undefined || about === undefined ? null : (
          <Act
            key={`${doing?.what} ${about.id}`}
            schedule={about}
            all={schedules}
            grid={grid}
            saving={saving}
            // A late answer closes what it was about, not what was opened since.
            onClose={() => setDoing((now) => (now === doing ? undefined : now))}
          />
        )}
      </Section>
    </div>
  )
}
