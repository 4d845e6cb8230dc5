/** What is kept of the person and what would become of it; afterwards what was done, and found again or not. */
import { Loading, Notice, PaneSection, State, useWords } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { useLocale, useTranslations } from 'use-intl'
import { Stores } from '../stores/stores.tsx'
import { type Case, caseScopeQuery, erasureQuery, scopeQuery } from './queries.ts'

export const Scope = ({ one, personId }: { one: Case; personId: string }) => {
  const t = useTranslations('desk')
  const language = useLocale().startsWith('fr') ? 'fr' : 'en'
  const { data } = useQuery(scopeQuery(personId))
  const isErasure = one.right === 'erasure'
  return (
    <PaneSection
      title={t(isErasure ? 'scopeErase' : 'scope')}
      link={<span className="note">{t('preview')}</span>}
    >
      <ToBeTold id={one.id} />
      {data === undefined ? (
        <Loading label={t('scope')} lines={4} />
      ) : (
        <table className="tbl scope">
          <thead>
            <tr>
              <th scope="col">{t('data')}</th>
              <th scope="col" className="num">
                {t('number')}
              </th>
              {isErasure ? <th scope="col">{t('afterwards')}</th> : null}
            </tr>
          </thead>
          <tbody>
            {data.data
              .filter(({ rows }) => rows > 0)
              .map(({ table, part, rows, does, kept }) => (
                <tr key={`${table} ${part}`}>
                  <th scope="row">{table.replaceAll('_', ' ')}</th>
                  <td className="num">{rows}</td>
                  {isErasure ? (
                    <td>
                      {t(`does.${does}`)}
                      {kept[0] === undefined ? null : (
                        <span className="note">{kept[0].sentence[language]}</span>
                      )}
                    </td>
                  ) : null}
                </tr>
              ))}
          </tbody>
        </table>
      )}
    </PaneSection>
  )
}

/** Whoever got something of them is told of what is corrected, erased or frozen (GDPR art. 19). */
const ToBeTold = ({ id }: { id: string }) => {
  const t = useTranslations('desk')
  const { data } = useQuery(caseScopeQuery(id))
  const names = data?.recipients.map(({ name, country }) => `${name} (${country})`) ?? []
  return names.length === 0 ? null : <p className="note">{t('told', { names: names.join(', ') })}</p>
}

export const Receipt = ({ id }: { id: string }) => {
  const t = useTranslations('desk')
  const words = useWords()
  const { data } = useQuery(erasureQuery(id))
  if (data === undefined) return <Loading label={t('receipt')} lines={2} />
  const rows = data.steps.reduce((sum, { does, done }) => sum + (does === 'keep' ? 0 : done), 0)
  const kept = data.steps.reduce((sum, { does, done }) => sum + (does === 'keep' ? done : 0), 0)
  return (
    <PaneSection
      title={t('receipt')}
      link={
        <State kind={data.state === 'done' ? 'ok' : data.state === 'doubtful' ? 'bad' : 'wait'}>
          {words(`desk.erasure.${data.state}`) ?? data.state}
        </State>
      }
    >
      <p>{t('receiptText', { rows, kept })}</p>
      {data.pending.length === 0 ? null : (
        <Notice kind="att">{t('doorsPending', { count: data.pending.length })}</Notice>
      )}
      <Stores stores={data.stores} />
      {data.found.length === 0 ? null : (
        <Notice kind="bad">{t('foundAgain', { count: data.found.length })}</Notice>
      )}
    </PaneSection>
  )
}
