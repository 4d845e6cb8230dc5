/** One account: who it is, what it may do, when it last came, and what can be done with it. */
import { Button } from '@loge/ui'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Account } from '../roles/queries.ts'
import { AccountActs } from './account-acts.tsx'
import { AccountState, useLastCame } from './account-state.tsx'
import { HeldRoles } from './held-roles.tsx'
import { KeepRoles } from './keep-roles.tsx'

interface AccountLineProps {
  readonly account: Account
  /** Whether it is the reader's own. */
  readonly isSelf: boolean
  readonly isOnlyAdministrator: boolean
  readonly mayManage: boolean
}

export const AccountLine = ({ account, isSelf, isOnlyAdministrator, mayManage }: AccountLineProps) => {
  const t = useTranslations('accounts')
  const lastCame = useLastCame()
  const [isOpen, setOpen] = useState(false)
  const { personName: name, email } = account
  return (
    <li>
      <div className="account">
        <span>
          <b>{name}</b>
          <span className="note">{email}</span>
        </span>
        <span className="account-roles">{isOpen ? null : <HeldRoles account={account} />}</span>
        <span>
          <AccountState account={account} />
          <span className="note">{lastCame(account)}</span>
        </span>
        {mayManage ? (
          <Button
            small
            aria-expanded={isOpen}
            aria-label={isOpen ? t('close') : t('changeOf', { name })}
            onClick={() => setOpen(!isOpen)}
          >
            {t(isOpen ? 'close' : 'change')}
          </Button>
        ) : (
          <span />
        )}
      </div>
      {isOpen ? (
        <div className="account-open" role="group" aria-label={name}>
          <KeepRoles account={account} isOnlyAdministrator={isOnlyAdministrator} />
          <AccountActs account={account} isSelf={isSelf} />
        </div>
      ) : null}
    </li>
  )
}
