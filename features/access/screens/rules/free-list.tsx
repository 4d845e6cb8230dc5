/** Who is not counted at a site: why, since when, until when, counted again by one press. Names stay folded. */
import { Button, Notice, useMoments, useNow, useProblemText } from '@loge/ui'
import { useMutation } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { fullName } from '../doors/who.tsx'
import { ShowNames } from '../names/show-names.tsx'
import type { ShownName } from '../residence/queries.ts'
import { type FreePassage, setFreePassage } from './queries.ts'
import { useRulesChanged } from './undo-notice.tsx'

export const FreeUntil = ({ until }: { until: string | null }) => {
  const t = useTranslations('rules')
  const { date } = useMoments()
  return until === null ? t('freeForEver') : t('freeUntil', { date: date(Date.parse(until) - 1) })
}

interface FreeListProps {
  readonly siteId: string
  readonly passages: readonly FreePassage[]
}

export const FreeList = ({ siteId, passages }: FreeListProps) => {
  const t = useTranslations('rules')
  const personIds = passages.flatMap(({ personId }) => personId ?? [])
  return (
    <>
      <p>{t('freeCount', { count: passages.length })}</p>
      <ShowNames key={personIds.join()} personIds={personIds} about={{}}>
        {(names) => <Named {...{ siteId, passages, names }} />}
      </ShowNames>
    </>
  )
}

const Named = ({ siteId, passages, names }: FreeListProps & { readonly names: readonly ShownName[] }) => {
  const nameOf = new Map(names.map((one) => [one.personId, fullName(one)]))
  return (
    <ul className="list">
      {passages.map((passage) => (
        <Row
          key={passage.personId}
          {...{ siteId, passage }}
          name={nameOf.get(passage.personId ?? '') ?? '…'}
        />
      ))}
    </ul>
  )
}

interface RowProps {
  readonly siteId: string
  readonly passage: FreePassage
  readonly name: string
}

const Row = ({ siteId, passage: { personId, reason, since, until }, name }: RowProps) => {
  const t = useTranslations('rules')
  const problem = useProblemText()
  const { when } = useMoments()
  const now = useNow(60_000)
  const changed = useRulesChanged()
  const end = useMutation({
    mutationFn: (id: string) => setFreePassage(id, siteId, { reason: null, until: null }),
    onSuccess: changed,
  })
  return (
    <li className="list-row">
      <span>
        <b>{name}</b>
        <span className="note">
          {t('freeRow', { reason: t(`freeReason.${reason}`), time: when(Date.parse(since), now) })}{' '}
          <FreeUntil until={until} />
        </span>
        {end.error === null ? null : <Notice kind="att">{problem(end.error)}</Notice>}
      </span>
      {personId === null ? null : (
        <Button
          small
          aria-label={t('countAgainOf', { name })}
          busy={end.isPending}
          onClick={() => end.mutate(personId)}
        >
          {t('countAgain')}
        </Button>
      )}
    </li>
  )
}
