/** Every look at where somebody went, for whoever answers for the staff: who, at whom, which period, why. */
import { Blank, Button, Loading, useMoments, useNames, useNow, useTitle } from '@loge/ui'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { type Look, looksQuery } from './queries.ts'

export const LooksPage = () => {
  const t = useTranslations('look')
  useTitle(t('reviewTitle'))
  const list = useInfiniteQuery({
    ...looksQuery,
    throwOnError: (_error, query) => query.state.data === undefined,
  })
  const looks = list.data?.pages.flatMap(({ data }) => data)
  return (
    <div className="page">
      <p className="crumbs note">
        <Link to="/events">{t('back')}</Link>
      </p>
      <div className="page-head">
        <div>
          <h1>{t('reviewTitle')}</h1>
          <p className="lead">{t('reviewLead')}</p>
        </div>
      </div>
      {looks === undefined ? (
        <Loading label={t('reviewTitle')} lines={6} />
      ) : looks.length === 0 ? (
        <Blank title={t('reviewNone')} />
      ) : (
        <LookTable looks={looks} />
      )}
      {list.hasNextPage ? (
        <p className="older">
          <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('older')}
          </Button>
        </p>
      ) : null}
    </div>
  )
}

const LookTable = ({ looks }: { looks: readonly Look[] }) => {
  const t = useTranslations('look')
  const nameOf = useNames()
  const { when, time } = useMoments()
  const now = useNow(60_000)
  const moment = (text: string) => when(Date.parse(text), now)
  return (
    <table className="tbl looks">
      <caption className="vh">{t('reviewTitle')}</caption>
      <thead>
        <tr>
          {(['at', 'by', 'person', 'period', 'why'] as const).map((column) => (
            <th key={column} scope="col">
              {t(`columns.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {looks.map((look) => (
          <tr key={look.id}>
            <td>
              {moment(look.openedAt)}
              {look.open ? (
                <span className="tag">{t('openNow', { time: time(Date.parse(look.closesAt)) })}</span>
              ) : null}
            </td>
            <th scope="row">{look.by ?? t('who')}</th>
            <td>
              <Link to="/residents/$id" params={{ id: look.personId }}>
                {nameOf(look.personId) ?? t('record')}
              </Link>
            </td>
            <td>
              {moment(look.from)} – {moment(look.until)}
            </td>
            <td>{t('saying', { reason: t(`reasons.${look.reason}`), words: look.words })}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
