/** One regular report: when, to whom, what comes next, and what can be done with it. */
import { Button, State, useMoments, useNow } from '@loge/ui'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Report } from './queries.ts'
import { ReportRuns } from './report-runs.tsx'
import { useRhythm } from './use-rhythm.ts'

interface ReportLineProps {
  readonly report: Report
  /** Of its site, where there are several. */
  readonly site: string | undefined
  readonly busy: boolean
  readonly onRun: () => void
  readonly onPause: () => void
  readonly onChange: () => void
  readonly onRemove: () => void
}

export const ReportLine = ({ report, site, busy, onRun, onPause, onChange, onRemove }: ReportLineProps) => {
  const t = useTranslations('reports')
  const rhythm = useRhythm()
  const { when } = useMoments()
  const now = useNow(60_000)
  const [isOpen, setOpen] = useState(false)
  const names = report.readers.map(({ name }) => name ?? t('gone')).join(', ')
  return (
    <li className="report">
      <div className="report-head">
        <span>
          <b>{report.name}</b>
          <span className="note">
            {[site, rhythm(report), t('to', { names })].filter((part) => part !== undefined).join(', ')}
          </span>
        </span>
        {report.nextAt === null ? (
          <State kind="off">{t('paused')}</State>
        ) : (
          <State kind="wait">{t('next', { time: when(Date.parse(report.nextAt), now) })}</State>
        )}
      </div>
      <div className="row">
        <Button small aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {t('history')}
        </Button>
        {report.mayKeep ? (
          <>
            <Button small busy={busy} onClick={onRun}>
              {t('run')}
            </Button>
            <Button small kind="text" onClick={onChange}>
              {t('change')}
            </Button>
            <Button small kind="text" busy={busy} onClick={onPause}>
              {t(report.paused ? 'resume' : 'pause')}
            </Button>
            <Button small kind="text" busy={busy} onClick={onRemove}>
              {t('remove')}
            </Button>
          </>
        ) : null}
      </div>
      {isOpen ? <ReportRuns report={report} /> : null}
    </li>
  )
}
