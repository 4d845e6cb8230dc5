/** What was changed of the rights: who, when, why, and back while that is possible. */
import { Button, Loading, Notice, Section, useMoments, useNow, useProblemText } from '@loge/ui'
import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { useReadAnew } from './change-bar.tsx'
import { changesQuery, type Grid, type PastChange, schedulesQuery, undoChange } from './queries.ts'
import { useChangeWords, useWhoChanged } from './use-change-words.ts'

interface PastChangesProps {
  readonly siteId: string
  readonly grid: Grid
  readonly mayUndo: boolean
}

export const PastChanges = ({ siteId, grid, mayUndo }: PastChangesProps) => {
  const t = useTranslations('rights')
  const { data, isError, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useInfiniteQuery(
    changesQuery(siteId),
  )
  const changes = data?.pages.flatMap((page) => page.data)
  return (
    <div className="schedules">
      <Section title={t('changes')} note={t('changesNote')}>
        {isError && changes === undefined ? (
          <Notice
            kind="att"
            announce="polite"
            act={
              <Button small onClick={() => void refetch()}>
                {t('again')}
              </Button>
            }
          >
            {t('changesHidden')}
          </Notice>
        ) : changes === undefined ? (
          <Loading label={t('changes')} />
        ) : changes.length === 0 ? (
          <p className="soft">{t('noChange')}</p>
        ) : (
          <ul className="past">
            {changes.map((change) => (
              <OneChange key={change.id} change={change} grid={grid} mayUndo={mayUndo} />
            ))}
          </ul>
        )}
        {hasNextPage ? (
          <Button small busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('earlier')}
          </Button>
        ) : null}
      </Section>
    </div>
  )
}

const OneChange = ({ change, grid, mayUndo }: Omit<PastChangesProps, 'siteId'> & { change: PastChange }) => {
  const t = useTranslations('rights')
  const { data: schedules = [] } = useQuery(schedulesQuery)
  const what = useChangeWords(grid, schedules)
  const who = useWhoChanged()
  const { when } = useMoments()
  const now = useNow(60_000)
  const { madeAt, madeBy, reason, undoneAt, undoneBy, undoUntil, touched } = change
  const people = [...new Set(touched.flatMap(({ personId }) => personId ?? []))]
  const [person] = people
  return (
    <li>
      <div>
        <b>{reason}</b>
        <span>{what(change)}</span>
        <span className="note">
          {who(madeBy)}, <time dateTime={madeAt}>{when(Date.parse(madeAt), now)}</time>
          {person === undefined || people.length > 1 ? null : (
            <>
              {' · '}
              <Link to="/residents/$id" params={{ id: person }}>
                {t('toPerson')}
              </Link>
            </>
          )}
        </span>
      </div>
      {undoneAt !== null ? (
        <span className="note">
          {t('undoneBy', {
            who: who(undoneBy ?? { kind: 'unknown', name: null }),
            time: when(Date.parse(undoneAt), now),
          })}
        </span>
      ) : mayUndo && Date.parse(undoUntil) > now ? (
        <UndoOne change={change} />
      ) : null}
    </li>
  )
}

const UndoOne = ({ change: { id, reason, undoUntil } }: { change: PastChange }) => {
  const t = useTranslations('rights')
  const problem = useProblemText()
  const readAnew = useReadAnew()
  const { when } = useMoments()
  const now = useNow(60_000)
  const undo = useMutation({ mutationFn: () => undoChange(id), onSuccess: readAnew })
  if (undo.error !== null)
    return (
      <Notice kind="att" announce="polite">
        {problem(undo.error)}
      </Notice>
    )
  return (
    <span className="past-undo">
      <Button small busy={undo.isPending} onClick={() => undo.mutate()}>
        {t('undo')}
        <span className="vh"> {reason}</span>
      </Button>
      <span className="note">{t('until', { time: when(Date.parse(undoUntil), now) })}</span>
    </span>
  )
}
