/** Accounts in a list: who each is, what it may do, when it last came; what can be done with it unfolds below its line. */
import { Blank, Button, type Column, type Finding, List } from '@loge/ui'
import { type ReactNode, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Account } from '../roles/queries.ts'
import { AccountState, useLastCame } from './account-state.tsx'
import { HeldRoles } from './held-roles.tsx'

interface AccountListProps {
  /** Left out: on their way. */
  readonly accounts: readonly Account[] | undefined
  readonly isWhole: boolean
  readonly mayManage: boolean
  readonly find: Finding<Account> | undefined
  readonly open: (account: Account) => ReactNode
}

const idOf = ({ id }: Account): string => id

export const AccountList = ({ accounts, isWhole, mayManage, find, open }: AccountListProps) => {
  const t = useTranslations('accounts')
  const [opened, setOpened] = useState<string | undefined>(undefined)
  const isOpen = ({ id }: Account): boolean => id === opened
  const columns = useColumns(isOpen, isWhole)
  const act: Column<Account> = {
    key: 'act',
    head: t('change'),
    hideHead: true,
    as: 'act',
    phone: 'aside',
    cell: (account) => {
      const { id, personName: name } = account
      return (
        <Button
          small
          aria-expanded={isOpen(account)}
          aria-label={isOpen(account) ? t('close') : t('changeOf', { name })}
          onClick={() => setOpened(isOpen(account) ? undefined : id)}
        >
          {t(isOpen(account) ? 'close' : 'change')}
        </Button>
      )
    },
  }
  const nobody = <Blank title={t('nobody')}>{t('nobodyText')}</Blank>
  return (
    <List
      label={t('title')}
      className="account-list"
      rows={accounts}
      columns={mayManage ? [...columns, act] : columns}
      idOf={idOf}
      {...(find === undefined ? {} : { find })}
      under={(account) =>
        isOpen(account) ? (
          <div className="account-open" role="group" aria-label={account.personName}>
            {open(account)}
          </div>
        ) : null
      }
      empty={nobody}
      nothing={nobody}
    />
  )
}

const useColumns = (isOpen: (account: Account) => boolean, isWhole: boolean): readonly Column<Account>[] => {
  const t = useTranslations('accounts')
  const lastCame = useLastCame()
  return [
    {
      key: 'who',
      head: t('head.who'),
      as: 'name',
      ...(isWhole ? { sort: ({ personName }) => personName } : {}),
      cell: ({ personName, email }) => (
        <>
          {personName} <span className="note">{email}</span>
        </>
      ),
    },
    {
      key: 'roles',
      head: t('head.roles'),
      phone: 'plain',
      className: 'account-roles',
      cell: (account) => (isOpen(account) ? null : <HeldRoles account={account} />),
    },
    {
      key: 'state',
      head: t('head.state'),
      phone: 'plain',
      ...(isWhole ? { sort: ({ lastSignedInAt }) => lastSignedInAt } : {}),
      cell: (account) => (
        <>
          <AccountState account={account} /> <span className="note">{lastCame(account)}</span>
        </>
      ),
    },
  ]
}
