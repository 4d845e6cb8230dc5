/** What became of one letter, in words: where it stands, and why the last try did not succeed. */
import { type MarkKind, State, useMoments, useNow, useWords } from '@loge/ui'
import { useTranslations } from 'use-intl'
import type { Letter } from './queries.ts'

const MARKS = {
  waiting: 'wait',
  sent: 'ok',
  failed: 'bad',
  given_up: 'bad',
} as const satisfies Record<Letter['state'], MarkKind>

type Standing = Pick<Letter, 'state' | 'code' | 'nextTryAt' | 'endedAt'>

export const LetterState = ({ letter: { state, code, nextTryAt, endedAt } }: { letter: Standing }) => {
  const t = useTranslations('messages')
  const words = useWords()
  const { when } = useMoments()
  const now = useNow(60_000)
  const at = endedAt ?? nextTryAt
  const time = at === null ? '' : when(Math.max(Date.parse(at), state === 'waiting' ? now : 0), now)
  const isFirst = state === 'waiting' && code === null
  const why = code === null || state === 'sent' ? undefined : words(`letterFailure.${code}`)
  return (
    <span className="letter-state">
      <State kind={MARKS[state]}>{isFirst ? t('leaving') : t(`state.${state}`, { time })}</State>
      {why === undefined ? null : <span className="note">{why}</span>}
    </span>
  )
}
