/** What one asks of whoever answers for the data, and where each of one's requests stands. */
import { Button, Field, Loading, Notice, Section, Select, useProblemText } from '@loge/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { OwnRequestLine } from './own-request.tsx'
import { WhatStays } from './what-stays.tsx'
import { ask, ASKED, myRequestsQuery, ownErasureQuery, type Right } from './queries.ts'

/** Without a word of theirs nobody would know what to do. */
const NEEDS_WORDS: ReadonlySet<Right> = new Set([
  'rectification',
  'completion',
  'restriction',
  'objection',
  'portability_to_third_party',
  'automated_decision',
  'question',
])

export const AskSection = () => {
  const t = useTranslations('myData.ask')
  const problem = useProblemText()
  const { data, error } = useQuery({ ...myRequestsQuery, throwOnError: false, refetchInterval: 60_000 })
  const [isOpen, setOpen] = useState(false)
  return (
    <Section title={t('title')}>
      <p className="note">{t('note')}</p>
      <div className="stack">
        {data === undefined ? (
          error === null ? (
            <Loading label={t('title')} />
          ) : (
            <Notice kind="att">{problem(error)}</Notice>
          )
        ) : data.length === 0 ? null : (
          <ul className="list">
            {data.map((request) => (
              <OwnRequestLine key={request.id} request={request} />
            ))}
          </ul>
        )}
        {isOpen ? (
          <AskForm close={() => setOpen(false)} />
        ) : (
          <div className="row">
            <Button onClick={() => setOpen(true)}>{t('open')}</Button>
          </div>
        )}
      </div>
    </Section>
  )
}

const AskForm = ({ close }: { readonly close: () => void }) => {
  const t = useTranslations('myData.ask')
  const problem = useProblemText()
  const queries = useQueryClient()
  const [right, setRight] = useState<Right>('erasure')
  const [words, setWords] = useState('')
  const [tried, setTried] = useState(false)
  const send = useMutation({
    mutationFn: () => ask({ right, words: words.trim() }),
    onSuccess: async () => {
      await Promise.all(
        [myRequestsQuery, ownErasureQuery].map(({ queryKey }) => queries.invalidateQueries({ queryKey })),
      )
      close()
    },
  })
  const isMissing = NEEDS_WORDS.has(right) && words.trim() === ''
  return (
    <form
      className="stack boxed"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (!isMissing) send.mutate()
      }}
    >
      <Select
        label={t('what')}
        hint={t(`help.${right}`)}
        value={right}
        options={ASKED.map((value) => ({ value, label: t(`right.${value}`) }))}
        onChange={setRight}
      />
      {right === 'erasure' ? <WhatStays /> : null}
      <Field
        label={t(NEEDS_WORDS.has(right) ? 'words' : 'wordsFree')}
        error={tried && isMissing ? t('wordsMissing') : undefined}
      >
        {(ids) => (
          <textarea
            className="in"
            rows={4}
            maxLength={20_000}
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
