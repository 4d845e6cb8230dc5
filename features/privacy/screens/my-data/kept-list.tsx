/** What is kept, a line for each kind of data: until when, and folded away why, for whom and where it comes from. */
import { Fold, Section, useMoments, useNow } from '@loge/ui'
import { useLocale, useTranslations } from 'use-intl'
import type { Kept } from './queries.ts'
import { ENDS, shareOf } from './share.ts'

/** A register says each sentence in both. */
export const useLanguageOf = (): 'en' | 'fr' => (useLocale().startsWith('fr') ? 'fr' : 'en')

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

export const KeptList = ({ categories }: { readonly categories: readonly Kept[] }) => {
  const t = useTranslations('myData')
  return (
    <Section title={t('kept')}>
      {categories.length === 0 ? (
        <p className="fact">{t('keptNone')}</p>
      ) : (
        <>
          <div className="kept-scale note" aria-hidden="true">
            {ENDS.map(({ name }) => (
              <span key={name}>{t(`scale.${name}`)}</span>
            ))}
          </div>
          <ul className="kept">
            {categories.map((category) => (
              <li key={category.id}>
                <Line category={category} />
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  )
}

const Line = ({ category }: { readonly category: Kept }) => {
  const t = useTranslations('myData')
  const language = useLanguageOf()
  const { date } = useMoments()
  const now = useNow(3_600_000)
  const { label, rows, until, kept } = category
  const end = until === null ? undefined : Date.parse(until)
  return (
    <>
      <div className="kept-head">
        <b>{capital(label[language])}</b>
        <span>{end === undefined ? t('open') : t('until', { day: date(end) })}</span>
      </div>
      <div className={`kept-bar${end === undefined ? ' is-open' : ''}`} aria-hidden="true">
        <i style={{ width: `${(end === undefined ? 1 : shareOf(end, now)) * 100}%` }} />
      </div>
      <Fold summary={`${t('entries', { count: rows })} ${kept[0]?.[language] ?? ''}`}>
        <Details category={category} />
      </Fold>
    </>
  )
}

const Details = ({
  category: { purposes, recipients, sources, kept, starts },
}: {
  readonly category: Kept
}) => {
  const t = useTranslations('myData')
  const language = useLanguageOf()
  return (
    <dl className="kept-why">
      <dt>{t('why')}</dt>
      {purposes.map(({ sentence, basis }) => (
        <dd key={sentence.en}>
          {sentence[language]} <span className="faint">{t(`basis.${basis}`)}</span>
        </dd>
      ))}
      <dt>{t('howLong')}</dt>
      {kept.map((sentence, index) => (
        <dd key={sentence.en}>
          {sentence[language]} <span className="faint">{starts[index]?.[language]}</span>
        </dd>
      ))}
      <dt>{t('forWhom')}</dt>
      {recipients.length === 0 ? <dd>{t('forNobody')}</dd> : null}
      {recipients.map(({ label, names }) => (
        <dd key={label.en}>
          {capital(label[language])}
          {names.length === 0 ? null : <span className="faint"> {names.join(', ')}</span>}
        </dd>
      ))}
      <dt>{t('from')}</dt>
      <dd>{capital(sources.map((source) => t(`source.${source}`)).join(', '))}</dd>
    </dl>
  )
}
