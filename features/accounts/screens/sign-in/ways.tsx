/** The ways to sign in: the passkey first, then a link by e-mail or a password. */
import { Icon, type IconName, Notice, useProblemText } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslations } from 'use-intl'
import { methodsQuery, signInWithPasskey } from './actions.ts'
import { SignInFrame } from './frame.tsx'
import { PasskeysElsewhere, usePasskeysHere } from './passkeys-here.tsx'
import { EmailStep, PasswordStep } from './steps.tsx'
import { type GoOn, useSignIn } from './use-signed-in.ts'

type Step = 'ways' | 'email' | 'password'

interface WaysProps {
  readonly title: string
  /** What there is to say before the ways themselves. */
  readonly said?: ReactNode
  readonly language: ReactNode
  readonly goOn: GoOn
  readonly first?: Step
}

export const Ways = (props: WaysProps) => {
  const [step, setStep] = useState<Step>(props.first ?? 'ways')
  const back = () => setStep('ways')
  if (step === 'email') return <EmailStep language={props.language} onBack={back} />
  if (step === 'password') return <PasswordStep language={props.language} onBack={back} goOn={props.goOn} />
  return <Choice {...props} onStep={setStep} />
}

const Choice = ({
  title,
  said,
  language,
  goOn,
  onStep,
}: WaysProps & { readonly onStep: (step: Step) => void }) => {
  const t = useTranslations('signIn')
  const problem = useProblemText()
  const { data: methods } = useQuery(methodsQuery)
  const signIn = useSignIn(signInWithPasskey, goOn)
  const canPasskey = usePasskeysHere()
  return (
    <SignInFrame
      title={title}
      lead={canPasskey ? t('lead') : methods?.linkByEmail === false ? t('leadPassword') : t('leadNoPasskey')}
      language={language}
    >
      {said}
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
        <PasskeysElsewhere />
      )}
      <OtherWays onStep={onStep} />
      <p className="dense soft si-after">{t('visitor')}</p>
    </SignInFrame>
  )
}

const OtherWays = ({ onStep }: { readonly onStep: (step: Step) => void }) => {
  const t = useTranslations('signIn')
  const { data: methods } = useQuery(methodsQuery)
  return (
    <>
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
      {methods?.linkByEmail === false ? (
        <p className="note si-after">
          {t('noneYet')} <code>npx loge link</code>
        </p>
      ) : null}
    </>
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
