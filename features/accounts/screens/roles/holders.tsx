/** Who holds which role, over what and until when; gives one, for good or until a day, and takes one back. */
import { Button, Notice, Section, Select, TextField, useProblemText } from '@loge/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { meQuery } from '../sign-in/me.ts'
import { type Account, accountsQuery, giveRole, type Role, scopeOf, sitesQuery, takeRole } from './queries.ts'
import { useRoleName } from './use-role-name.ts'
import { useScopeName } from './use-scope-name.ts'

const useAct = <Input,>(act: (input: Input) => Promise<unknown>) => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: act,
    onSettled: () => queries.invalidateQueries({ queryKey: ['accounts'] }),
  })
}

export const Holders = ({ roles }: { roles: readonly Role[] }) => {
  const t = useTranslations('roles')
  const problem = useProblemText()
  const [cursor, setCursor] = useState<string>()
  const { data: me } = useQuery(meQuery)
  const { data } = useQuery(accountsQuery(cursor))
  const take = useAct(takeRole)
  if (data === undefined) return null
  const mayManage = me?.grants.some(({ permission }) => permission === 'accounts.manage') === true
  return (
    <Section title={t('holders')}>
      {take.error === null ? null : (
        <Notice kind="att" announce="urgent">
          {problem(take.error)}
        </Notice>
      )}
      <ul className="list">
        {data.data.map((account) => (
          <Holder
            key={account.id}
            account={account}
            onTake={
              mayManage ? (assignmentId) => take.mutate({ accountId: account.id, assignmentId }) : undefined
            }
          />
        ))}
      </ul>
      {data.nextCursor === null ? null : (
        <Button kind="text" onClick={() => setCursor(data.nextCursor ?? undefined)}>
          {t('more')}
        </Button>
      )}
      {mayManage && data.data.length > 0 ? <Give accounts={data.data} roles={roles} /> : null}
    </Section>
  )
}

interface HolderProps {
  readonly account: Account
  readonly onTake: ((assignmentId: string) => void) | undefined
}

const Holder = ({ account, onTake }: HolderProps) => {
  const t = useTranslations('roles')
  const nameOf = useRoleName()
  const format = useFormatter()
  // It ends as the next day begins, so a moment before is in the last day.
  const lastDayOf = (until: string) => format.dateTime(Date.parse(until) - 1, { dateStyle: 'long' })
  const over = useScopeName()
  return (
    <li className="list-row">
      <b>{account.email}</b>
      <ul className="held">
        {account.roles.map(({ id, role, roleName, scope, until }) => (
          <li key={id} className="row">
            <span>
              {nameOf({ code: role, name: roleName })}, {over(scope)}
              {until === null ? null : `, ${t('until', { day: lastDayOf(until) })}`}
            </span>
            {onTake === undefined ? null : (
              <Button small onClick={() => onTake(id)}>
                {t('take')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </li>
  )
}

const Give = ({ accounts, roles }: { accounts: readonly Account[]; roles: readonly Role[] }) => {
  const t = useTranslations('roles')
  const nameOf = useRoleName()
  const problem = useProblemText()
  const { data: sites } = useQuery(sitesQuery)
  const [accountId, setAccount] = useState(accounts[0]?.id ?? '')
  const [roleId, setRole] = useState(roles[0]?.id ?? '')
  const [over, setOver] = useState('organization')
  const [lastDay, setLastDay] = useState('')
  const give = useAct(giveRole)
  const kinds = roles.find(({ id }) => id === roleId)?.scopes ?? []
  const places = [
    ...(['organization', 'own'] as const)
      .filter((kind) => kinds.includes(kind))
      .map((kind) => ({ value: kind as string, label: t(`scope.${kind}`) })),
    ...(kinds.includes('site')
      ? (sites?.data ?? []).map(({ id, name }) => ({ value: id, label: name }))
      : []),
  ]
  const place = places.some(({ value }) => value === over) ? over : (places[0]?.value ?? 'organization')
  return (
    <form
      className="stack give"
      aria-label={t('give')}
      onSubmit={(event) => {
        event.preventDefault()
        give.mutate({ accountId, roleId, scope: scopeOf(place), lastDay })
      }}
    >
      <h3>{t('give')}</h3>
      {give.error === null ? null : (
        <Notice kind="att" announce="urgent">
          {problem(give.error)}
        </Notice>
      )}
      <Select
        label={t('to')}
        value={accountId}
        options={accounts.map(({ id, email }) => ({ value: id, label: email }))}
        onChange={setAccount}
      />
      <Select
        label={t('role')}
        value={roleId}
        options={roles.map((role) => ({ value: role.id, label: nameOf(role) }))}
        onChange={setRole}
      />
      <Select label={t('over')} value={place} options={places} onChange={setOver} />
      <TextField
        type="date"
        label={t('lastDay')}
        value={lastDay}
        onChange={setLastDay}
        hint={t('lastDayHint')}
      />
      <div className="row">
        <Button kind="main" type="submit" busy={give.isPending}>
          {t('give')}
        </Button>
      </div>
    </form>
  )
}
