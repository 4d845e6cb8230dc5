/** Each time the glass was broken: who, why, until when; ended here by a manager, and reviewed by somebody else. */
import { meQuery } from '@loge/features/accounts/screens'
import {
  Button,
  Ledger,
  LedgerItem,
  Notice,
  Section,
  TextField,
  useMoments,
  useNow,
  useProblemText,
} from '@loge/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { closeGlass, GLASS, type GlassBreak, glassBreaksQuery, reviewGlass } from './queries.ts'

export const GlassBreaks = () => {
  const t = useTranslations('emergency.glass')
  const problem = useProblemText()
  const { data, error } = useQuery({ ...glassBreaksQuery, throwOnError: false })
  if (error !== null && data === undefined) return <Notice kind="att">{problem(error)}</Notice>
  if (data === undefined || data.length === 0) return null
  return (
    <Section title={t('takenTitle')}>
      <Ledger>
        {data.map((taken) => (
          <GlassBreakItem key={taken.id} taken={taken} />
        ))}
      </Ledger>
    </Section>
  )
}

const GlassBreakItem = ({ taken }: { taken: GlassBreak }) => {
  const t = useTranslations('emergency.glass')
  const { when } = useMoments()
  const now = useNow(60_000)
  const { data: me } = useQuery(meQuery)
  const { review, stands, reason } = taken
  const ended = Math.min(Date.parse(taken.until), Date.parse(taken.closedAt ?? taken.until))
  const isOwn = me?.account?.id === taken.accountId
  const what = t(stands ? 'takenOpen' : 'takenOver', { reason, until: when(ended, now) })
  const then =
    review !== null
      ? t('reviewed', { name: review.by, conclusion: review.conclusion })
      : t(isOwn ? 'ownReview' : 'toReview')
  return (
    <LedgerItem
      mark={stands ? 'bad' : review === null ? 'att' : 'ok'}
      title={t('taken', { name: taken.personName })}
      when={<time dateTime={taken.brokenAt}>{when(Date.parse(taken.brokenAt), now)}</time>}
      acts={stands ? <End taken={taken} /> : review === null && !isOwn ? <Review taken={taken} /> : undefined}
    >
      {what} {then}{' '}
      {stands || review !== null ? null : (
        <Link to="/events" search={{ from: taken.brokenAt, until: new Date(ended).toISOString() }}>
          {t('meanwhile')}
        </Link>
      )}
    </LedgerItem>
  )
}

const useGlassChange = <Wish,>(work: (wish: Wish) => Promise<unknown>) => {
  const queries = useQueryClient()
  return useMutation({ mutationFn: work, onSettled: () => queries.invalidateQueries({ queryKey: GLASS }) })
}

const End = ({ taken }: { taken: GlassBreak }) => {
  const t = useTranslations('emergency.glass')
  const problem = useProblemText()
  const end = useGlassChange(() => closeGlass(taken.id))
  return (
    <>
      <Button small busy={end.isPending} onClick={() => end.mutate(undefined)}>
        {t('end')}
      </Button>
      {end.error === null ? null : <Notice kind="att">{problem(end.error)}</Notice>}
    </>
  )
}

const Review = ({ taken }: { taken: GlassBreak }) => {
  const t = useTranslations('emergency.glass')
  const problem = useProblemText()
  const [conclusion, setConclusion] = useState('')
  const [isShort, setIsShort] = useState(false)
  const review = useGlassChange((text: string) => reviewGlass(taken.id, text))
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        const text = conclusion.trim()
        setIsShort(text.length < 3)
        if (text.length >= 3) review.mutate(text)
      }}
    >
      <TextField
        label={t('conclusion')}
        value={conclusion}
        onChange={setConclusion}
        maxLength={2000}
        error={isShort ? t('short') : undefined}
      />
      <div className="row">
        <Button type="submit" busy={review.isPending}>
          {t('conclude')}
        </Button>
      </div>
      {review.error === null ? null : <Notice kind="att">{problem(review.error)}</Notice>}
    </form>
  )
}
