/** What is done with a case: decided, looked at, handed over, and everybody in a data room written to. */
import { Button, Field, Fold, Loading, Notice, printSheet, State, useProblemText } from '@loge/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { TextArea } from '../requests/text-area.tsx'
import {
  decideRelease,
  giveRelease,
  lookAtRelease,
  noteReleaseLetterPosted,
  type Release,
  type ReleaseDecision,
  releaseLetterQuery,
  releasesQuery,
} from './queries.ts'

interface OfRelease {
  readonly release: Release
}

const useAgain = () => {
  const queries = useQueryClient()
  return () => queries.invalidateQueries({ queryKey: releasesQuery.queryKey })
}

const Wrong = ({ error }: { readonly error: Error | null }) => {
  const problem = useProblemText()
  return error === null ? null : (
    <Notice kind="att" announce="urgent">
      {problem(error)}
    </Notice>
  )
}

export const Decide = ({ release }: OfRelease) => {
  const t = useTranslations('releases')
  const again = useAgain()
  const [reasons, setReasons] = useState('')
  const deciding = useMutation({
    mutationFn: (decision: ReleaseDecision) => decideRelease(release.id, decision, reasons),
    onSuccess: again,
  })
  const isSaid = reasons.trim().length >= 3
  return (
    <div className="stack">
      {release.kind === 'data_room' ? <p className="note">{t('officer')}</p> : null}
      <Wrong error={deciding.error} />
      <TextArea label={t('reasons')} value={reasons} onChange={setReasons} rows={2} />
      <div className="row">
        <Button
          small
          kind="main"
          off={!isSaid}
          busy={deciding.isPending}
          onClick={() => deciding.mutate('approved')}
        >
          {t('approve')}
        </Button>
        <Button small off={!isSaid} busy={deciding.isPending} onClick={() => deciding.mutate('refused')}>
          {t('refuse')}
        </Button>
      </div>
    </div>
  )
}

/** As a file of this machine; nothing of it stays with us. */
const save = (name: string, content: string): void => {
  const address = URL.createObjectURL(new Blob([content], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}

export const HandOver = ({ release }: OfRelease) => {
  const t = useTranslations('releases')
  const again = useAgain()
  const looking = useMutation({ mutationFn: () => lookAtRelease(release.id) })
  const giving = useMutation({
    mutationFn: (hash: string) => giveRelease(release.id, hash),
    onSuccess: again,
  })
  const shown = looking.data
  return (
    <div className="stack">
      <Wrong error={looking.error ?? giving.error} />
      {shown === undefined ? (
        <div className="row">
          <Button small busy={looking.isPending} onClick={() => looking.mutate()}>
            {t('look')}
          </Button>
        </div>
      ) : (
        <>
          <Field label={t('content')}>
            {(ids) => <textarea className="in" rows={12} readOnly {...ids} value={shown.content} />}
          </Field>
          <p className="note release-hash">{t('hash', { hash: shown.hash })}</p>
          <div className="row">
            <Button small onClick={() => save(`${release.reference}.json`, shown.content)}>
              {t('save')}
            </Button>
            <Button small kind="main" busy={giving.isPending} onClick={() => giving.mutate(shown.hash)}>
              {t('give')}
            </Button>
          </div>
        </>
      )}
    </div>
  )
}

const MARKS = {
  not_told: 'wait',
  waiting: 'wait',
  to_post: 'att',
  sent: 'ok',
  failed: 'bad',
  given_up: 'bad',
} as const

type Concerned = Release['people'][number]

export const Concerned = ({ one, isRoom }: { readonly one: Concerned; readonly isRoom: boolean }) => {
  const t = useTranslations('releases')
  const again = useAgain()
  const posted = useMutation({ mutationFn: () => noteReleaseLetterPosted(one.id), onSettled: again })
  const isHeld = one.letter === 'to_post' || one.letter === 'failed' || one.letter === 'given_up'
  return (
    <div className="letter">
      <div className="split">
        <span>{isRoom ? `${one.label} · ${one.name}` : one.name}</span>
        {isRoom ? <State kind={MARKS[one.letter]}>{t(`letters.${one.letter}`)}</State> : null}
      </div>
      {isRoom && one.letter !== 'not_told' ? (
        <Fold summary={t('read')}>
          <LetterTo id={one.id} />
          <div className="row">
            <Button small onClick={() => printSheet(`letter-${one.id}`)}>
              {t('print')}
            </Button>
            {isHeld ? (
              <Button small busy={posted.isPending} onClick={() => posted.mutate()}>
                {t('posted')}
              </Button>
            ) : null}
          </div>
        </Fold>
      ) : null}
    </div>
  )
}

const LetterTo = ({ id }: { readonly id: string }) => {
  const t = useTranslations('releases')
  const { data } = useQuery(releaseLetterQuery(id))
  if (data === undefined) return <Loading label={t('read')} lines={4} />
  return (
    <article id={`letter-${id}`} className="sheet">
      <p className="to">
        {data.name}
        {'\n'}
        {data.address}
      </p>
      <h4>{data.subject}</h4>
      <p>{data.body}</p>
    </article>
  )
}
