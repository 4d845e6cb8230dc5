/** Sign-in: the passkey first, then a link by e-mail or a password; a one-time link signs in by a press only. */
import { Button, Icon, type IconName, Notice, useProblemText } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { useLocation, useSearch } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useTranslations } from 'use-intl'
import { consumeLink, methodsQuery, signInWithPasskey } from './actions.ts'
import { SignInFrame } from './frame.tsx'
import { EmailStep, PasswordStep } from './steps.tsx'
import { useSignIn } from './use-signed-in.ts'

type Step = 'ways' | 'email' | 'password'

export const SignInPage = ({ language }: { language: ReactNode }) => {
  const link = useLocation({ select: (location) => new URLSearchParams(location.hash).get('link') })
  const { back: then } = useSearch({ from: '/sign-in' })
  const [step, setStep] = useState<Step>('ways')
  const [leftLink, setLeftLink] = useState(false)
  const back = () => setStep('ways')
  if (link !== null && !leftLink)
    return <LinkPage token={link} then={then} language={language} onOther={() => setLeftLink(true)} />
  if (step === 'email') return <EmailStep language={language} onBack={back} />
  if (step === 'password') return <PasswordStep language={language} onBack={back} then={then} />
  return <Ways language={language} then={then} onStep={setStep} />
}

interface LinkPageProps {
  readonly token: string
  readonly then: string | undefined
  readonly language: ReactNode
  readonly onOther: () => void
}

const LinkPage = ({ token, then, language, onOther }: LinkPageProps) => {
  const t = useTranslations('signIn')
  const problem = useProblemText()
  const signIn = useSignIn(consumeLink, then)
  return (
    <SignInFrame title={t('linkTitle')} lead={t('linkLead')} language={language}>
      <div className="stack si-form">
        {signIn.error === null ? null : (
          <Notice kind="att" announce="urgent">
            {problem(signIn.error)}
          </Notice>
        )}
        <button
          type="button"
          className="btn btn-main btn-wide pk"
          aria-busy={signIn.isPending || undefined}
          onClick={() => signIn.mutate(token)}
        >
          {t('linkButton')}
        </button>
        {signIn.error === null ? null : (
          <Button kind="text" onClick={onOther}>
            {t('linkFailed')}
          </Button>
        )}
      </div>
    </SignInFrame>
  )
}

interface WaysProps {
  readonly language: ReactNode
  readonly then: string | undefined
  readonly onStep: (step: Step) => void
}

const Ways = ({ language, then, onStep }: WaysProps) => {
  const t = useTranslations('signIn')
  const problem = useProblemText()
  const { data: methods } = useQuery(methodsQuery)
  const signIn = useSignIn(signInWithPasskey, then)
  const canPasskey = methods?.passkey !== false && 'PublicKeyCredential' in window
  return (
    <SignInFrame title={t('title')} lead={canPasskey ? t('lead') : t('leadNoPasskey')} language={language}>
      {signIn.error === null ? null : (
        <Notice kind="att" announce="urgent">
          {problem(signIn.error)}
        </Notice>
      )}
      {canPasskey ? (
        <div className="si-form">
          <button
            type="button"
            className="btn btn-main btn-wide pk"
            aria-busy={signIn.isPending || undefined}
            onClick={() => signIn.mutate(undefined)}
          >
            {signIn.isPending ? null : <Icon name="fingerprint" />}
            {t('passkey')}
          </button>
          <p className="note">{t('passkeyNote')}</p>
          <p className="or">{t('another')}</p>
        </div>
      ) : (
        <p className="or" />
      )}
      <ul className="list">
        {methods?.linkByEmail === false ? null : (
          <Way
            icon="envelope-simple"
            title={t('email')}
            note={t('emailNote')}
            onClick={() => onStep('email')}
          />
        )}
        <Way
          icon="password"
          title={t('password')}
          note={t('passwordNote')}
          onClick={() => onStep('password')}
        />
      </ul>
      <p className="dense soft si-after">{t('visitor')}</p>
    </SignInFrame>
  )
}

interface WayProps {
  readonly icon: IconName
  readonly title: string
  readonly note: string
  readonly onClick: () => void
}

const Way = ({ icon, title, note, onClick }: WayProps) => (
  <li>
    <button type="button" className="list-row" onClick={onClick}>
      <Icon name={icon} />
      <span>
        <b>{title}</b>
        <span className="note">{note}</span>
      </span>
      <Icon name="caret-right" small />
    </button>
  </li>
)
