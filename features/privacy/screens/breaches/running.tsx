/** On the desk: the breaches that are open, with how long is left. */
import { Link } from '@tanstack/react-router'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { ClockLine } from './clock-line.tsx'
import { breachesQuery } from './queries.ts'
import './breaches.css'

export const RunningBreaches = () => {
  const t = useTranslations('breaches')
  const { data } = useQuery(breachesQuery)
  const open = data?.filter(({ closedAt }) => closedAt === null) ?? []
  if (open.length === 0)
    return (
      <p className="note">
        <Link to="/privacy/breaches" search={{}}>
          {t('title')}
        </Link>
      </p>
    )
  return (
    <ul className="breach-list">
      {open.map(({ id, reference, title, clocks }) => (
        <li key={id} className="is-open">
          <Link to="/privacy/breaches" search={{ id }}>
            {t('named', { reference, title })}
          </Link>
          {clocks.map((clock) => (
            <ClockLine key={clock.to} clock={clock} />
          ))}
        </li>
      ))}
    </ul>
  )
}
