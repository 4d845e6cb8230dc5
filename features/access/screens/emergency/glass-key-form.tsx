/** Names somebody who may break the glass: who, what it opens, for how long at a time, until which day, why. */
import { ApiProblem } from '@loge/http/client'
import { Button, DayField, isDay, Notice, Select, TextField, type TypedDay, useProblemText } from '@loge/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { endOfDay } from '../residence/end-of-day.ts'
import { siteQuery } from '../rights/queries.ts'
import { GLASS, giveGlassKey, namedQuery, profilesQuery } from './queries.ts'

const MINUTES = ['15', '30', '60', '120'] as const

/** Where on the form a refusal of the server belongs; any other is said under it. */
const REFUSED_AT = new Map([
  ['account_unknown', 'who'],
  ['account_suspended', 'who'],
  ['access_profile_unknown', 'group'],
  ['hand_over_period', 'lastDay'],
])

export const GlassKeyForm = ({ close }: { close: () => void }) => {
  const t = useTranslations('emergency.glass')
  const say = useTranslations('emergency')
  const problem = useProblemText()
  const queries = useQueryClient()
  const { data: sites } = useQuery(siteQuery)
  const { data: accounts, error: unnamed } = useQuery({ ...namedQuery, throwOnError: false })
  const [site, setSite] = useState('')
  const siteId = site === '' ? sites?.data[0]?.id : site
  const { data: groups } = useQuery({ ...profilesQuery(siteId ?? ''), enabled: siteId !== undefined })
  const [accountId, setAccountId] = useState('')
  const [group, setGroup] = useState('')
  const [minutes, setMinutes] = useState<(typeof MINUTES)[number]>('30')
  const [lastDay, setLastDay] = useState<TypedDay>('')
  const [showsNames, setShowsNames] = useState(true)
  const [reason, setReason] = useState('')
  const [isTried, setIsTried] = useState(false)
  const give = useMutation({
    mutationFn: giveGlassKey,
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: GLASS })
      close()
    },
  })
  const refusedAt = give.error instanceof ApiProblem ? REFUSED_AT.get(give.error.code) : undefined
  const missing = {
    who: accountId === '' ? t('missingWho') : undefined,
    group: group === '' ? t('missingGroup') : undefined,
    lastDay: isDay(lastDay) ? undefined : t('missingDay'),
    reason: reason.trim().length < 3 ? t('short') : undefined,
  }
  const slipAt = (field: keyof typeof missing) =>
    refusedAt === field ? problem(give.error) : isTried ? missing[field] : undefined
  const submit = () => {
    setIsTried(true)
    if (Object.values(missing).some((slip) => slip !== undefined)) return
    if (!isDay(lastDay) || siteId === undefined) return
    const what = { siteId, accountId, accessProfileId: group, showsNames, reason: reason.trim() }
    give.mutate({ ...what, forMinutes: Number(minutes), validUntil: endOfDay(lastDay) })
  }
  return (
    <form
      className="stack"
      noValidate
      aria-label={t('add')}
      // What was refused was the answer before.
      onChange={() => give.reset()}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      {(sites?.data.length ?? 0) > 1 ? (
        <Select
          label={say('site')}
          value={siteId ?? ''}
          onChange={(chosen) => {
            setSite(chosen)
            setGroup('')
          }}
          options={(sites?.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
      ) : null}
      <Select
        label={t('who')}
        value={accountId}
        onChange={setAccountId}
        error={unnamed !== null && accounts === undefined ? problem(unnamed) : slipAt('who')}
        options={[
          { value: '', label: t('choose') },
          ...(accounts ?? [])
            .filter(({ status }) => status === 'active')
            .map(({ id, personName, email }) => ({ value: id, label: `${personName}, ${email}` })),
        ]}
      />
      <Select
        label={t('group')}
        hint={t('groupHint')}
        value={group}
        onChange={setGroup}
        error={slipAt('group')}
        options={[
          { value: '', label: t('choose') },
          ...(groups ?? []).map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <Select
        label={t('minutes')}
        value={minutes}
        onChange={setMinutes}
        options={MINUTES.map((value) => ({
          value,
          label:
            Number(value) < 60
              ? say('minutes', { count: value })
              : say('hours', { count: Number(value) / 60 }),
        }))}
      />
      <DayField label={t('lastDay')} value={lastDay} onChange={setLastDay} error={slipAt('lastDay')} />
      <label className="opt">
        <input
          type="checkbox"
          checked={showsNames}
          onChange={({ target }) => setShowsNames(target.checked)}
        />{' '}
        {t('showsNames')}
      </label>
      <TextField
        label={t('reason')}
        value={reason}
        onChange={setReason}
        maxLength={500}
        error={slipAt('reason')}
      />
      <div className="row">
        <Button kind="main" type="submit" busy={give.isPending}>
          {t('save')}
        </Button>
        <Button kind="text" onClick={close}>
          {say('zoneCancel')}
        </Button>
      </div>
      {give.error === null || refusedAt !== undefined ? null : (
        <Notice kind="att">{problem(give.error)}</Notice>
      )}
    </form>
  )
}
