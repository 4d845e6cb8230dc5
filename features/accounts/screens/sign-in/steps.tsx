/** The two forms of sign-in: ask for a link, or type a password. */
import { Blank, Button, Notice, TextField, useProblemText } from '@loge/ui'
import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslations } from 'use-intl'
import { requestLink, signInWithPassword } from './actions.ts'
import { SignInFrame } from './frame.tsx'
import { looksLikeEmail } from './looks-like-email.ts'
import { type GoOn, useSignIn } from './use-signed-in.ts'

interface StepProps {
  readonly language: ReactNode
  readonly onBack: () => void
}

export const EmailStep = ({ language, onBack }: StepProps) => {
  const t = useTranslations('signIn')
  const problem = useProblemText()
  const [email, setEmail] = useState('')
  const [wrong, setWrong] = useState(false)
  const send = useMutation({ mutationFn: requestLink })
  const submit = () => {
    setWrong(!looksLikeEmail(email))
    if (looksLikeEmail(email)) send.mutate(email.trim())
  }
  return (
    <SignInFrame title={t('emailTitle')} lead={t('emailNote')} language={language}>
      {send.isSuccess ? (
        <Blank title={t('sentTitle')} acts={<Button onClick={onBack}>{t('back')}</Button>}>
          {t('sentText')}
        </Blank>
      ) : (
        <form
          className="stack si-form"
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            submit()
          }}
        >
          <TextField
            label={t('emailField')}
            type="email"
            autoComplete="username"
            value={email}
            onChange={setEmail}
            error={wrong ? t('emailWrong') : send.error === null ? undefined : problem(send.error)}
          />
          <div className="row">
            <Button kind="main" type="submit" busy={send.isPending}>
              {t('send')}
            </Button>
            <Button kind="text" onClick={onBack}>
              {t('back')}
            </Button>
          </div>
        </form>
      )}
    </SignInFrame>
  )
}

export const PasswordStep = ({ language, onBack, goOn }: StepProps & { readonly goOn: GoOn }) => {
  const t = useTranslations('signIn')
  const problem = useProblemText()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [tried, setTried] = useState(false)
  const signIn = useSignIn(() => signInWithPassword(email.trim(), password), goOn)
  const submit = () => {
    setTried(true)
    if (looksLikeEmail(email) && password !== '') signIn.mutate(undefined)
  }
  return (
    <SignInFrame title={t('passwordTitle')} lead={t('passwordLead')} language={language}>
      <form
        className="stack si-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        {signIn.error === null ? null : (
          <Notice kind="att" announce="urgent">
            {problem(signIn.error)}
          </Notice>
        )}
        <TextField
          label={t('emailField')}
          type="email"
          autoComplete="username"
          value={email}
          onChange={setEmail}
          error={tried && !looksLikeEmail(email) ? t('emailWrong') : undefined}
        />
        <TextField
          label={t('passwordField')}
          type="password"
          autoComplete="current-password"
          value={password}
          onChange={setPassword}
          error={tried && password === '' ? t('passwordMissing') : undefined}
        />
        <div className="row">
          <Button kind="main" type="submit" busy={signIn.isPending}>
            {t('signIn')}
          </Button>
          <Button kind="text" onClick={onBack}>
            {t('back')}
          </Button>
        </div>
      </form>
    </SignInFrame>
  )
}
