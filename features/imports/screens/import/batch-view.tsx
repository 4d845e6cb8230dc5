/** One import, from its columns to its end. */
import { Button, buttonClass, Notice, Section, useMoments, useNow, useProblemText, useWords } from '@loge/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { Columns } from './columns.tsx'
import { Preview } from './preview.tsx'
import { useKeepBatch } from './use-keep-batch.ts'
import { applyImport, type Batch, discardImport, importsQuery, isWorking, undoImport } from './queries.ts'

export const BatchView = ({ batch }: { batch: Batch }) => {
  const t = useTranslations('imports')
  if (batch.state === 'forgotten') return <Notice>{t('forgotten')}</Notice>
  return (
    <>
      <About batch={batch} />
      <Trouble batch={batch} />
      {isWorking(batch) ? <Progress batch={batch} /> : null}
      {batch.state === 'previewed' ? <Columns key={batch.id} batch={batch} /> : null}
      <Preview batch={batch} />
      {batch.state === 'previewed' ? <Apply batch={batch} /> : null}
      {batch.state === 'applied' ? <Applied batch={batch} /> : null}
      {batch.state === 'undone' ? <Notice kind="ok">{t('undone')}</Notice> : null}
    </>
  )
}

const About = ({ batch: { fileName, format } }: { batch: Batch }) => {
  const t = useTranslations('imports')
  const how =
    format.kind === 'csv'
      ? t('readCsv', {
          encoding: encodingName(format.encoding),
          separator: separatorName(format.separator),
        })
      : t('readXlsx', { sheet: format.sheet ?? '', others: format.otherSheets ?? 0 })
  return (
    <p className="soft">
      <b>{fileName}</b> {how}
    </p>
  )
}

/** As somebody who exports it finds it in a list. */
const encodingName = (encoding: string | undefined): string =>
  encoding === 'windows-1252' ? 'Windows' : (encoding ?? '').toUpperCase()

const separatorName = (separator: string | undefined): string =>
  separator === '\t' ? '⇥' : (separator ?? ',')

const Trouble = ({ batch: { problem } }: { batch: Batch }) => {
  const t = useTranslations('imports')
  const words = useWords()
  if (problem === null) return null
  return (
    <Notice kind="att" announce="urgent">
      {words(`imports.trouble.${problem.code}`) ?? problem.code}{' '}
      {problem.rows.length === 0 ? null : t('troubleRows', { rows: problem.rows.join(', ') })}
    </Notice>
  )
}

const Progress = ({ batch: { state, done, total } }: { batch: Batch }) => {
  const t = useTranslations('imports')
  const share = total === 0 ? 0 : Math.min(done / total, 1)
  const label = t(`state.${state}`)
  return (
    <Section title={label} note={t('share', { share: String(Math.floor(share * 100)) })}>
      <progress className="import-progress" aria-label={label} value={share} max={1} />
      <p className="soft">{t('goesOn')}</p>
    </Section>
  )
}

const Apply = ({ batch: { id, counts } }: { batch: Batch }) => {
  const t = useTranslations('imports')
  const problem = useProblemText()
  const keep = useKeepBatch()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const apply = useMutation({ mutationFn: () => applyImport(id), onSuccess: keep })
  const discard = useMutation({
    mutationFn: () => discardImport(id),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: importsQuery.queryKey, exact: true })
      void navigate({ to: '/settings/import', search: {} })
    },
  })
  const { error, duplicate, create, change } = counts
  const why =
    error > 0
      ? t('waitErrors', { count: error })
      : duplicate > 0
        ? t('waitDuplicates', { count: duplicate })
        : create + change === 0
          ? t('waitNothing')
          : undefined
  const failed = apply.error ?? discard.error
  return (
    <Section title={t('apply')}>
      <p className="soft" id="import-why">
        {why ?? t('applyText')}
      </p>
      <div className="row">
        <Button
          kind="main"
          busy={apply.isPending}
          off={why !== undefined}
          aria-describedby="import-why"
          onClick={() => apply.mutate()}
        >
          {t('applyNow', { count: create + change })}
        </Button>
        <Button busy={discard.isPending} onClick={() => discard.mutate()}>
          {t('discard')}
        </Button>
      </div>
      {failed === null ? null : (
        <Notice kind="att" announce="urgent">
          {problem(failed)}
        </Notice>
      )}
    </Section>
  )
}

const Applied = ({ batch: { id, done, undoUntil } }: { batch: Batch }) => {
  const t = useTranslations('imports')
  const problem = useProblemText()
  const { until } = useMoments()
  const now = useNow(60_000)
  const keep = useKeepBatch()
  const undo = useMutation({ mutationFn: () => undoImport(id), onSuccess: keep })
  return (
    <Notice
      kind="ok"
      announce="polite"
      act={
        undoUntil === null ? (
          <Link className={buttonClass()} to="/residents">
            {t('seePeople')}
          </Link>
        ) : (
          <span className="row">
            <Link className={buttonClass()} to="/residents">
              {t('seePeople')}
            </Link>
            <Button busy={undo.isPending} onClick={() => undo.mutate()}>
              {t('undo')}
            </Button>
          </span>
        )
      }
    >
      {t('applied', { count: done })}{' '}
      {undoUntil === null ? t('tooLate') : t('undoUntil', { until: until(Date.parse(undoUntil), now) })}
      {undo.error === null ? null : <p role="alert">{problem(undo.error)}</p>}
    </Notice>
  )
}
