/** What sign-in pages share: the carriage door at the left, the form at the right, the language above it. */
import { CarriageDoor, Notice, useTitle } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { methodsQuery } from './actions.ts'
import { rememberedResidence } from './residence.ts'

interface FrameProps {
  readonly title: string
  readonly lead: string
  readonly language: ReactNode
  readonly children: ReactNode
}

export const SignInFrame = ({ title, lead, language, children }: FrameProps) => {
  const t = useTranslations('signIn')
  const { data: methods } = useQuery(methodsQuery)
  const residence = rememberedResidence() ?? methods?.residence
  const heading = useRef<HTMLHeadingElement>(null)
  const form = useRef<HTMLDivElement>(null)
  useTitle(title)
  // Where there is one thing to press, it is in hand; else the title says where one is.
  useEffect(() => {
    const first = form.current?.querySelector<HTMLElement>('.pk, .si-first')
    const target = first ?? heading.current
    target?.focus({ preventScroll: true })
  }, [title])
  return (
    <div className="sign">
      <CarriageDoor name={residence?.name ?? t('plate')} address={residence?.address ?? t('plateNote')} />
      <main className="si" id="main">
        {language}
        <div className="si-in" ref={form}>
          <h1 tabIndex={-1} ref={heading}>
            {title}
          </h1>
          <p className="lead">{lead}</p>
          {navigator.cookieEnabled ? null : <Notice kind="att">{t('noCookies')}</Notice>}
          {children}
        </div>
      </main>
    </div>
  )
}
