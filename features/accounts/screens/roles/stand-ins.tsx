/** Who stands in for whom: what was handed over, over what, from when until when and why; and the way to end it. */
import { Button, Mark, type MarkKind, Notice, Section, useMoments, useProblemText } from '@loge/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { meQuery } from '../sign-in/me.ts'
import { HandOverForm } from './hand-over-form.tsx'
import { accountsQuery, type Delegation, delegationsQuery, endHandOver, type Role } from './queries.ts'
import { useRoleName } from './use-role-name.ts'
import { useScopeName } from './use-scope-name.ts'

export const StandIns = ({ roles }: { readonly roles: readonly Role[] }) => {
  const t = useTranslations('roles')
  const problem = useProblemText()
  const queries = useQueryClient()
  const { data: me } = useQuery(meQuery)
  const { data } = useQuery({ ...delegationsQuery, throwOnError: false })
  const [isGiving, setGiving] = useState(false)
  const known = useAccountNames()
  const end = useMutation({
    mutationFn: ({ id }: Delegation) => endHandOver(id),
    onSettled: () => queries.invalidateQueries({ queryKey: delegationsQuery.queryKey }),
  })
  if (data === undefined) return null
  const mayManage = me?.grants.some(({ permission }) => permission === 'accounts.manage') === true
  const self = me?.account?.id
  return (
    <Section title={t('standIns')}>
      {end.error === null ? null : (
        <Notice kind="att" announce="urgent">
          {problem(end.error)}
        </Notice>
      )}
      {end.isSuccess ? (
        <Notice kind="ok" announce="polite">
          {t('standInEnded', { who: known(end.variables.accountId) ?? end.variables.email })}
        </Notice>
      ) : null}
      {data.data.length === 0 ? <p className="soft">{t('standInsNone')}</p> : null}
      <ul className="list">
        {data.data.map((delegation) => (
          <StandIn
            key={delegation.id}
            delegation={delegation}
            onEnd={mayManage ? () => end.mutate(delegation) : undefined}
          />
        ))}
      </ul>
      {!mayManage || self === undefined ? null : isGiving ? (
        <HandOverForm self={self} roles={roles} onDone={() => setGiving(false)} />
      ) : (
        <div className="row">
          <Button onClick={() => setGiving(true)}>{t('handOver')}…</Button>
        </div>
      )}
    </Section>
  )
}

/** Those of the first page; whoever is not on it is known by their address. */
const useAccountNames = () => {
  const { data } = useQuery({ ...accountsQuery(undefined), throwOnError: false })
  return (id: string): string | undefined => data?.data.find((one) => one.id === id)?.personName
}

const MARKS = { running: 'ok', to_come: 'wait', without_effect: 'off' } as const satisfies Record<
  Delegation['state'],
  MarkKind
>

interface StandInProps {
  readonly delegation: Delegation
  readonly onEnd: (() => void) | undefined
}

const StandIn = ({ delegation, onEnd }: StandInProps) => {
  const t = useTranslations('roles')
  const nameOf = useRoleName()
  const scopeName = useScopeName()
  const { date } = useMoments()
  const known = useAccountNames()
  const who = known(delegation.accountId) ?? delegation.email
  const giver = known(delegation.giverId) ?? delegation.giverEmail
  const { role, roleName, permissions, state, from, until } = delegation
  return (
    <li className="list-row">
      <span>
        <b>{t('standIn', { who, giver })}</b>
        <span className="note">
          {t('standInWhat', {
            role: nameOf({ code: role, name: roleName }),
            over: scopeName(delegation.scope),
            count: permissions.length,
          })}
          , {/* It ends as the next day begins, so a moment before is in the last day. */}
          {t('standInPeriod', { from: date(Date.parse(from)), until: date(Date.parse(until) - 1) })},{' '}
          {t('standInReason', { reason: delegation.reason })}
        </span>
        <span className="note">
          <Mark kind={MARKS[state]} /> {t(`standInState.${state}`, { giver })}
        </span>
      </span>
      {onEnd === undefined ? null : (
        <Button small aria-label={t('standInEndOf', { who, giver })} onClick={onEnd}>
          {t('standInEnd')}
        </Button>
      )}
    </li>
  )
}
