/** Every look at where somebody went, for whoever answers for the staff: who, at whom, which period, why. */
import { Blank, Button, type Column, List, useMoments, useNames, useNow, useTitle } from '@loge/ui'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { type Look, looksQuery } from './queries.ts'
import '../log/events.css'

export const LooksPage = () => {
  const t = useTranslations('look')
  useTitle(t('reviewTitle'))
  const list = useInfiniteQuery({
    ...looksQuery,
    throwOnError: (_error, query) => query.state.data === undefined,
  })
  const looks = list.data?.pages.flatMap(({ data }) => data)
  const columns = useColumns()
  const nameOf = useNames()
  const textOf = ({ by, personId, words, reason }: Look): string =>
    [by ?? t('who'), nameOf(personId), t(`reasons.${reason}`), words].join(' ')
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
      <List
        label={t('reviewTitle')}
        className="looks"
        rows={looks}
        columns={columns}
        idOf={idOf}
        find={{ text: textOf }}
        empty={<Blank title={t('reviewNone')} />}
      />
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

const idOf = ({ id }: Look): string => id

const useColumns = (): readonly Column<Look>[] => {
  const t = useTranslations('look')
  const nameOf = useNames()
  const { when, time } = useMoments()
  const now = useNow(60_000)
  const moment = (text: string) => when(Date.parse(text), now)
  const byOf = ({ by }: Look): string => by ?? t('who')
  const personOf = ({ personId }: Look): string => nameOf(personId) ?? t('record')
  const whyOf = ({ reason, words }: Look): string => t('saying', { reason: t(`reasons.${reason}`), words })
  return [
    { key: 'by', head: t('columns.by'), as: 'name', sort: byOf, cell: byOf },
    {
      key: 'at',
      head: t('columns.at'),
      phone: 'aside',
      sort: ({ openedAt }) => openedAt,
      cell: ({ openedAt, open, closesAt }) => (
        <>
          {moment(openedAt)}
          {open ? <span className="tag">{t('openNow', { time: time(Date.parse(closesAt)) })}</span> : null}
        </>
      ),
    },
    {
      key: 'person',
      head: t('columns.person'),
      sort: personOf,
      cell: (look) => (
        <Link to="/residents/$id" params={{ id: look.personId }}>
          {personOf(look)}
        </Link>
      ),
    },
    {
      key: 'period',
      head: t('columns.period'),
      sort: ({ from }) => from,
      cell: ({ from, until }) => `${moment(from)} – ${moment(until)}`,
    },
    { key: 'why', head: t('columns.why'), cell: whyOf },
  ]
}
