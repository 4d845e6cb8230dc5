/** What is done with one support access: read within its scope, ended, reviewed by a second person. */
import { Button, type Column, List, Notice, useProblemText } from '@loge/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { CASE_CATEGORIES } from '../../core/index.ts'
import { useTableName } from '../retention/table-words.ts'
import { AddData } from './add-data.tsx'
import {
  endSupport,
  readSupport,
  reviewSupport,
  type SupportAccess,
  type SupportCategory,
  supportQuery,
  type SupportShown,
} from './queries.ts'

const useAgain = () => {
  const queries = useQueryClient()
  return () => queries.invalidateQueries({ queryKey: supportQuery.queryKey })
}

const Refused = ({ error }: { readonly error: Error | null }) => {
  const problem = useProblemText()
  return error === null ? null : (
    <Notice kind="att" announce="urgent">
      {problem(error)}
    </Notice>
  )
}

interface Line {
  readonly number: string
  readonly values: readonly (string | null)[]
}

const Shown = ({ shown }: { readonly shown: SupportShown }) => {
  const t = useTranslations('support')
  const name = useTableName()
  if (shown.rows === 0) return <p role="status">{t('nothing')}</p>
  return (
    <div className="stack">
      {shown.tables.map(({ table, columns, rows }) => {
        const heads: readonly Column<Line>[] = columns.map((column, place) => ({
          key: column,
          head: column.replaceAll('_', ' '),
          cell: ({ values }) => values[place] ?? '',
        }))
        const lines: readonly Line[] = rows.map((values, number) => ({ number: String(number), values }))
        return (
          <div key={table}>
            <h4>{name(table)}</h4>
            <List
              label={name(table)}
              rows={lines}
              columns={heads}
              idOf={({ number }) => number}
              empty={<p className="soft">{t('nothing')}</p>}
            />
          </div>
        )
      })}
      {shown.isCut ? <p className="note">{t('cut', { count: shown.rows })}</p> : null}
    </div>
  )
}

export const OpenAccess = ({ access }: { readonly access: SupportAccess }) => {
  const { id, categories } = access
  const t = useTranslations('support')
  const [isAdding, setAdding] = useState(false)
  const mayHold = CASE_CATEGORIES.some((category) => categories.includes(category))
  const again = useAgain()
  const reading = useMutation({
    mutationFn: (category: SupportCategory) => readSupport(id, category),
    onSettled: again,
    // What was shown is not kept by the page.
    gcTime: 0,
  })
  const ending = useMutation({ mutationFn: () => endSupport(id), onSuccess: again })
  return (
    <div className="stack">
      <Refused error={reading.error ?? ending.error} />
      <div className="row">
        {categories.map((category) => (
          <Button key={category} small busy={reading.isPending} onClick={() => reading.mutate(category)}>
            {t('read', { what: t(`categories.${category}`) })}
          </Button>
        ))}
      </div>
      <p className="note">{t('readNote')}</p>
      {reading.data === undefined ? null : (
        <>
          <Shown shown={reading.data} />
          <div className="row">
            <Button kind="text" onClick={() => reading.reset()}>
              {t('close')}
            </Button>
          </div>
        </>
      )}
      {isAdding ? <AddData access={access} onDone={() => setAdding(false)} /> : null}
      <div className="row">
        {mayHold && !isAdding ? <Button onClick={() => setAdding(true)}>{t('add')}…</Button> : null}
        <Button busy={ending.isPending} onClick={() => ending.mutate()}>
          {t('end')}
        </Button>
      </div>
    </div>
  )
}

/** Asked for and not agreed to yet: it can only be taken back. */
export const AskedAccess = ({ id }: { readonly id: string }) => {
  const t = useTranslations('support')
  const ending = useMutation({ mutationFn: () => endSupport(id), onSuccess: useAgain() })
  return (
    <>
      <Refused error={ending.error} />
      <Button kind="text" busy={ending.isPending} onClick={() => ending.mutate()}>
        {t('end')}
      </Button>
    </>
  )
}

export const Review = ({ access: { id, review } }: { readonly access: SupportAccess }) => {
  const t = useTranslations('support')
  const reviewing = useMutation({
    mutationFn: (finding: 'in_order' | 'not_in_order') => reviewSupport(id, finding),
    onSuccess: useAgain(),
  })
  if (review !== null)
    return <p className="note">{t(`reviewedIn.${review.finding}`, { who: review.by ?? t('somebody') })}</p>
  return (
    <div className="stack">
      <Refused error={reviewing.error} />
      <p className="note">{t('notReviewed')}</p>
      <div className="row">
        <Button small busy={reviewing.isPending} onClick={() => reviewing.mutate('in_order')}>
          {t('inOrder')}
        </Button>
        <Button small busy={reviewing.isPending} onClick={() => reviewing.mutate('not_in_order')}>
          {t('notInOrder')}
        </Button>
      </div>
    </div>
  )
}
