/** Who signs in: everybody with an account, what they may do, and the way to let somebody in. */
import { Button, useTitle } from '@loge/ui'
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useDeferredValue, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Account } from '../roles/queries.ts'
import { meQuery } from '../sign-in/me.ts'
import { AccountActs } from './account-acts.tsx'
import { AccountList } from './account-list.tsx'
import { InviteForm } from './invite-form.tsx'
import { KeepRoles } from './keep-roles.tsx'
import { accountListQuery } from './queries.ts'
import './accounts.css'

/** Below that, everybody is seen at once. */
const WORTH_SEARCHING = 8

const isAdministrator = ({ status, roles }: Account): boolean =>
  status === 'active' && roles.some(({ role, until }) => role === 'administrator' && until === null)

export const AccountsPage = () => {
  const t = useTranslations('accounts')
  useTitle(t('title'))
  const { data: me } = useQuery(meQuery)
  const [isInviting, setInviting] = useState(false)
  const mayManage = me?.grants.some(({ permission }) => permission === 'accounts.manage') === true
  return (
    <div className="page">
      <div className="page-head">
        <div>
          <h1>{t('title')}</h1>
          <p className="lead">{t('lead')}</p>
        </div>
        <div className="acts">
          {mayManage && !isInviting ? (
            <Button kind="main" onClick={() => setInviting(true)}>
              {t('invite')}
            </Button>
          ) : null}
        </div>
      </div>
      <div className="stack accounts">
        {isInviting ? <InviteForm onDone={() => setInviting(false)} /> : null}
        <Accounts self={me?.account?.id} mayManage={mayManage} />
        <p>
          <Link to="/settings/roles">{t('roles')}</Link>
        </p>
      </div>
    </div>
  )
}

interface AccountsProps {
  readonly self: string | undefined
  readonly mayManage: boolean
}

const Accounts = ({ self, mayManage }: AccountsProps) => {
  const t = useTranslations('accounts')
  const [text, setText] = useState('')
  const q = useDeferredValue(text).trim()
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    ...accountListQuery(q),
    placeholderData: keepPreviousData,
    throwOnError: (_, { state }) => state.data === undefined,
  })
  const accounts = data?.pages.flatMap((page) => page.data)
  const isEverybody = q === '' && !hasNextPage
  const isAlone = isEverybody && accounts?.filter(isAdministrator).length === 1
  const isFew = isEverybody && (accounts?.length ?? 0) < WORTH_SEARCHING
  return (
    <div>
      <AccountList
        accounts={accounts}
        // Among some of them, sorting would hide that others come first.
        isWhole={isEverybody}
        mayManage={mayManage}
        find={
          isFew ? undefined : { label: t('search'), hint: t('searchHint'), value: text, onChange: setText }
        }
        open={(account) => (
          <>
            <KeepRoles account={account} isOnlyAdministrator={isAlone && isAdministrator(account)} />
            <AccountActs account={account} isSelf={account.id === self} />
          </>
        )}
      />
      {hasNextPage ? (
        <Button kind="text" busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('more')}
        </Button>
      ) : null}
    </div>
  )
}
