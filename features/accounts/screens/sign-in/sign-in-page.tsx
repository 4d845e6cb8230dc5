/** Sign-in; a one-time link signs in by a press only. */
import { ApiProblem } from '@loge/http/client'
import { Button, Notice, useProblemText } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { useLocation, useSearch } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useTranslations } from 'use-intl'
import { consumeLink, methodsQuery } from './actions.ts'
import { SignInFrame } from './frame.tsx'
import { type GoOn, useGoTo, useSignIn } from './use-signed-in.ts'
import { Ways } from './ways.tsx'

export const SignInPage = ({ language }: { language: ReactNode }) => {
  const t = useTranslations('signIn')
  const link = useLocation({ select: (location) => new URLSearchParams(location.hash).get('link') })
  const { back } = useSearch({ from: '/sign-in' })
  const goOn = useGoTo(back)
  const [step, setStep] = useState<'link' | 'ways' | 'email'>('link')
  if (link !== null && step === 'link')
    return <LinkPage token={link} goOn={goOn} language={language} onOther={setStep} />
  const first = step === 'email' ? 'email' : 'ways'
  return <Ways title={t('title')} language={language} goOn={goOn} first={first} />
}

interface LinkPageProps {
  readonly token: string
  readonly goOn: GoOn
  readonly language: ReactNode
  readonly onOther: (step: 'ways' | 'email') => void
}

/** Not one of ours, used, or too late: asked again, it would be refused again. */
const OVER: ReadonlySet<number> = new Set([404, 410])

const LinkPage = ({ token, goOn, language, onOther }: LinkPageProps) => {
  const t = useTranslations('signIn')
  const problem = useProblemText()
  const signIn = useSignIn(consumeLink, goOn)
  const isOver = signIn.error instanceof ApiProblem && OVER.has(signIn.error.status)
  return (
    <SignInFrame
      title={t(isOver ? 'linkOver' : 'linkTitle')}
      lead={t(isOver ? 'linkOverLead' : 'linkLead')}
      language={language}
    >
      <div className="stack si-form">
        {signIn.error === null ? null : (
          <Notice kind="att" announce="urgent">
            {problem(signIn.error)}
          </Notice>
        )}
        {isOver ? (
          <NewLink onOther={onOther} />
        ) : (
          <button
            type="button"
            className="btn btn-main btn-wide pk"
            aria-busy={signIn.isPending || undefined}
            onClick={() => signIn.mutate(token)}
          >
            {t(signIn.error === null ? 'linkButton' : 'linkAgain')}
          </button>
        )}
      </div>
    </SignInFrame>
  )
}

const NewLink = ({ onOther }: Pick<LinkPageProps, 'onOther'>) => {
  const t = useTranslations('signIn')
  const { data: methods } = useQuery(methodsQuery)
  return (
    <>
      {methods?.linkByEmail === false ? (
        <p>{t('linkAskLodge')}</p>
      ) : (
        <Button kind="main" onClick={() => onOther('email')}>
          {t('linkSendNew')}
        </Button>
      )}
      <div className="row">
        <Button onClick={() => onOther('ways')}>{t('linkFailed')}</Button>
      </div>
    </>
  )
}
