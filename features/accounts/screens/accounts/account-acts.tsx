/** What can be done with an account: a new link, another address, out everywhere, closed and opened again. */
import { Button, Notice, TextField, useProblemText } from '@loge/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Account } from '../roles/queries.ts'
import { looksLikeEmail } from '../sign-in/looks-like-email.ts'
import { LinkFor, useLink } from './handed-link.tsx'
import { type AccountChange, changeAccount, signOutAccount } from './queries.ts'

const useAct = <Input,>(act: (input: Input) => Promise<unknown>, onSuccess: () => void) => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: act,
    onSuccess,
    onSettled: () => queries.invalidateQueries({ queryKey: ['accounts'] }),
  })
}

interface ActsProps {
  readonly account: Account
  readonly isSelf: boolean
}

export const AccountActs = ({ account, isSelf }: ActsProps) => {
  const t = useTranslations('accounts')
  const problem = useProblemText()
  const [asked, setAsked] = useState<'link' | 'suspend' | 'email'>()
  const leave = () => setAsked(undefined)
  const link = useLink()
  const status = useAct((next: AccountChange) => changeAccount(account, next), leave)
  const out = useAct(() => signOutAccount(account.id), leave)
  const error = status.error ?? out.error
  const { personName: name } = account
  if (asked === 'link') return <LinkFor account={account} making={link} onDone={leave} />
  if (asked === 'email') return <NewEmail account={account} onDone={leave} />
  return (
    <div className="stack">
      {error === null ? null : (
        <Notice kind="att" announce="urgent">
          {problem(error)}
        </Notice>
      )}
      {out.isSuccess ? (
        <Notice kind="ok" announce="polite">
          {t('signedOut', { name })}
        </Notice>
      ) : null}
      {account.suspension === null ? null : (
        <Notice kind="att">{t('suspendedFor', account.suspension)}</Notice>
      )}
      {asked === 'suspend' ? (
        <Suspend
          name={name}
          busy={status.isPending}
          onSure={(suspension) => status.mutate({ status: 'suspended', suspension })}
          onLeave={leave}
        />
      ) : (
        <div className="row">
          {account.status === 'suspended' ? (
            <Button small busy={status.isPending} onClick={() => status.mutate({ status: 'active' })}>
              {t('resume')}
            </Button>
          ) : (
            <Button
              small
              onClick={() => {
                setAsked('link')
                link.mutate(account.id)
              }}
            >
              {t('link')}
            </Button>
          )}
          <Button small onClick={() => setAsked('email')}>
            {t('changeEmail')}
          </Button>
          {isSelf || account.status === 'suspended' ? null : (
            <>
              <Button small busy={out.isPending} onClick={() => out.mutate(undefined)}>
                {t('signOut')}
              </Button>
              <Button small kind="danger" onClick={() => setAsked('suspend')}>
                {t('suspend')}
              </Button>
            </>
          )}
        </div>
      )}
    </div>
  )
}

interface SuspendProps {
  readonly name: string
  readonly busy: boolean
  readonly onSure: (suspension: { readonly article: string; readonly reason: string }) => void
  readonly onLeave: () => void
}

/** Which article of the terms, and what happened: without them nobody is locked out. */
const Suspend = ({ name, busy, onSure, onLeave }: SuspendProps) => {
  const t = useTranslations('accounts')
  const [article, setArticle] = useState('')
  const [reason, setReason] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSure({ article: article.trim(), reason: reason.trim() })
  }
  return (
    <form className="stack" onSubmit={submit}>
      <Notice kind="att" announce="polite">
        {t('suspendSure', { name })}
      </Notice>
      <TextField
        label={t('suspendArticle')}
        hint={t('suspendArticleHint')}
        value={article}
        onChange={setArticle}
        maxLength={80}
        required
      />
      <TextField label={t('suspendReason')} value={reason} onChange={setReason} maxLength={1000} required />
      <div className="row">
        <Button kind="danger-fill" type="submit" busy={busy}>
          {t('suspendYes')}
        </Button>
        <Button kind="text" onClick={onLeave}>
          {t('suspendNo')}
        </Button>
      </div>
    </form>
  )
}

interface NewEmailProps {
  readonly account: Account
  readonly onDone: () => void
}

const NewEmail = ({ account, onDone }: NewEmailProps) => {
  const t = useTranslations('accounts')
  const problem = useProblemText()
  const [email, setEmail] = useState(account.email)
  const [tried, setTried] = useState(false)
  const save = useAct(() => changeAccount(account, { email: email.trim() }), onDone)
  const send = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (looksLikeEmail(email)) save.mutate(undefined)
  }
  const refused = save.error === null ? undefined : problem(save.error)
  return (
    <form className="stack" noValidate aria-label={t('changeEmail')} onSubmit={send}>
      <TextField
        label={t('newEmail')}
        hint={t('newEmailHint')}
        type="email"
        autoComplete="off"
        value={email}
        onChange={setEmail}
        error={tried && !looksLikeEmail(email) ? t('emailWrong') : refused}
      />
      <div className="row">
        <Button type="submit" busy={save.isPending}>
          {t('saveEmail')}
        </Button>
        <Button kind="text" onClick={onDone}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  )
}
