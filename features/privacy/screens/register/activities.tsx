/** Each activity as an authority reads it: why, on which basis, whose data, which, for whom, and how long. */
import { ARTICLES, type RecordLine, recordOf, type Register, type Sentence } from '@loge/features/law/core'
import { Section } from '@loge/ui'
import { useLocale, useTranslations } from 'use-intl'

export const Activities = ({ content }: { readonly content: Register }) => {
  const t = useTranslations('registerDesk')
  return ARTICLES.map((article) => {
    const { lines } = recordOf(content, article)
    return lines.length === 0 ? null : (
      <Section
        key={article}
        title={t(`article.${article}`)}
        note={t('activityCount', { count: lines.length })}
      >
        <div className="tbl-wide">
          <Lines lines={lines} label={t(`article.${article}`)} />
        </div>
        <Common measures={commonTo(lines)} />
      </Section>
    )
  })
}

/** Measures taken for the whole house stand in every line: said once below, each line keeps what is its own. */
const commonTo = (lines: readonly RecordLine[]): readonly Sentence[] => {
  const [first, ...others] = lines
  return (first?.measures ?? []).filter(({ en }) =>
    others.every((line) => line.measures.some((one) => one.en === en)),
  )
}

const Common = ({ measures }: { readonly measures: readonly Sentence[] }) => {
  const t = useTranslations('registerDesk')
  return measures.length === 0 ? null : (
    <>
      <h3>{t('protectedAll')}</h3>
      <Measures measures={measures} />
    </>
  )
}

const Measures = ({ measures }: { readonly measures: readonly Sentence[] }) => {
  const language = useLocale().startsWith('fr') ? 'fr' : 'en'
  return (
    <ul className="list">
      {measures.map(({ [language]: measure }) => (
        <li key={measure}>{measure}</li>
      ))}
    </ul>
  )
}

const COLUMNS = ['activity', 'basis', 'whose', 'which', 'seenBy', 'kept'] as const

const Lines = ({ lines, label }: { readonly lines: readonly RecordLine[]; readonly label: string }) => {
  const t = useTranslations('registerDesk')
  const language = useLocale().startsWith('fr') ? 'fr' : 'en'
  const say = (sentences: readonly Sentence[]) =>
    [...new Set(sentences.map((one) => one[language]))].join(', ')
  const common = new Set(commonTo(lines).map(({ en }) => en))
  const own = (line: RecordLine) => line.measures.filter(({ en }) => !common.has(en))
  const columns = lines.some((line) => own(line).length > 0) ? [...COLUMNS, 'protected' as const] : COLUMNS
  return (
    <table className="tbl">
      <caption className="vh">{label}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {t(`column.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.id}>
            <th scope="row">
              {line.label[language]}
              <span className="note">{say(line.purposes.map(({ sentence }) => sentence))}</span>
            </th>
            <td>{[...new Set(line.purposes.map(({ basis }) => t(`basis.${basis}`)))].join(', ')}</td>
            <td>{say(line.audiences)}</td>
            <td>{say(line.categories)}</td>
            <td>
              {say(line.recipients.map((one) => one.label))}
              {line.transfers.length === 0 ? null : (
                <span className="note">
                  {line.transfers.map(({ name, country }) => `${name} (${country})`).join(', ')}
                </span>
              )}
            </td>
            <td>{say(line.purposes.map(({ kept }) => kept))}</td>
            {columns.length === COLUMNS.length ? null : (
              <td>
                <Measures measures={own(line)} />
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
