/** What is done with a case: decided, looked at, handed over, and everybody in a data room written to. */
import { Button, Field, Notice, useProblemText } from '@loge/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { LetterState, LetterTo } from '../letter-to.tsx'
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

type Concerned = Release['people'][number]

export const Concerned = ({ one, isRoom }: { readonly one: Concerned; readonly isRoom: boolean }) => {
  const t = useTranslations('releases')
  const again = useAgain()
  const posted = useMutation({ mutationFn: () => noteReleaseLetterPosted(one.id), onSettled: again })
  if (!isRoom) return <div className="letter">{one.name}</div>
  return (
    <div className="letter">
      <div className="split">
        <span>{`${one.label} · ${one.name}`}</span>
        <LetterState state={one.letter}>{t(`letters.${one.letter}`)}</LetterState>
      </div>
      <LetterTo
        id={one.id}
        state={one.letter}
        letter={releaseLetterQuery(one.id)}
        words={{ read: t('read'), print: t('print'), posted: t('posted') }}
        posted={posted}
      />
    </div>
  )
}
