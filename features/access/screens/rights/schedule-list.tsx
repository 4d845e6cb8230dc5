/** Every schedule of the house in a line: its hours, and where it is used. */
import { Loading, Section } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { draftOf } from './draft.ts'
import { lettersOf, usesOf } from './grid.ts'
import { type Grid, schedulesQuery } from './queries.ts'
import { useHoursWords } from './use-hours-words.ts'

export const ScheduleList = ({ grid }: { grid: Grid }) => {
  const t = useTranslations('rights')
  const words = useHoursWords()
  const { data: schedules } = useQuery(schedulesQuery)
  const letters = lettersOf(grid)
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
              </tr>
            </thead>
            <tbody>
              {schedules.map((schedule) => (
                <tr key={schedule.id}>
                  <td>{letters.get(schedule.id) ?? '–'}</td>
                  <th scope="row">{schedule.name}</th>
                  <td>{words.week(draftOf(schedule).week)}</td>
                  <td>{t('uses', usesOf(grid, schedule.id))}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Section>
    </div>
  )
}
