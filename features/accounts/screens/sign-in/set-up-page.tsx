/** After the first sign-in by link: a passkey or a password, so that one can come back without asking anybody. */
import { Button, Icon, Loading, Notice, TextField, useProblemText } from '@loge/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useTranslations } from 'use-intl'
import { addPasskey, PasskeyDismissed, setPassword } from './actions.ts'
import { Confirm, isUnconfirmed } from './confirm.tsx'
import { isNamed, type Me, meQuery } from './me.ts'
import { NameStep } from './name-step.tsx'
import { PasskeysElsewhere, usePasskeysHere } from './passkeys-here.tsx'
import { SignInFrame } from './frame.tsx'

/** Whoever has a way to come back is asked for nothing. */
const heldBy = (me: Me | undefined): 'none' | 'password' | 'passkey' | 'both' => {
  const { hasPassword = false, hasPasskey = false } = me?.account ?? {}
  if (hasPassword && hasPasskey) return 'both'
  return hasPassword ? 'password' : hasPasskey ? 'passkey' : 'none'
}

export const SetUpPage = ({ language }: { language: ReactNode }) => {
  const t = useTranslations('setUp')
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [done, setDone] = useState(false)
  const canPasskey = usePasskeysHere()
  const me = useQuery(meQuery)
  const finish = async () => {
    setDone(true)
    await queries.invalidateQueries({ queryKey: meQuery.queryKey })
  }
  const goOn = () => void navigate({ to: '/', replace: true })
  const held = heldBy(me.data)
  const anything = held === 'none' ? 'none' : 'some'
  if (me.isPending) return <Loading label={t(`title.${anything}`)} />
  if (me.data !== undefined && !isNamed(me.data)) return <NameStep me={me.data} language={language} />
  if (done)
    return (
      <SignInFrame title={t('doneTitle')} lead="" language={language}>
        <div className="si-form">
          <button type="button" className="btn btn-main si-first" onClick={goOn}>
            {t('go')}
          </button>
        </div>
      </SignInFrame>
    )
  return (
    <SignInFrame title={t(`title.${anything}`)} lead={t(`lead.${held}`)} language={language}>
      <PasskeyChoice onDone={finish} />
      {canPasskey ? (
        <p className="or">{t(me.data?.account?.hasPassword === true ? 'orAnother' : 'or')}</p>
      ) : null}
      <PasswordChoice onDone={finish} isMain={!canPasskey} />
      <div className="si-after">
        <Button onClick={goOn}>{t(`later.${anything}`)}</Button>
      </div>
    </SignInFrame>
  )
}

interface ChoiceProps {
  readonly onDone: () => Promise<void>
}

const PasskeyChoice = ({ onDone }: ChoiceProps) => {
  const t = useTranslations('setUp')
  const problem = useProblemText()
  const isPossible = usePasskeysHere()
  const add = useMutation({
    mutationFn: async () => {
      try {
        await addPasskey(t('device'))
        return true
      } catch (error) {
        if (error instanceof PasskeyDismissed) return false
        throw error
      }
    },
    onSuccess: (added) => (added ? onDone() : undefined),
  })
  if (isUnconfirmed(add.error)) return <Confirm onDone={() => add.mutate()} />
  if (!isPossible)
    return (
      <div className="si-form">
        <Notice>
          {t('passkeyUnavailable')}
          <PasskeysElsewhere />
        </Notice>
      </div>
    )
  return (
    <div className="si-form">
      {add.error === null ? null : (
        <Notice kind="att" announce="urgent">
          {problem(add.error)}
        </Notice>
      )}
      <button
        type="button"
        className="btn btn-main btn-wide pk"
        aria-busy={add.isPending || undefined}
        onClick={() => add.mutate()}
      >
        {add.isPending ? null : <Icon name="fingerprint" />}
        {t('passkey')}
      </button>
      <p className="note">{t('passkeyNote')}</p>
    </div>
  )
}

const PasswordChoice = ({ onDone, isMain }: ChoiceProps & { readonly isMain: boolean }) => {
  const t = useTranslations('setUp')
  const problem = useProblemText()
  const [password, setNew] = useState('')
  const [shown, setShown] = useState(false)
  const account = useQuery(meQuery).data?.account
  const email = account?.email
  const save = useMutation({ mutationFn: setPassword, onSuccess: onDone })
  if (isUnconfirmed(save.error)) return <Confirm onDone={() => save.mutate(password)} />
  return (
    <form
      className="stack si-password"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (password !== '') save.mutate(password)
      }}
    >
      <TextField
        label={t('newPassword')}
        type={shown ? 'text' : 'password'}
        autoComplete="new-password"
        value={password}
        onChange={setNew}
        hint={save.error === null ? t('passwordHint') : undefined}
        error={save.error === null ? undefined : problem(save.error)}
      />
      {email === undefined ? null : (
        <p className="note">
          {account?.hasPassword === true ? `${t('replaces')} ` : ''}
          {t('comeBack', { email })}
        </p>
      )}
      <label className="opt">
        <input type="checkbox" checked={shown} onChange={(event) => setShown(event.target.checked)} />
        <span>{t('show')}</span>
      </label>
      <div className="row">
        <Button {...(isMain ? { kind: 'main' as const } : {})} type="submit" busy={save.isPending}>
          {t('save')}
        </Button>
      </div>
    </form>
  )
}
