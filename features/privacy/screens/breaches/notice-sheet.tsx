/** The notification to the authority, to read, print or copy into its form. */
import { Button, Fold, Loading, printSheet, Select } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { NOTICE_STAGES } from '../../core/index.ts'
import { noticeQuery } from './queries.ts'

export const NoticeSheet = ({ id }: { readonly id: string }) => {
  const t = useTranslations('breaches')
  const own = useLocale().startsWith('fr') ? 'fr' : 'en'
  const [language, setLanguage] = useState<'en' | 'fr'>(own)
  const [stage, setStage] = useState<(typeof NOTICE_STAGES)[number]>('first')
  const { data } = useQuery(noticeQuery(id, { stage, language }))
  const sheet = `notice-${id}`
  return (
    <Fold summary={t('notice')}>
      <div className="pair">
        <Select
          label={t('stage')}
          value={stage}
          onChange={setStage}
          options={NOTICE_STAGES.map((value) => ({ value, label: t(`stages.${value}`) }))}
        />
        <Select
          label={t('language')}
          value={language}
          onChange={setLanguage}
          options={[
            { value: 'en', label: 'English' },
            { value: 'fr', label: 'Français' },
          ]}
        />
      </div>
      {data === undefined ? (
        <Loading label={t('notice')} lines={6} />
      ) : (
        <article id={sheet} className="sheet" lang={language}>
          <h4>{data.title}</h4>
          {data.lines.map(({ head, text }) => (
            <p key={head + text}>
              {head === '' ? null : (
                <>
                  <b>{head}</b>
                  <br />
                </>
              )}
              {text}
            </p>
          ))}
        </article>
      )}
      <div className="row">
        <Button small onClick={() => printSheet(sheet)}>
          {t('print')}
        </Button>
      </div>
    </Fold>
  )
}
