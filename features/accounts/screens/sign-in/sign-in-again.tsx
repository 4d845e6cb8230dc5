/** The session ended while a page was open: the same person signs in again and finds it as it was left. */
import { Notice } from '@loge/ui'
import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { meQuery } from './me.ts'
import { Ways } from './ways.tsx'

export const SignInAgain = ({ language }: { language: ReactNode }) => {
  const t = useTranslations('signIn')
  const queries = useQueryClient()
  const router = useRouter()
  const goOn = async () => {
    const before = queries.getQueryData(meQuery.queryKey)
    const me = await queries.fetchQuery({ ...meQuery, staleTime: 0 })
    // What somebody else wrote or saw is not theirs: a fresh page forgets it.
    if (me.account?.id !== before?.account?.id) return window.location.reload()
    queries.removeQueries({ predicate: ({ state }) => state.status === 'error' })
    await queries.invalidateQueries()
    await router.invalidate()
  }
  const said = <Notice announce="polite">{t('endedText')}</Notice>
  return <Ways title={t('endedTitle')} said={said} language={language} goOn={goOn} />
}
