/** Who learns of other people here, and since when each is bound to keep it secret. */
import { type Column, List, Loading, State, useMoments, useProblemText } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { type Signature, signaturesQuery } from './queries.ts'

const idOf = ({ accountId }: Signature): string => accountId
const nameOf = ({ personName }: Signature): string => personName
const signedAt = ({ signedAt: at }: Signature): string | null => at

export const Signed = () => {
  const t = useTranslations('documents.signed')
  const problem = useProblemText()
  const { data, error } = useQuery({ ...signaturesQuery, throwOnError: false })
  const columns = useColumns()
  if (error !== null && data === undefined) return <p className="soft">{problem(error)}</p>
  if (data === undefined) return <Loading label={t('title')} lines={2} />
  return (
    <div className="signed">
      <h3>{t('title')}</h3>
      <p className="note">{t('lead')}</p>
      <List
        label={t('title')}
        rows={data}
        columns={columns}
        idOf={idOf}
        empty={<p className="soft">{t('nobody')}</p>}
      />
    </div>
  )
}

const useColumns = (): readonly Column<Signature>[] => {
  const t = useTranslations('documents.signed')
  const { date } = useMoments()
  return [
    { key: 'who', head: t('who'), as: 'name', sort: nameOf, cell: nameOf },
    {
      key: 'when',
      head: t('when'),
      sort: signedAt,
      cell: ({ signedAt: at }) => (at === null ? <State kind="att">{t('not')}</State> : date(Date.parse(at))),
    },
  ]
}
