/** What stands where a page would be: refused, gone, unreachable, or our fault. One wording for every page. */
import { Blank, Button, buttonClass } from '@loge/ui'
import { ApiProblem } from '@loge/http/client'
import { useQueryErrorResetBoundary } from '@tanstack/react-query'
import { type ErrorComponentProps, Link, useRouter } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { PageMissing, serverAnswers } from './lazy-page.ts'

type Failure = 'forbidden' | 'gone' | 'unreachable' | 'signedOut' | 'failed'

export const failureOf = (error: unknown): Failure => {
  if (!(error instanceof ApiProblem)) return 'failed'
  if (error.status === 401) return 'signedOut'
  if (error.status === 403) return 'forbidden'
  if (error.status === 404) return 'gone'
  return error.status === 0 || error.status === 503 ? 'unreachable' : 'failed'
}

const ASK_AGAIN_MS = 3_000

/** A browser keeps the failure of a script for as long as the page lives, so the page is loaded anew. */
const loadAnewOnceAnswered = async (): Promise<void> => {
  if (await serverAnswers()) window.location.reload()
}

const Missing = () => {
  const t = useTranslations('states')
  const [isAsking, setIsAsking] = useState(false)
  useEffect(() => {
    const timer = setInterval(() => void loadAnewOnceAnswered(), ASK_AGAIN_MS)
    return () => clearInterval(timer)
  }, [])
  const retry = async () => {
    setIsAsking(true)
    await loadAnewOnceAnswered()
    setIsAsking(false)
  }
  return (
    <div className="page">
      <Blank
        page
        title={t('failedTitle')}
        acts={
          <Button busy={isAsking} onClick={() => void retry()}>
            {t('retry')}
          </Button>
        }
      >
        {t('missingText')}
      </Blank>
    </div>
  )
}

export const PageFailed = (props: ErrorComponentProps) =>
  props.error instanceof PageMissing ? <Missing /> : <Failed {...props} />

const Failed = ({ error, reset }: ErrorComponentProps) => {
  const t = useTranslations('states')
  const router = useRouter()
  const { reset: resetQueries } = useQueryErrorResetBoundary()
  const failure = failureOf(error)
  const reference = error instanceof ApiProblem ? error.document.instance : undefined
  const retry = async () => {
    resetQueries()
    reset()
    await router.invalidate()
  }
  return (
    <div className="page">
      <Blank
        page
        title={t(`${failure}Title`)}
        acts={
          failure === 'signedOut' ? (
            <Link className={buttonClass('main')} to="/sign-in">
              {t('signIn')}
            </Link>
          ) : failure === 'forbidden' ? (
            <Link className={buttonClass()} to="/">
              {t('toToday')}
            </Link>
          ) : (
            <Button onClick={() => void retry()}>{t('retry')}</Button>
          )
        }
      >
        {t(`${failure}Text`)}
        {failure === 'failed' && reference !== undefined ? ` ${t('failedReference', { reference })}` : null}
      </Blank>
    </div>
  )
}

export const PageNotFound = () => {
  const t = useTranslations('states')
  return (
    <div className="page">
      <Blank
        page
        title={t('notFoundTitle')}
        acts={
          <Link className={buttonClass()} to="/">
            {t('toToday')}
          </Link>
        }
      >
        {t('notFoundText')}
      </Blank>
    </div>
  )
}
