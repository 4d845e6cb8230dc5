/** Makes an API key; its secret is shown once, and only a fresh proof of who one is makes it. */
import { Button, DayField, Notice, Section, Select, TextField, type TypedDay, useProblemText } from '@loge/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import { endOf, type Role, rolesQuery, type Scope, scopeOf, sitesQuery } from '../roles/queries.ts'
import { useRoleName } from '../roles/use-role-name.ts'
import { Confirm, isUnconfirmed } from '../sign-in/confirm.tsx'
import { keysQuery, makeKey, type NewKey, type WantedKey } from './queries.ts'

/** A key belongs to no person: nothing is its own. */
const usePlaces = (role: Role | undefined) => {
  const t = useTranslations('keys')
  const { data: sites } = useQuery(sitesQuery)
  const kinds = role?.scopes ?? []
  return [
    ...(kinds.includes('organization') ? [{ value: 'organization', label: t('scope.organization') }] : []),
    ...(kinds.includes('site')
      ? (sites?.data ?? []).map(({ id, name }) => ({ value: id, label: name }))
      : []),
  ]
}

export const KeyForm = ({ onDone }: { readonly onDone: () => void }) => {
  const t = useTranslations('keys')
  const queries = useQueryClient()
  const make = useMutation({
    mutationFn: makeKey,
    onSettled: () => queries.invalidateQueries({ queryKey: keysQuery.queryKey }),
  })
  const unconfirmed = isUnconfirmed(make.error) && make.variables !== undefined
  if (make.data !== undefined) return <Secret made={make.data} onDone={onDone} />
  return (
    <Section title={t('make')}>
      {unconfirmed ? <Confirm onDone={() => make.variables && make.mutate(make.variables)} /> : null}
      {/* What was typed stays, whatever becomes of the question who one is. */}
      <div hidden={unconfirmed}>
        <Wishes
          busy={make.isPending}
          error={unconfirmed ? null : make.error}
          onMake={make.mutate}
          onDone={onDone}
        />
      </div>
    </Section>
  )
}

interface WishesProps {
  readonly busy: boolean
  readonly error: Error | null
  readonly onMake: (wanted: WantedKey) => void
  readonly onDone: () => void
}

const Wishes = ({ busy, error, onMake, onDone }: WishesProps) => {
  const t = useTranslations('keys')
  const nameOf = useRoleName()
  const problem = useProblemText()
  const { data } = useQuery({ ...rolesQuery, throwOnError: false })
  const roles = data?.data.filter(({ scopes }) => scopes.some((kind) => kind !== 'own')) ?? []
  const [label, setLabel] = useState('')
  const [chosen, setRole] = useState('')
  const [over, setOver] = useState('organization')
  const [lastDay, setLastDay] = useState<TypedDay>('')
  const [tried, setTried] = useState(false)
  // None is proposed: the first of the list may do everything.
  const role = roles.find(({ id }) => id === chosen)
  const places = usePlaces(role)
  const place = places.some(({ value }) => value === over) ? over : (places[0]?.value ?? 'organization')
  const send = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (label.trim() === '' || lastDay === 'unreadable' || role === undefined) return
    const scope: Scope = scopeOf(place)
    onMake({
      label: label.trim(),
      roleId: role.id,
      scope,
      expiresAt: lastDay === '' ? null : endOf(lastDay),
    })
  }
  return (
    <form className="stack give" noValidate aria-label={t('make')} onSubmit={send}>
      {error === null ? null : (
        <Notice kind="att" announce="urgent">
          {problem(error)}
        </Notice>
      )}
      <TextField
        label={t('label')}
        hint={t('labelHint')}
        value={label}
        onChange={setLabel}
        maxLength={100}
        error={tried && label.trim() === '' ? t('missing') : undefined}
      />
      <Select
        label={t('role')}
        hint={t('roleHint')}
        value={role?.id ?? ''}
        options={[
          { value: '', label: t('chooseRole') },
          ...roles.map((one) => ({ value: one.id as string, label: nameOf(one) })),
        ]}
        onChange={setRole}
        error={tried && role === undefined ? t('roleMissing') : undefined}
      />
      <Select label={t('place')} value={place} options={places} onChange={setOver} />
      <DayField label={t('lastDay')} hint={t('lastDayHint')} value={lastDay} onChange={setLastDay} />
      <div className="row">
        <Button kind="main" type="submit" busy={busy}>
          {t('make')}
        </Button>
        <Button kind="text" onClick={onDone}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  )
}

const Secret = ({ made, onDone }: { readonly made: NewKey; readonly onDone: () => void }) => {
  const t = useTranslations('keys')
  const [isCopied, setCopied] = useState(false)
  const { label, secret } = made
  return (
    <Section title={t('secretTitle', { label })}>
      <div className="stack" role="group" aria-label={t('secret')}>
        <Notice kind="ok" announce="polite">
          {t('secretText')}
        </Notice>
        <code className="copyable">{secret}</code>
        <div className="row">
          <Button
            kind="main"
            onClick={() => void navigator.clipboard.writeText(secret).then(() => setCopied(true))}
          >
            {isCopied ? t('copied') : t('copy')}
          </Button>
          <Button onClick={onDone}>{t('close')}</Button>
        </div>
      </div>
    </Section>
  )
}
