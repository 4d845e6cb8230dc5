/** Names somebody who may break the glass: who, what it opens, for how long at a time, until which day, why. */
import { Button, DayField, isDay, Notice, Select, TextField, type TypedDay, useProblemText } from '@loge/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { endOfDay } from '../residence/end-of-day.ts'
import { siteQuery } from '../rights/queries.ts'
import { GLASS, giveGlassKey, namedQuery, profilesQuery } from './queries.ts'

const MINUTES = ['15', '30', '60', '120'] as const

export const GlassKeyForm = ({ close }: { close: () => void }) => {
  const t = useTranslations('emergency.glass')
  const say = useTranslations('emergency')
  const problem = useProblemText()
  const queries = useQueryClient()
  const { data: sites } = useQuery(siteQuery)
  const { data: accounts } = useQuery({ ...namedQuery, throwOnError: false })
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
  const isMissing = accountId === '' || group === '' || !isDay(lastDay) || reason.trim().length < 3
  const submit = () => {
    setIsTried(true)
    if (isMissing || !isDay(lastDay) || siteId === undefined) return
    const what = { siteId, accountId, accessProfileId: group, showsNames, reason: reason.trim() }
    give.mutate({ ...what, forMinutes: Number(minutes), validUntil: endOfDay(lastDay) })
  }
  return (
    <form
      className="stack"
      noValidate
      aria-label={t('add')}
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
        options={[
          { value: '', label: '…' },
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
        options={[
          { value: '', label: '…' },
          ...(groups ?? []).map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <Select
        label={t('minutes')}
        value={minutes}
        onChange={setMinutes}
        options={MINUTES.map((value) => ({ value, label: say('minutes', { count: value }) }))}
      />
      <DayField label={t('lastDay')} value={lastDay} onChange={setLastDay} />
      <label className="row">
        <input
          type="checkbox"
          checked={showsNames}
          onChange={({ target }) => setShowsNames(target.checked)}
        />{' '}
        {t('showsNames')}
      </label>
      <TextField label={t('reason')} value={reason} onChange={setReason} maxLength={500} />
      {isTried && isMissing ? <Notice kind="att">{t('missing')}</Notice> : null}
      <div className="row">
        <Button kind="main" type="submit" busy={give.isPending}>
          {t('save')}
        </Button>
      </div>
      {give.error === null ? null : <Notice kind="att">{problem(give.error)}</Notice>}
    </form>
  )
}
