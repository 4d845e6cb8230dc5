/** For who is named: breaking the glass by one press and a few words, what that opens until when, and giving it back. */
import { meQuery } from '@loge/features/accounts/screens'
import { Button, Notice, Section, TextField, useMoments, useNow, useProblemText } from '@loge/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { breakGlass, GLASS, giveBackGlass, type OwnGlassKey, ownGlassQuery } from './queries.ts'

export const MyGlass = () => {
  const t = useTranslations('emergency.glass')
  const { data } = useQuery({ ...ownGlassQuery, throwOnError: false })
  if (data === undefined || data.length === 0) return null
  return (
    <Section title={t('title')}>
      {data.map((key) =>
        key.taken === null ? (
          <Take key={key.id} glassKey={key} />
        ) : (
          <Taken key={key.id} glassKey={key} taken={key.taken} />
        ),
      )}
    </Section>
  )
}

/** What somebody may see and open changes with it, and so does the page they are on: what is theirs now is said here. */
const useChanged = () => {
  const queries = useQueryClient()
  const navigate = useNavigate()
  return async () => {
    await navigate({ to: '/emergency' })
    await Promise.all(
      [GLASS, meQuery.queryKey, ['access']].map((queryKey) => queries.invalidateQueries({ queryKey })),
    )
  }
}

const Take = ({ glassKey }: { glassKey: OwnGlassKey }) => {
  const t = useTranslations('emergency.glass')
  const problem = useProblemText()
  const [reason, setReason] = useState('')
  const [isShort, setIsShort] = useState(false)
  const take = useMutation({
    mutationFn: () => breakGlass(glassKey.id, reason.trim()),
    onSuccess: useChanged(),
  })
  const { opens, entrances, forMinutes, passesLockdown } = glassKey
  const counts = { opens: String(opens), entrances: String(entrances), minutes: String(forMinutes) }
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setIsShort(reason.trim().length < 3)
        if (reason.trim().length >= 3) take.mutate()
      }}
    >
      <p className="soft">
        {t('mine', counts)} {passesLockdown ? null : t('lockdown')}
      </p>
      <TextField
        label={t('why')}
        hint={t('whyHint')}
        value={reason}
        onChange={setReason}
        maxLength={500}
        error={isShort ? t('short') : undefined}
      />
      <div className="row">
        <Button kind="danger" type="submit" busy={take.isPending}>
          {t('take')}
        </Button>
      </div>
      {take.error === null ? null : (
        <Notice kind="att" announce="urgent">
          {problem(take.error)}
        </Notice>
      )}
    </form>
  )
}

interface TakenProps {
  readonly glassKey: OwnGlassKey
  readonly taken: NonNullable<OwnGlassKey['taken']>
}

const Taken = ({ glassKey, taken }: TakenProps) => {
  const t = useTranslations('emergency.glass')
  const problem = useProblemText()
  const { when } = useMoments()
  const now = useNow(60_000)
  const back = useMutation({ mutationFn: () => giveBackGlass(taken.id), onSuccess: useChanged() })
  return (
    <>
      <Notice
        kind="att"
        announce="polite"
        act={
          <Button small busy={back.isPending} onClick={() => back.mutate()}>
            {t('giveBack')}
          </Button>
        }
      >
        {t('open', { time: when(Date.parse(taken.until), now), group: glassKey.profileName })}{' '}
        {t(taken.showsNames ? 'names' : 'noNames')} {glassKey.passesLockdown ? null : t('lockdown')}
      </Notice>
      {back.error === null ? null : <Notice kind="att">{problem(back.error)}</Notice>}
    </>
  )
}
