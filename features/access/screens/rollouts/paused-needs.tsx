/** A change that paused by itself, for Today: a person looks and decides. */
import { buttonClass, LedgerItem, useMoments, useNow } from '@loge/ui'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import type { Rollout } from './queries.ts'
import { useRolloutWords } from './use-rollout-words.ts'

export const PausedNeed = ({ rollout }: { rollout: Rollout }) => {
  const t = useTranslations('rollouts')
  const { wish } = useRolloutWords()
  const { when } = useMoments()
  const now = useNow(60_000)
  const { id, counts, startedAt, pausedWhy } = rollout
  const count = (counts.drifted ?? 0) + (counts.failed ?? 0) + (counts.silent ?? 0) + (counts.unknown ?? 0)
  return (
    <LedgerItem
      mark="att"
      title={t('pausedNeed', { what: wish(rollout) })}
      when={<time dateTime={startedAt}>{when(Date.parse(startedAt), now)}</time>}
      acts={
        <Link className={buttonClass()} to="/doors/changes" search={{ rollout: id }}>
          {t('decide')}
        </Link>
      }
    >
      {t(pausedWhy === 'starter_may_not' ? 'pausedNeedStarter' : 'pausedNeedText', {
        count,
        waiting: counts.waiting ?? 0,
      })}
    </LedgerItem>
  )
}
