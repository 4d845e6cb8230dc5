/** What is looked for: published in both languages, and closed when somebody was found. */
import { Button, Field, Notice, useProblemText } from '@loge/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { OUTSIDE } from '../outside/queries.ts'
import { useTongue } from '../outside/use-tongue.ts'
import { beginOpening, closeOpening, openingsQuery } from './queries.ts'

export const Openings = () => {
  const t = useTranslations('outside.applications')
  const tongue = useTongue()
  const queries = useQueryClient()
  const [isBeginning, setBeginning] = useState(false)
  const { data } = useQuery(openingsQuery)
  const close = useMutation({
    mutationFn: closeOpening,
    onSettled: () => queries.invalidateQueries({ queryKey: openingsQuery.queryKey }),
  })
  if (data === undefined) return null
  return (
    <section aria-labelledby="openings">
      <h2 id="openings">{t('openings')}</h2>
      {data.data.length === 0 ? <p className="note">{t('openingsNone')}</p> : null}
      <ul className="list">
        {data.data.map(({ id, title, closedAt, applications }) => (
          <li key={id} className="list-row">
            <span>
              {title[tongue]}
              <span className="note"> {t('applied', { count: applications })}</span>
            </span>
            {closedAt === null ? (
              <Button onClick={() => close.mutate(id)}>{t('close')}</Button>
            ) : (
              <span className="note">{t('isClosed')}</span>
            )}
          </li>
        ))}
      </ul>
      {isBeginning ? (
        <Begin onDone={() => setBeginning(false)} />
      ) : (
        <Button onClick={() => setBeginning(true)}>{t('begin')}</Button>
      )}
    </section>
  )
}

const EMPTY = { titleEn: '', titleFr: '', bodyEn: '', bodyFr: '' }

const Begin = ({ onDone }: { readonly onDone: () => void }) => {
  const t = useTranslations('outside.applications')
  const problem = useProblemText()
  const queries = useQueryClient()
  const [filled, setFilled] = useState(EMPTY)
  const begin = useMutation({
    mutationFn: () =>
      beginOpening({
        title: { en: filled.titleEn, fr: filled.titleFr },
        body: { en: filled.bodyEn, fr: filled.bodyFr },
      }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: OUTSIDE })
      onDone()
    },
  })
  return (
    <form
      className="stack"
      aria-label={t('begin')}
      onSubmit={(event) => {
        event.preventDefault()
        begin.mutate()
      }}
    >
      {(['titleEn', 'titleFr', 'bodyEn', 'bodyFr'] as const).map((name) => (
        <Field key={name} label={`${t(name)} *`}>
          {(ids) => (
            <textarea
              className="in"
              rows={name.startsWith('title') ? 1 : 4}
              required
              {...ids}
              value={filled[name]}
              onChange={(event) => setFilled({ ...filled, [name]: event.target.value })}
            />
          )}
        </Field>
      ))}
      {begin.error === null ? null : (
        <Notice kind="bad" announce="urgent">
          {problem(begin.error)}
        </Notice>
      )}
      <Button kind="main" type="submit" busy={begin.isPending}>
        {t('publish')}
      </Button>
    </form>
  )
}
