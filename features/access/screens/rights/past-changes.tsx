/** What was changed of the rights: who, when, why, and back while that is possible. */
import {
  Button,
  type Column,
  List,
  Loading,
  Notice,
  Section,
  useMoments,
  useNow,
  useProblemText,
} from '@loge/ui'
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
          <Changes changes={changes} grid={grid} mayUndo={mayUndo} isWhole={!hasNextPage} />
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

interface ChangesProps extends Omit<PastChangesProps, 'siteId'> {
  readonly changes: readonly PastChange[]
  /** Whether these are all there are: among some of them nothing is looked for. */
  readonly isWhole: boolean
}

const idOf = ({ id }: PastChange): string => id
const textOf = ({ reason, madeBy }: PastChange): string => `${reason} ${madeBy.name ?? ''}`

const Changes = ({ changes, grid, mayUndo, isWhole }: ChangesProps) => (
  <List
    label={useTranslations('rights')('changes')}
    className="past-changes"
    rows={changes}
    columns={useColumns(grid, mayUndo)}
    idOf={idOf}
    {...(isWhole ? { find: { text: textOf } } : {})}
    empty={null}
  />
)

const useColumns = (grid: Grid, mayUndo: boolean): readonly Column<PastChange>[] => {
  const t = useTranslations('rights')
  const { data: schedules = [] } = useQuery(schedulesQuery)
  const what = useChangeWords(grid, schedules)
  const who = useWhoChanged()
  const { when } = useMoments()
  const now = useNow(60_000)
  return [
    {
      key: 'reason',
      head: t('head.reason'),
      as: 'name',
      sort: ({ reason }) => reason,
      cell: ({ reason }) => reason,
    },
    {
      key: 'what',
      head: t('head.what'),
      phone: 'plain',
      cell: (change) => (
        <>
          {what(change)} <TheirLink change={change} />
        </>
      ),
    },
    { key: 'who', head: t('head.who'), sort: ({ madeBy }) => who(madeBy), cell: ({ madeBy }) => who(madeBy) },
    {
      key: 'when',
      head: t('head.when'),
      phone: 'aside',
      sort: ({ madeAt }) => madeAt,
      cell: ({ madeAt }) => <time dateTime={madeAt}>{when(Date.parse(madeAt), now)}</time>,
    },
    {
      key: 'undo',
      head: t('undo'),
      hideHead: true,
      as: 'act',
      cell: (change) => {
        const { undoneAt, undoneBy, undoUntil } = change
        if (undoneAt !== null)
          return t('undoneBy', {
            who: who(undoneBy ?? { kind: 'unknown', name: null }),
            time: when(Date.parse(undoneAt), now),
          })
        return mayUndo && Date.parse(undoUntil) > now ? <UndoOne change={change} /> : null
      },
    },
  ]
}

/** To the person, where it was about a right of one person alone. */
const TheirLink = ({ change: { touched } }: { readonly change: PastChange }) => {
  const t = useTranslations('rights')
  const people = [...new Set(touched.flatMap(({ personId }) => personId ?? []))]
  const [id] = people
  if (id === undefined || people.length > 1) return null
  return (
    <span className="beside">
      {' · '}
      <Link to="/residents/$id" params={{ id }}>
        {t('toPerson')}
      </Link>
    </span>
  )
}

const UndoOne = ({ change: { id, reason, undoUntil } }: { change: PastChange }) => {
  const t = useTranslations('rights')
  const problem = useProblemText()
  const readAnew = useReadAnew()
  const { until } = useMoments()
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
      <span className="note">{until(Date.parse(undoUntil), now)}</span>
    </span>
  )
}
