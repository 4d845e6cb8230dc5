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
        <div className="wide">
          <Lines lines={lines} label={t(`article.${article}`)} />
        </div>
      </Section>
    )
  })
}

const Lines = ({ lines, label }: { readonly lines: readonly RecordLine[]; readonly label: string }) => {
  const t = useTranslations('registerDesk')
  const language = useLocale().startsWith('fr') ? 'fr' : 'en'
  const say = (sentences: readonly Sentence[]) =>
    [...new Set(sentences.map((one) => one[language]))].join(', ')
  return (
    <table className="tbl">
      <caption className="vh">{label}</caption>
      <thead>
        <tr>
          {(['activity', 'basis', 'whose', 'which', 'seenBy', 'kept', 'protected'] as const).map((column) => (
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
            <td>
              <ul className="list">
                {line.measures.map(({ [language]: measure }) => (
                  <li key={measure}>{measure}</li>
                ))}
              </ul>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
