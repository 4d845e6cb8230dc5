/** Proves in place that it is still the same person, and goes on with what was asked for. */
import { ApiProblem } from '@loge/http/client'
import { Button, Notice, TextField, useProblemText } from '@loge/ui'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import {
  confirmWithPasskey,
  confirmWithPassword,
  methodsQuery,
  PasskeyDismissed,
  requestLink,
} from './actions.ts'
import { meQuery } from './me.ts'
import { usePasskeysHere } from './passkeys-here.tsx'

export const isUnconfirmed = (error: unknown): boolean =>
  error instanceof ApiProblem && error.code === 'confirmation_required'

export const Confirm = ({ onDone }: { readonly onDone: () => void }) => {
  const t = useTranslations('confirm')
  const problem = useProblemText()
  const account = useQuery(meQuery).data?.account ?? undefined
  const canPasskey = usePasskeysHere() && account?.hasPasskey === true
  const withPasskey = useMutation({ mutationFn: confirmWithPasskey, onSuccess: onDone })
  const refused = withPasskey.error instanceof PasskeyDismissed ? null : withPasskey.error
  return (
    <section className="stack" aria-label={t('title')}>
      <Notice kind="att" announce="urgent">
        <b>{t('title')}</b> {t('text')}
      </Notice>
      {refused === null ? null : <Notice kind="att">{problem(refused)}</Notice>}
      {canPasskey ? (
        <Button kind="main" busy={withPasskey.isPending} onClick={() => withPasskey.mutate()}>
          {t('passkey')}
        </Button>
      ) : null}
      {account?.hasPassword === true ? <WithPassword onDone={onDone} /> : null}
      {account === undefined ? null : <NewLink email={account.email} onDone={onDone} />}
    </section>
  )
}

const WithPassword = ({ onDone }: { readonly onDone: () => void }) => {
  const t = useTranslations('confirm')
  const problem = useProblemText()
  const [password, setPassword] = useState('')
  const confirm = useMutation({ mutationFn: confirmWithPassword, onSuccess: onDone })
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (password !== '') confirm.mutate(password)
      }}
    >
      <TextField
        label={t('password')}
        type="password"
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
        error={confirm.error === null ? undefined : problem(confirm.error)}
      />
      <div className="row">
        <Button type="submit" busy={confirm.isPending}>
          {t('confirm')}
        </Button>
      </div>
    </form>
  )
}

/** A link proves it too: whoever opens it signs in anew. */
const NewLink = ({ email, onDone }: { readonly email: string; readonly onDone: () => void }) => {
  const t = useTranslations('confirm')
  const problem = useProblemText()
  const { data: methods } = useQuery(methodsQuery)
  const send = useMutation({ mutationFn: () => requestLink(email) })
  if (methods?.linkByEmail === false || send.isSuccess)
    return (
      <>
        <p className="note">
          {send.isSuccess ? (
            t('linkSent', { email })
          ) : (
            <>
              {t('linkByHand')} <code>npx loge link</code>
            </>
          )}
        </p>
        <Button kind="text" onClick={onDone}>
          {t('cameBack')}
        </Button>
      </>
    )
  return (
    <>
      {send.error === null ? null : <Notice kind="att">{problem(send.error)}</Notice>}
      <Button kind="text" busy={send.isPending} onClick={() => send.mutate()}>
        {t('link')}
      </Button>
    </>
  )
}
