/** On the desk: contracts with recipients that stop transfers, or soon will. Nothing to do, nothing shown. */
import { State, useMoments, useNow } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { contractsQuery, type RecipientContract } from './queries.ts'

export const ContractTasks = () => {
  const t = useTranslations('contracts')
  const { data } = useQuery(contractsQuery)
  const due = data?.filter(({ state }) => state !== 'binds') ?? []
  if (due.length === 0) return null
  return (
    <section className="stack" aria-label={t('title')}>
      <h2>{t('title')}</h2>
      <ul className="list">
        {due.map((contract) => (
          <Task key={contract.recipient} contract={contract} />
        ))}
      </ul>
      <p className="note">
        <Link to="/privacy/register">{t('toRegister')}</Link>
      </p>
    </section>
  )
}

const Task = ({ contract }: { readonly contract: RecipientContract }) => {
  const t = useTranslations('contracts')
  const { when } = useMoments()
  const now = useNow(60_000)
  const { name, state, until, stopped, lastStoppedAt } = contract
  return (
    <li className="rule-line">
      <span>
        <b>{name}</b>
        <span className="note">
          {until === null ? null : t('until', { day: until })}
          {lastStoppedAt === null
            ? null
            : ` ${t('stopped', { count: stopped, when: when(Date.parse(lastStoppedAt), now) })}`}
        </span>
      </span>
      <State kind={state === 'ending' ? 'att' : 'bad'}>{t(`states.${state}`)}</State>
    </li>
  )
}
