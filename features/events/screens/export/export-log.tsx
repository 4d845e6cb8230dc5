/** The log as a file: what it will hold, said before it is taken. */
import { buttonClass, Section, useMoments } from '@loge/ui'
import { Link } from '@tanstack/react-router'
import { useLocale, useTranslations } from 'use-intl'
import { exportAddress } from './export-address.ts'
import type { EventSearch, Span } from '../log/search.ts'

interface ExportLogProps {
  readonly search: EventSearch
  readonly span: Span
  readonly now: number
}

export const ExportLog = ({ search, span, now }: ExportLogProps) => {
  const t = useTranslations('exportLog')
  const { date, time } = useMoments()
  const language = useLocale().slice(0, 2)
  const until = span.until ?? now
  const said = (at: number) => `${date(at)}, ${time(at)}`
  const iso = (at: number) => new Date(at).toISOString()
  return (
    <Section title={t('title')}>
      <p>{t('holds', { from: said(span.from), until: said(until) })}</p>
      <p className="note">{t('noNames')}</p>
      <div className="row">
        {(['csv', 'ndjson'] as const).map((format) => (
          <a
            key={format}
            className={buttonClass()}
            href={exportAddress(search, { from: iso(span.from), until: iso(until), language, format })}
            download
          >
            {t(format)}
          </a>
        ))}
        <Link
          className={buttonClass()}
          to="/events/print"
          search={{ ...search, from: iso(span.from), until: iso(until) }}
        >
          {t('paper')}
        </Link>
      </div>
    </Section>
  )
}
