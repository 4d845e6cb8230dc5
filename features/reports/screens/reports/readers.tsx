/** To whom a report is sent: oneself, and whom else of those who sign in one may see. */
import { meQuery } from '@loge/features/accounts/screens'
import { Loading, Notice, useProblemText } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { readersQuery } from './queries.ts'

interface ReadersProps {
  readonly chosen: readonly string[]
  readonly onChange: (ids: string[]) => void
  readonly isMissing: boolean
}

export const Readers = ({ chosen, onChange, isMissing }: ReadersProps) => {
  const t = useTranslations('reports')
  const problem = useProblemText()
  const { data: me } = useQuery(meQuery)
  const maySeeOthers =
    me?.grants.some(({ permission, scope }) => permission === 'accounts.read' && scope.kind !== 'own') ===
    true
  const { data, error } = useQuery({ ...readersQuery, enabled: maySeeOthers, throwOnError: false })
  if (!maySeeOthers) return <p className="note">{t('onlyYou')}</p>
  if (error !== null) return <Notice kind="att">{problem(error)}</Notice>
  if (data === undefined) return <Loading label={t('readers')} lines={2} />
  return (
    <fieldset className="report-readers">
      <legend className="lbl">{t('readers')}</legend>
      {data.map(({ id, name }) => (
        <label key={id} className="opt">
          <input
            type="checkbox"
            checked={chosen.includes(id)}
            onChange={({ target }) =>
              onChange(target.checked ? [...chosen, id] : chosen.filter((one) => one !== id))
            }
          />
          <span>{id === me?.account?.id ? t('you', { name }) : name}</span>
        </label>
      ))}
      {isMissing ? (
        <p className="err" role="alert">
          {t('readersMissing')}
        </p>
      ) : null}
      <p className="hint">{t('readersHint')}</p>
    </fieldset>
  )
}
