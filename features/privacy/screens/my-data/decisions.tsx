/** What the software decides by itself, what it decided about oneself, and the way to a person who looks at it again. */
import { Button, Field, Fold, Notice, Section, useMoments, useNow, useProblemText } from '@loge/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useLanguageOf } from './kept-list.tsx'
import { ask, type Decision, myDecisionsQuery, myRequestsQuery } from './queries.ts'

export const Decisions = () => {
  const t = useTranslations('myData.decisions')
  const language = useLanguageOf()
  const { data } = useQuery({ ...myDecisionsQuery, throwOnError: false })
  const [contestedId, setContested] = useState<string>()
  if (data === undefined) return null
  return (
    <Section title={t('title')}>
      <p className="note">{t('note')}</p>
      <div className="stack">
        {data.kinds.map(({ kind, significant, [language]: told }) => (
          <Fold key={kind} summary={told.what}>
            <p>{told.logic}</p>
            <p>{told.criteria}</p>
            {significant ? <p>{t('matters')}</p> : null}
          </Fold>
        ))}
        {data.data.length === 0 ? <p className="fact">{t('none')}</p> : null}
        <ul className="list">
          {data.data.map((one) => (
            <li key={one.id}>
              <Line one={one} contest={() => setContested(one.id)} />
              {contestedId === one.id ? <Contest one={one} close={() => setContested(undefined)} /> : null}
            </li>
          ))}
        </ul>
      </div>
    </Section>
  )
}

const Line = ({ one, contest }: { readonly one: Decision; readonly contest: () => void }) => {
  const t = useTranslations('myData.decisions')
  const language = useLanguageOf()
  const { when } = useMoments()
  const now = useNow(60_000)
  const said = when(Date.parse(one.at), now)
  return (
    <div className="list-row">
      <span>
        <b>
          {said}. {one.why[language]}
        </b>
        <span className="note">
          {one.from[language]}{' '}
          {one.ruleVersion === null ? '' : t('version', { version: String(one.ruleVersion) })}
        </span>
      </span>
      <Button small onClick={contest}>
        {t('contest')}
        <span className="vh"> {said}</span>
      </Button>
    </div>
  )
}

const Contest = ({ one, close }: { readonly one: Decision; readonly close: () => void }) => {
  const t = useTranslations('myData.decisions')
  const problem = useProblemText()
  const queries = useQueryClient()
  const [words, setWords] = useState('')
  const send = useMutation({
    mutationFn: () => ask({ right: 'automated_decision', words: words.trim(), decisionId: one.id }),
    onSuccess: () => queries.invalidateQueries({ queryKey: myRequestsQuery.queryKey }),
  })
  if (send.isSuccess) return <Notice announce="polite">{t('sent')}</Notice>
  return (
    <form
      className="stack boxed"
      aria-label={t('contest')}
      onSubmit={(event) => {
        event.preventDefault()
        send.mutate()
      }}
    >
      <Field label={t('view')}>
        {(ids) => (
          <textarea
            className="in"
            rows={3}
            maxLength={19_000}
            {...ids}
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
        )}
      </Field>
      {send.error === null ? null : (
        <Notice kind="att" announce="urgent">
          {problem(send.error)}
        </Notice>
      )}
      <div className="row">
        <Button kind="main" type="submit" busy={send.isPending}>
          {t('send')}
        </Button>
        <Button onClick={close}>{t('leave')}</Button>
      </div>
    </form>
  )
}
