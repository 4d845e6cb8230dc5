/** A sign-in link for somebody: made after a fresh proof of who one is, shown once, copied and handed over. */
import { Button, Loading, Notice, useMoments, useProblemText } from '@loge/ui'
import { useMutation, type UseMutationResult } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Confirm, isUnconfirmed } from '../sign-in/confirm.tsx'
import { type HandedLink, makeLink } from './queries.ts'

export type LinkMaking = UseMutationResult<HandedLink, Error, string>

export const useLink = (): LinkMaking => useMutation({ mutationFn: makeLink })

interface LinkForProps {
  readonly account: { readonly id: string; readonly personName: string }
  readonly making: LinkMaking
  readonly onDone: () => void
}

export const LinkFor = ({ account, making, onDone }: LinkForProps) => {
  const t = useTranslations('accounts')
  const problem = useProblemText()
  const { data, error, mutate, isPending } = making
  if (isUnconfirmed(error)) return <Confirm onDone={() => mutate(account.id)} />
  if (error !== null)
    return (
      <Notice
        kind="att"
        announce="urgent"
        act={
          <Button small busy={isPending} onClick={() => mutate(account.id)}>
            {t('linkAgain')}
          </Button>
        }
      >
        {problem(error)}
      </Notice>
    )
  if (data === undefined) return <Loading label={t('linkMaking')} lines={2} />
  return <Shown link={data} name={account.personName} onDone={onDone} />
}

interface ShownProps {
  readonly link: HandedLink
  readonly name: string
  readonly onDone: () => void
}

const Shown = ({ link: { url, expiresAt, sentTo }, name, onDone }: ShownProps) => {
  const t = useTranslations('accounts')
  const { day, time } = useMoments()
  const [isCopied, setCopied] = useState(false)
  const heading = useRef<HTMLHeadingElement>(null)
  const end = Date.parse(expiresAt)
  useEffect(() => heading.current?.focus(), [])
  return (
    <div className="stack handed" role="group" aria-label={t('linkTitle', { name })}>
      <h3 tabIndex={-1} ref={heading}>
        {t('linkTitle', { name })}
      </h3>
      <p>
        {t('linkText', { name, time: `${day(end)}, ${time(end)}` })}{' '}
        {sentTo === null ? t('linkNotSent') : t('linkSent', { email: sentTo })}
      </p>
      <code className="copyable">{url}</code>
      <div className="row">
        <Button
          kind="main"
          onClick={() => void navigator.clipboard.writeText(url).then(() => setCopied(true))}
        >
          {isCopied ? t('linkCopied') : t('linkCopy')}
        </Button>
        <Button onClick={onDone}>{t('linkDone')}</Button>
      </div>
    </div>
  )
}
