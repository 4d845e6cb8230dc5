/** Sign-in; a one-time link signs in by a press only. */
import { Button, Notice, useProblemText } from '@loge/ui'
import { useLocation, useSearch } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useTranslations } from 'use-intl'
import { consumeLink } from './actions.ts'
import { SignInFrame } from './frame.tsx'
import { type GoOn, useGoTo, useSignIn } from './use-signed-in.ts'
import { Ways } from './ways.tsx'

export const SignInPage = ({ language }: { language: ReactNode }) => {
  const t = useTranslations('signIn')
  const link = useLocation({ select: (location) => new URLSearchParams(location.hash).get('link') })
  const { back } = useSearch({ from: '/sign-in' })
  const goOn = useGoTo(back)
  const [leftLink, setLeftLink] = useState(false)
  if (link !== null && !leftLink)
    return <LinkPage token={link} goOn={goOn} language={language} onOther={() => setLeftLink(true)} />
  return <Ways title={t('title')} language={language} goOn={goOn} />
}

interface LinkPageProps {
  readonly token: string
  readonly goOn: GoOn
  readonly language: ReactNode
  readonly onOther: () => void
}

const LinkPage = ({ token, goOn, language, onOther }: LinkPageProps) => {
  const t = useTranslations('signIn')
  const problem = useProblemText()
  const signIn = useSignIn(consumeLink, goOn)
  return (
    <SignInFrame title={t('linkTitle')} lead={t('linkLead')} language={language}>
      <div className="stack si-form">
        {signIn.error === null ? null : (
          <Notice kind="att" announce="urgent">
            {problem(signIn.error)}
          </Notice>
        )}
        {signIn.error === null ? (
          <button
            type="button"
            className="btn btn-main btn-wide pk"
            aria-busy={signIn.isPending || undefined}
            onClick={() => signIn.mutate(token)}
          >
            {t('linkButton')}
          </button>
        ) : (
          <div className="row">
            <Button kind="main" onClick={onOther}>
              {t('linkFailed')}
            </Button>
            <Button busy={signIn.isPending} onClick={() => signIn.mutate(token)}>
              {t('linkAgain')}
            </Button>
          </div>
        )}
      </div>
    </SignInFrame>
  )
}
