/** Every row, and what will happen with it; where it is asked who somebody is, the answer is given here. */
import {
  Button,
  Chip,
  type Column,
  List,
  Loading,
  Notice,
  Section,
  State,
  type MarkKind,
  useMoments,
  useProblemText,
  useWords,
} from '@loge/ui'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { BuildingQuestions } from './building-questions.tsx'
import { ownWords } from './words-below.ts'
import { useKeepBatch } from './use-keep-batch.ts'
import {
  type Batch,
  type Choice,
  chooseRows,
  isWorking,
  type Outcome,
  type Row,
  rowsQuery,
} from './queries.ts'

const OUTCOMES = ['error', 'duplicate', 'create', 'change', 'same', 'skip'] as const
const MARK_OF: Readonly<Record<Outcome, MarkKind>> = {
  error: 'att',
  duplicate: 'att',
  create: 'ok',
  change: 'ok',
  same: 'off',
  skip: 'no',
}

/** The rows are read anew when they were decided anew. */
const versionOf = ({ state, counts, mapping, dateOrder, siteId, movesInOn }: Batch): string =>
  JSON.stringify([state, counts, mapping, dateOrder, siteId, movesInOn])

export const Preview = ({ batch }: { batch: Batch }) => {
  const t = useTranslations('imports')
  const [shown, setShown] = useState<Outcome>()
  const [chosen, setChosen] = useState(0)
  const { data, error } = useQuery({
    ...rowsQuery(batch.id, shown, `${versionOf(batch)} ${chosen}`),
    enabled: !isWorking(batch),
    throwOnError: false,
    placeholderData: (before) => before,
  })
  const problem = useProblemText()
  const total = OUTCOMES.reduce((sum, outcome) => sum + (batch.counts[outcome] ?? 0), 0)
  return (
    <Section title={t('rows')} note={t('rowsNote', { count: total })}>
      <div className="filters" role="group" aria-label={t('show')}>
        <Chip on={shown === undefined} onToggle={() => setShown(undefined)}>
          {t('all', { count: String(total) })}
        </Chip>
        {OUTCOMES.filter((outcome) => (batch.counts[outcome] ?? 0) > 0).map((outcome) => (
          <Chip
            key={outcome}
            on={shown === outcome}
            onToggle={() => setShown(shown === outcome ? undefined : outcome)}
          >
            {t(`outcome.${outcome}`)} {batch.counts[outcome]}
          </Chip>
        ))}
      </div>
      <BuildingQuestions batch={batch} rows={data ?? []} onChosen={() => setChosen((count) => count + 1)} />
      {data?.some(({ building }) => building !== null) === true ? null : (
        <Together batch={batch} onChosen={() => setChosen((count) => count + 1)} />
      )}
      <Wrong batch={batch} onChosen={() => setChosen((count) => count + 1)} />
      {error === null ? null : <Notice kind="att">{problem(error)}</Notice>}
      {data === undefined ? (
        <Loading label={t('rows')} lines={10} />
      ) : (
        <Table rows={data} batch={batch} onChosen={() => setChosen((count) => count + 1)} />
      )}
    </Section>
  )
}

interface Choosing {
  readonly batch: Batch
  readonly onChosen: () => void
}

const useChoose = ({ batch, onChosen }: Choosing) => {
  const keep = useKeepBatch()
  return useMutation({
    mutationFn: (body: { readonly rows?: number[]; readonly choice: Choice | null }) =>
      chooseRows(batch.id, body),
    onSuccess: (next) => {
      keep(next)
      onChosen()
    },
  })
}

/** Many rows of one kind are decided with one press. */
const Together = (choosing: Choosing) => {
  const t = useTranslations('imports')
  const problem = useProblemText()
  const { batch } = choosing
  const choose = useChoose(choosing)
  if (batch.state !== 'previewed' || (batch.counts.duplicate ?? 0) === 0) return null
  return (
    <Notice kind="att">
      <p>{t('askWho', { count: batch.counts.duplicate ?? 0 })}</p>
      <div className="row">
        <Button small busy={choose.isPending} onClick={() => choose.mutate({ choice: 'only' })}>
          {t('allSame')}
        </Button>
        <Button small busy={choose.isPending} onClick={() => choose.mutate({ choice: { kind: 'new' } })}>
          {t('allNew')}
        </Button>
      </div>
      {choose.error === null ? null : <p role="alert">{problem(choose.error)}</p>}
    </Notice>
  )
}

/** Whoever imports what is right today brings the rest another day. */
const Wrong = (choosing: Choosing) => {
  const t = useTranslations('imports')
  const problem = useProblemText()
  const { batch } = choosing
  const choose = useChoose(choosing)
  const count = batch.counts.error ?? 0
  if (batch.state !== 'previewed' || count === 0) return null
  return (
    <Notice kind="att">
      <p>{t('waitErrors', { count })}</p>
      <div className="row">
        <Button small busy={choose.isPending} onClick={() => choose.mutate({ choice: 'skipWrong' })}>
          {t('skipWrong', { count })}
        </Button>
      </div>
      {choose.error === null ? null : <p role="alert">{problem(choose.error)}</p>}
    </Notice>
  )
}

const idOf = ({ number }: Row): string => String(number)
const textOf = ({ number, cells }: Row): string => [number, ...cells].join(' ')

const Table = ({ rows, batch, onChosen }: Choosing & { readonly rows: readonly Row[] }) => {
  const t = useTranslations('imports')
  const columns = useMemo(
    (): readonly Column<Row>[] => [
      {
        key: 'number',
        head: t('row'),
        as: 'name',
        sort: ({ number }) => number,
        cell: ({ number }) => number,
      },
      {
        key: 'what',
        head: t('what'),
        sort: ({ outcome }) => OUTCOMES.indexOf(outcome),
        phone: 'plain',
        className: 'import-what',
        cell: (row) => (
          <>
            {isTakenBack(row, batch) ? (
              <State kind="off">{t('takenBack')}</State>
            ) : (
              <State kind={row.notes.includes('home_held') ? 'att' : MARK_OF[row.outcome]}>
                {t(asksBuilding(row) ? 'whichBuilding' : `outcome.${row.outcome}`)}
              </State>
            )}{' '}
            <Why row={row} batch={batch} />
            <Decide row={row} batch={batch} onChosen={onChosen} />
          </>
        ),
      },
      ...batch.header.map(
        (head, position): Column<Row> => ({
          key: `${position} ${head}`,
          head,
          sort: ({ cells }) => (cells[position] === '' ? null : (cells[position] ?? null)),
          cell: (row) => <CellOf row={row} batch={batch} position={position} />,
        }),
      ),
    ],
    [t, batch, onChosen],
  )
  return (
    <List
      label={t('table')}
      className="import-rows"
      isWide
      rows={rows}
      columns={columns}
      idOf={idOf}
      find={{ text: textOf }}
      empty={null}
    />
  )
}

/** Who it is about is clear, or comes after: where it is, is asked. */
const asksBuilding = ({ outcome, building }: Row): boolean => outcome === 'duplicate' && building !== null

/** Done, and undone since. */
const isTakenBack = ({ outcome }: Row, { state }: Batch): boolean =>
  state === 'undone' && (outcome === 'create' || outcome === 'change')

/** What was written, marked where it is wrong. */
const CellOf = ({
  row,
  batch,
  position,
}: {
  readonly row: Row
  readonly batch: Batch
  readonly position: number
}) => {
  const t = useTranslations('imports')
  const isWrong = row.errors.some(({ field }) => field !== null && batch.mapping[field] === position)
  const text = row.cells[position] ?? ''
  // What is not written cannot be underlined.
  return isWrong ? <span className="cell-wrong">{text === '' ? t('cellEmpty') : text}</span> : text
}

/** In words: what will be done, or what is wrong in which column. */
const Why = ({ row, batch }: { readonly row: Row; readonly batch: Batch }) => {
  const t = useTranslations('imports')
  const language = useLocale().startsWith('fr') ? 'fr' : 'en'
  const { date } = useMoments()
  // The last day is the one before the instant from which it is no longer theirs.
  const livesIn = ({ home, from, until }: NonNullable<Row['errors'][number]['stay']>): string => {
    const since = date(Date.parse(from))
    return until === null
      ? t('cell.lives_since', { home, from: since })
      : t('cell.lives_until', { home, from: since, until: date(Date.parse(until) - 1) })
  }
  const says = [
    ...row.errors.map(({ field, code, stay }) => {
      const column = field === null ? undefined : batch.mapping[field]
      const name =
        field === null ? undefined : column === undefined ? t(`field.${field}`) : batch.header[column]
      const words = field === null || code !== 'word_unknown' ? [] : ownWords(field, language)
      const takes = words.length === 0 ? '' : `. ${t('wordsBelow', { words: words.join(', ') })}`
      const what = stay === null ? `${t(`cell.${code as 'missing'}`)}${takes}` : livesIn(stay)
      return name === undefined ? what : t('cellIs', { column: name, what })
    }),
    ...(row.outcome === 'error' || isTakenBack(row, batch)
      ? []
      : [...new Set(row.does)].map((does) => t(`does.${does as 'grant'}`))),
    ...(row.building === null
      ? []
      : row.building.buildings.map(({ name }) => t('mayBeBuilding', { building: name }))),
    ...row.notes.map((note) => t(`note.${note}`)),
  ]
  return <span className="soft">{says.join(' · ')}</span>
}

const Decide = ({ row, batch, onChosen }: Choosing & { readonly row: Row }) => {
  const t = useTranslations('imports')
  const choose = useChoose({ batch, onChosen })
  if (batch.state !== 'previewed') return null
  const decide = (choice: Choice | null) => choose.mutate({ rows: [row.number], choice })
  const isAsked = row.candidates.length > 0
  return (
    <>
      {isAsked ? (
        <ul className="import-who">
          {row.candidates.map((candidate) => (
            <li key={candidate.person}>
              <About candidate={candidate} />
              <Button
                small
                busy={choose.isPending}
                onClick={() => decide({ kind: 'merge', person: candidate.person })}
              >
                {t(candidate.reason === 'same_stay' ? 'changeStay' : 'same')}
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
      <span className="import-decide">
        {isAsked ? (
          <Button small busy={choose.isPending} onClick={() => decide({ kind: 'new' })}>
            {t('new')}
          </Button>
        ) : null}
        {row.choice === null || isAsked ? (
          <Button small busy={choose.isPending} onClick={() => decide({ kind: 'skip' })}>
            {t(isAsked ? 'keep' : 'skip')}
          </Button>
        ) : null}
        {row.choice === null ? null : (
          <Button small kind="text" busy={choose.isPending} onClick={() => decide(null)}>
            {t('unchoose')}
          </Button>
        )}
      </span>
    </>
  )
}

/** Who is proposed, by what tells them from others of their name. */
const About = ({
  candidate: { person, reason, about },
}: {
  readonly candidate: Row['candidates'][number]
}) => {
  const t = useTranslations('imports')
  const words = useWords()
  const { date } = useMoments()
  const homes =
    about?.homes.map(({ since, ...home }) =>
      since === null ? t('homeIn', home) : t('homeSince', { ...home, date: date(Date.parse(since)) }),
    ) ?? []
  const facts =
    about === null
      ? []
      : [
          homes.length === 0 ? t('homeNone') : homes.join(', '),
          about.email ?? t('emailNone'),
          about.source === null ? undefined : words(`source.${about.source}`),
        ]
  return (
    <span>
      {typeof person === 'number' ? t('sameAsRow', { row: String(person) }) : t(`reason.${reason}`)}
      <span className="note">{facts.filter((fact) => fact !== undefined).join(' · ')}</span>
    </span>
  )
}
