/** Changes to several devices: all of them, or one with where each of its devices stands. */
import { Blank, buttonClass, Loading, State, useMoments, useNow, useTitle } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { useMayChange } from './use-may-change.ts'
import { OneRollout } from './one-rollout.tsx'
import { type Rollout, rolloutsQuery } from './queries.ts'
import { STATE_MARKS, useRolloutWords } from './use-rollout-words.ts'
import './rollouts.css'

export const RolloutsPage = () => {
  const { rollout } = useSearch({ from: '/console/doors/changes' })
  return rollout === undefined ? <All /> : <OneRollout key={rollout} id={rollout} />
}

const All = () => {
  const t = useTranslations('rollouts')
  useTitle(t('title'))
  const may = useMayChange()
  const { data } = useQuery({ ...rolloutsQuery, throwOnError: (_, { state }) => state.data === undefined })
  const start = (
    <Link className={buttonClass('main')} to="/doors/changes/new" search={{}}>
      {t('start')}
    </Link>
  )
  return (
    <div className="page rollouts-page">
      <p className="crumbs note">
        <Link to="/doors" search={{}}>
          {t('back')}
        </Link>
      </p>
      <div className="page-head">
        <div>
          <h1>{t('title')}</h1>
          <p className="lead">{t('lead')}</p>
        </div>
        {may && data !== undefined && data.length > 0 ? start : null}
      </div>
      {data === undefined ? (
        <Loading label={t('title')} lines={5} />
      ) : data.length === 0 ? (
        <Blank title={t('none')} acts={may ? start : undefined}>
          {t('noneText')}
        </Blank>
      ) : (
        <Table rollouts={data} />
      )}
    </div>
  )
}

const Table = ({ rollouts }: { rollouts: readonly Rollout[] }) => {
  const t = useTranslations('rollouts')
  const { wish } = useRolloutWords()
  const { when } = useMoments()
  const now = useNow(60_000)
  return (
    <table className="tbl rollouts">
      <thead>
        <tr>
          <th scope="col">{t('what')}</th>
          <th scope="col">{t('state')}</th>
          <th scope="col" className="num">
            {t('progress')}
          </th>
          <th scope="col">{t('when')}</th>
        </tr>
      </thead>
      <tbody>
        {rollouts.map((one) => (
          <tr key={one.id}>
            <th scope="row">
              <Link to="/doors/changes" search={{ rollout: one.id }}>
                {wish(one)}
              </Link>
              <span className="note">{one.reason}</span>
            </th>
            <td>
              <State kind={STATE_MARKS[one.state]}>{t(`states.${one.state}`)}</State>
            </td>
            <td className="num">
              {t('of', {
                done: one.counts.in_force ?? 0,
                all: Object.values(one.counts).reduce((sum, count) => sum + count, 0),
              })}
            </td>
            <td>
              <time dateTime={one.startedAt}>{when(Date.parse(one.startedAt), now)}</time>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
