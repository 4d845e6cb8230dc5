/** Hands one's own role, or a part of it, over to somebody else until a day. */
import {
  Button,
  DayField,
  isDay,
  Notice,
  Select,
  TextField,
  type TypedDay,
  useProblemText,
  useWords,
} from '@loge/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import { mayBeHandedOver } from '../../core/delegation.ts'
import { InviteForm } from '../accounts/invite-form.tsx'
import {
  type Account,
  accountsQuery,
  beginOf,
  delegationsQuery,
  endOf,
  handOver,
  ownAccountQuery,
  type Role,
  type RoleContent,
} from './queries.ts'
import { Choices } from './role-form.tsx'
import { useRoleName } from './use-role-name.ts'
import { useScopeName } from './use-scope-name.ts'

interface HandOverFormProps {
  readonly self: string
  readonly roles: readonly Role[]
  readonly onDone: () => void
}

export const HandOverForm = ({ self, roles, onDone }: HandOverFormProps) => {
  const t = useTranslations('roles')
  const { data: own } = useQuery({ ...ownAccountQuery(self), throwOnError: false })
  const { data: accounts } = useQuery(accountsQuery(undefined))
  const held = own?.roles.filter(({ scope }) => scope.kind !== 'own') ?? []
  const others = accounts?.data.filter(({ id, status }) => id !== self && status === 'active') ?? []
  if (own !== undefined && accounts !== undefined && (held.length === 0 || others.length === 0))
    return held.length === 0 ? <Notice>{t('handOverNothing')}</Notice> : <NobodyElse />
  return <Wishes held={held} others={others} roles={roles} onDone={onDone} />
}

/** Whoever is alone invites somebody here. */
const NobodyElse = () => {
  const t = useTranslations('roles')
  const [isInviting, setInviting] = useState(false)
  return (
    <>
      <Notice
        act={
          isInviting ? undefined : (
            <Button small onClick={() => setInviting(true)}>
              {t('handOverInvite')}
            </Button>
          )
        }
      >
        {t('handOverNobody')}
      </Notice>
      {isInviting ? <InviteForm onDone={() => setInviting(false)} /> : null}
    </>
  )
}

interface WishesProps {
  readonly held: Account['roles']
  readonly others: readonly Account[]
  readonly roles: readonly Role[]
  readonly onDone: () => void
}

const Wishes = ({ held, others, roles, onDone }: WishesProps) => {
  const t = useTranslations('roles')
  const words = useWords()
  const nameOf = useRoleName()
  const scopeName = useScopeName()
  const problem = useProblemText()
  const [to, setTo] = useState('')
  const [which, setWhich] = useState('')
  const [picked, setPicked] = useState<readonly string[]>([])
  const [firstDay, setFirst] = useState<TypedDay>('')
  const [lastDay, setLast] = useState<TypedDay>('')
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const give = useHandOver(onDone)
  const assignment = held.find(({ id }) => id === which) ?? held[0]
  const accountId = others.some(({ id }) => id === to) ? to : others[0]?.id
  const all = (roles.find(({ id }) => id === assignment?.roleId)?.permissions ?? []).filter(mayBeHandedOver)
  const chosen = all.filter((one) => picked.includes(one)) as RoleContent['permissions']
  const isMissing = chosen.length === 0 || firstDay === 'unreadable' || reason.trim().length < 3
  const send = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (isMissing || !isDay(lastDay) || assignment === undefined || accountId === undefined) return
    if (assignment.scope.kind === 'own') return
    give.mutate({
      assignmentId: assignment.id,
      accountId,
      permissions: chosen,
      scope: assignment.scope,
      ...(firstDay === '' ? {} : { from: beginOf(firstDay) }),
      until: endOf(lastDay),
      reason: reason.trim(),
    })
  }
  return (
    <form className="stack give" noValidate aria-label={t('handOver')} onSubmit={send}>
      <h3>{t('handOver')}</h3>
      <p className="note">{t('handOverHint')}</p>
      {give.error === null ? null : (
        <Notice kind="att" announce="urgent">
          {problem(give.error)}
        </Notice>
      )}
      {tried && (isMissing || !isDay(lastDay)) ? (
        <Notice kind="att" announce="urgent">
          {t('handOverMissing')}
        </Notice>
      ) : null}
      <Select
        label={t('to')}
        value={accountId ?? ''}
        options={others.map(({ id, personName, email }) => ({
          value: id,
          label: `${personName} (${email})`,
        }))}
        onChange={setTo}
      />
      <Select
        label={t('role')}
        value={assignment?.id ?? ''}
        options={held.map(({ id, role, roleName, scope }) => ({
          value: id,
          label: `${nameOf({ code: role, name: roleName })}, ${scopeName(scope)}`,
        }))}
        onChange={setWhich}
      />
      <Choices
        label={t('handOverWhat')}
        all={all}
        chosen={chosen}
        nameOf={(permission) => words(`permission.${permission}`) ?? permission}
        onChange={setPicked}
      />
      {chosen.length === all.length ? null : (
        <div className="row">
          <Button small onClick={() => setPicked(all)}>
            {t('handOverAll', { count: all.length })}
          </Button>
        </div>
      )}
      <DayField label={t('handOverFrom')} hint={t('handOverFromHint')} value={firstDay} onChange={setFirst} />
      <DayField label={t('lastDay')} hint={t('handOverUntilHint')} value={lastDay} onChange={setLast} />
      <TextField label={t('handOverReason')} value={reason} onChange={setReason} maxLength={200} />
      <div className="row">
        <Button kind="main" type="submit" busy={give.isPending}>
          {t('handOver')}
        </Button>
        <Button kind="text" onClick={onDone}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  )
}

const useHandOver = (onDone: () => void) => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: handOver,
    onSettled: () => queries.invalidateQueries({ queryKey: delegationsQuery.queryKey }),
    onSuccess: onDone,
  })
}
