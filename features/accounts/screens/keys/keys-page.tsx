/** The API keys of the organization: those in use first, each with what it may do, its last use and its end. */
import { Blank, Button, Loading, useNow, useTitle } from '@loge/ui'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { meQuery } from '../sign-in/me.ts'
import { KeyForm } from './key-form.tsx'
import { KeyList } from './key-list.tsx'
import { isInUse, keysQuery } from './queries.ts'
import './keys.css'

export const KeysPage = () => {
  const t = useTranslations('keys')
  useTitle(t('title'))
  const now = useNow(60_000)
  const { data: me } = useQuery(meQuery)
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    ...keysQuery,
    throwOnError: (_, { state }) => state.data === undefined,
  })
  const [isMaking, setMaking] = useState(false)
  const mayManage = me?.grants.some(({ permission }) => permission === 'accounts.manage') === true
  const keys = data?.pages.flatMap((page) => page.data)
  const over = keys?.filter((key) => !isInUse(key, now)) ?? []
  return (
    <div className="page">
      <div className="page-head">
        <div>
          <h1>{t('title')}</h1>
          <p className="lead">{t('lead')}</p>
        </div>
        {mayManage && !isMaking ? (
          <Button kind="main" onClick={() => setMaking(true)}>
            {t('make')}
          </Button>
        ) : null}
      </div>
      <div className="stack keys">
        {isMaking ? <KeyForm onDone={() => setMaking(false)} /> : null}
        {keys === undefined ? <Loading label={t('title')} lines={4} /> : null}
        {keys?.length === 0 && !isMaking ? <Blank title={t('none')}>{t('noneText')}</Blank> : null}
        <KeyList
          title={t('inUse')}
          keys={keys?.filter((key) => isInUse(key, now)) ?? []}
          mayRevoke={mayManage}
        />
        <KeyList title={t('over')} keys={over} mayRevoke={false} />
        {hasNextPage ? (
          <Button kind="text" busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('more')}
          </Button>
        ) : null}
      </div>
    </div>
  )
}
