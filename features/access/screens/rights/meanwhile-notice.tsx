/** Somebody changed the same meanwhile: who, what, when, and on with one's own edits on top of theirs, or without. */
import { Button, Notice, useMoments, useNow } from '@loge/ui'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import type { Meanwhile } from './meanwhile.ts'
import { changesQuery, gridQuery, schedulesQuery } from './queries.ts'
import { useWhoChanged } from './use-change-words.ts'

interface MeanwhileNoticeProps {
  readonly siteId: string
  /** As the refusal said; left out: it was seen before anything was refused. */
  readonly told: readonly Meanwhile[] | undefined
  /** Since when one's own change is being written. */
  readonly since: number
  readonly onLookAgain: () => void
  readonly onForget: () => void
}

export const MeanwhileNotice = ({ siteId, told, since, onLookAgain, onForget }: MeanwhileNoticeProps) => {
  const t = useTranslations('rights')
  const sentences = useSentences(siteId, told, since)
  return (
    <Notice kind="att" announce="urgent">
      <p>
        <b>{t('meanwhile')}</b>
      </p>
      {sentences.length === 0 ? null : (
        <ul className="changes">
          {sentences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
      <p>{t('meanwhileText')}</p>
      <div className="row">
        <Button small kind="main" onClick={onLookAgain}>
          {t('lookAgain')}
        </Button>
        <Button small onClick={onForget}>
          {t('keepTheirs')}
        </Button>
      </div>
    </Notice>
  )
}

const useSentences = (siteId: string, told: readonly Meanwhile[] | undefined, since: number) => {
  const t = useTranslations('rights')
  const who = useWhoChanged()
  const { when } = useMoments()
  const now = useNow(60_000)
  const { data: pages } = useInfiniteQuery({ ...changesQuery(siteId), staleTime: 0 })
  const { data: grid } = useQuery(gridQuery(siteId, undefined))
  const { data: schedules = [] } = useQuery(schedulesQuery)
  const changes = pages?.pages.flatMap(({ data }) => data) ?? []
  if (told === undefined)
    return changes
      .filter(({ madeAt }) => Date.parse(madeAt) >= since)
      .map(({ madeBy, madeAt, reason }) =>
        t('meanwhileWhy', { who: who(madeBy), time: when(Date.parse(madeAt), now), reason }),
      )
  return told.map(({ at, by, what, isWhoIsIn }) => {
    const actor = changes.flatMap(({ madeBy, undoneBy }) => [madeBy, undoneBy]).find((one) => one?.id === by)
    const words = { who: who(actor ?? { kind: kindOf(by), name: null }), time: when(at, now) }
    const group = grid?.profiles.find(({ id }) => id === what)
    if (group !== undefined)
      return t(isWhoIsIn ? 'meanwhileIn' : 'meanwhileGroup', { ...words, name: group.name })
    const schedule = schedules.find(({ id }) => id === what)
    if (schedule !== undefined) return t('meanwhileSchedule', { ...words, name: schedule.name })
    return t(isWhoIsIn ? 'meanwhilePerson' : 'meanwhileOther', words)
  })
}

const kindOf = (by: string): string =>
  by.startsWith('acc_') ? 'account' : by.startsWith('key_') ? 'apiKey' : by
