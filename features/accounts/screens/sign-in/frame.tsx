/** What sign-in pages share: the carriage door at the left, the form at the right, the language above it. */
import { CarriageDoor, useTitle } from '@loge/ui'
import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { rememberedResidence } from './residence.ts'

interface FrameProps {
  readonly title: string
  readonly lead: string
  readonly language: ReactNode
  readonly children: ReactNode
}

export const SignInFrame = ({ title, lead, language, children }: FrameProps) => {
  const t = useTranslations('signIn')
  const residence = rememberedResidence()
  const heading = useRef<HTMLHeadingElement>(null)
  useTitle(title)
  useEffect(() => {
    heading.current?.focus({ preventScroll: true })
  }, [title])
  return (
    <div className="sign">
      <CarriageDoor name={residence?.name ?? t('plate')} address={residence?.address ?? t('plateNote')} />
      <main className="si" id="main">
        {language}
        <div className="si-in">
          <h1 tabIndex={-1} ref={heading}>
            {title}
          </h1>
          <p className="lead">{lead}</p>
          {children}
        </div>
      </main>
    </div>
  )
}
