/** Every schedule of the house in a line: its hours, where it is used, and what can be done with it. */
import { Button, Loading, Section } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Saving } from './change-bar.tsx'
import { draftOf } from './draft.ts'
import { lettersOf, usesOf } from './grid.ts'
import { type Grid, schedulesQuery } from './queries.ts'
import { RenameSchedule, RetireSchedule, type ScheduleDoing } from './schedule-acts.tsx'
import { useHoursWords } from './use-hours-words.ts'

interface ScheduleListProps {
  readonly grid: Grid
  /** Left out: nothing can be changed, for it is another moment or another role. */
  readonly saving: Saving | undefined
}

export const ScheduleList = ({ grid, saving }: ScheduleListProps) => {
  const t = useTranslations('rights')
  const words = useHoursWords()
  const { data: schedules } = useQuery(schedulesQuery)
  const letters = lettersOf(grid)
  const [doing, setDoing] = useState<ScheduleDoing | undefined>(undefined)
  const about = schedules?.find(({ id }) => id === doing?.id)
  const Act = doing?.what === 'rename' ? RenameSchedule : RetireSchedule
  return (
    <div className="schedules">
      <Section title={t('schedules')} note={t('schedulesNote')}>
        {schedules === undefined ? (
          <Loading label={t('schedules')} />
        ) : schedules.length === 0 ? (
          <p className="soft">{t('noSchedule')}</p>
        ) : (
          <table className="tbl">
            <thead>
              <tr>
                <th scope="col">{t('letter')}</th>
                <th scope="col">{t('name')}</th>
                <th scope="col">{t('hours')}</th>
                <th scope="col">{t('used')}</th>
                {saving === undefined ? null : (
                  <th scope="col">
                    <span className="vh">{t('scheduleActs')}</span>
                  </th>
                )}
              </tr>
            </thead>
            <tbody>
              {schedules.map((schedule) => (
                <tr key={schedule.id}>
                  <td>{letters.get(schedule.id) ?? '–'}</td>
                  <th scope="row">{schedule.name}</th>
                  <td>{words.week(draftOf(schedule).week)}</td>
                  <td>{t('uses', usesOf(grid, schedule.id))}</td>
                  {saving === undefined ? null : (
                    <td className="schedule-acts">
                      {(['rename', 'retire'] as const).map((what) => (
                        <Button
                          key={what}
                          kind="text"
                          small
                          aria-label={t(`${what}Of`, { name: schedule.name })}
                          onClick={() => setDoing({ id: schedule.id, what })}
                        >
                          {t(what)}…
                        </Button>
                      ))}
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        )}
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
