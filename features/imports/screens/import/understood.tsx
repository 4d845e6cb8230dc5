/** What is understood of a file: the heads of each column and the words below them, and a model to fill in. */
import { buttonClass, Fold } from '@loge/ui'
import { useLocale, useTranslations } from 'use-intl'
import { EXPORT_HEADERS } from '../../core/export-headers.ts'
import { FIELDS, type FieldName, headerForm, HEADER_WORDS } from '../../core/fields.ts'
import { modelFile } from '../../core/model-file.ts'
import { wordsBelow } from './words-below.ts'

/** Both languages as we write them, then the other writings that are known. */
const headsOf = (field: FieldName, language: 'en' | 'fr'): readonly string[] => {
  const own = [EXPORT_HEADERS[language][field], EXPORT_HEADERS[language === 'fr' ? 'en' : 'fr'][field]]
  return [
    ...new Map(
      [...HEADER_WORDS[field].toReversed(), ...own.toReversed()].map((head) => [headerForm(head), head]),
    ).values(),
  ].toReversed()
}

export const Understood = () => {
  const t = useTranslations('imports')
  const language = useLocale().startsWith('fr') ? 'fr' : 'en'
  return (
    <Fold summary={t('understood')}>
      <p className="note">{t('understoodHow')}</p>
      <dl className="understood">
        {FIELDS.map((field) => (
          <div key={field}>
            <dt>{t(`field.${field}`)}</dt>
            <dd>{headsOf(field, language).join(', ')}</dd>
            {wordsBelow(field).map((words) => (
              <dd key={words} className="note">
                {t('wordsBelow', { words })}
              </dd>
            ))}
          </div>
        ))}
      </dl>
    </Fold>
  )
}

export const Model = () => {
  const t = useTranslations('imports')
  const language = useLocale().startsWith('fr') ? 'fr' : 'en'
  const href = `data:text/csv;charset=utf-8,${encodeURIComponent(modelFile(language))}`
  return (
    <p className="row import-model">
      <a className={buttonClass('plain', true)} href={href} download={t('modelName')}>
        {t('model')}
      </a>
      <span className="note">{t('modelHow')}</span>
    </p>
  )
}
