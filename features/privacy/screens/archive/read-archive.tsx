/** What is kept of somebody in the archive: nothing before a reason is given, and each reading is noted. */
import { Button, Notice, Select, useProblemText } from '@loge/ui'
import { useMutation } from '@tanstack/react-query'
import { Fragment, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useTableName } from '../retention/table-words.ts'
import { type Archived, type Kept, openArchive, type Reason } from './queries.ts'

const REASONS = ['legal_claims', 'legal_obligation', 'authority', 'person_asked'] as const

interface ReadArchiveProps {
  readonly of: Archived
  readonly onDone: () => void
}

export const ReadArchive = ({ of, onDone }: ReadArchiveProps) => {
  const t = useTranslations('archive')
  const problem = useProblemText()
  const [reason, setReason] = useState<Reason>('legal_claims')
  const read = useMutation({ mutationFn: () => openArchive(of.personId, reason) })
  const title = t('kept', { name: of.personName })
  return (
    <form
      className="stack"
      aria-label={title}
      onSubmit={(event) => {
        event.preventDefault()
        read.mutate()
      }}
    >
      <h3>{title}</h3>
      {read.error === null ? null : (
        <Notice kind="att" announce="urgent">
          {problem(read.error)}
        </Notice>
      )}
      <Select
        label={t('reason')}
        value={reason}
        onChange={setReason}
        options={REASONS.map((value) => ({ value, label: t(`reasons.${value}`) }))}
      />
      {read.data === undefined ? null : <Rows rows={read.data} />}
      <div className="row">
        <Button kind="main" type="submit" busy={read.isPending}>
          {t('read')}
        </Button>
        <Button onClick={onDone}>{t('close')}</Button>
      </div>
    </form>
  )
}

const Rows = ({ rows }: { readonly rows: Kept }) => {
  const name = useTableName()
  const byTable = Map.groupBy(rows, ({ table }) => table)
  return (
    <div className="stack">
      {[...byTable].map(([table, own]) => (
        <section key={table} className="stack">
          <h4>{name(table)}</h4>
          {own.map(({ values }, index) => (
            <dl className="facts" key={`${table} ${index}`}>
              {Object.entries(values).map(([column, value]) => (
                <Fragment key={column}>
                  <dt>{column.replaceAll('_', ' ')}</dt>
                  <dd>{value}</dd>
                </Fragment>
              ))}
            </dl>
          ))}
        </section>
      ))}
    </div>
  )
}
