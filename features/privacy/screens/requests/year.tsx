/** What became of the requests of this year, in one line; red as long as one is overdue. */
import { State } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { reportQuery } from './queries.ts'

export const Year = () => {
  const t = useTranslations('desk')
  const [thisYear] = useState(() => new Date().getFullYear())
  const { data } = useQuery(reportQuery(thisYear))
  if (data === undefined || data.received === 0) return null
  const { overdue } = data
  const said = {
    year: String(data.year),
    received: String(data.received),
    answered: String(data.answered),
    refused: String(data.refused),
    withdrawn: String(data.withdrawn),
    late: String(data.late),
  }
  return (
    <p className="note">
      {t('year', said)} {overdue === 0 ? null : <State kind="bad">{t('overdue', { count: overdue })}</State>}
    </p>
  )
}
