/** Orders a lockdown or an evacuation: what, where, for how long, why. One button, and it can be undone. */
import { ApiProblem } from '@loge/http/client'
import { Button, Notice, Section, Seg, Select, TextField, useProblemText } from '@loge/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { siteQuery } from '../rights/queries.ts'
import { attemptOf, type OrderAttempt } from './order-attempt.ts'
import { emergenciesQuery, type Order, orderEmergency, zonesQuery } from './queries.ts'

const DURATIONS = ['30', '60', '240', '720', '1440'] as const
type Duration = (typeof DURATIONS)[number]

export const OrderForm = () => {
  const t = useTranslations('emergency')
  const problem = useProblemText()
  const queries = useQueryClient()
  const { data: sites } = useQuery(siteQuery)
  const { data: zones } = useQuery(zonesQuery)
  const [kind, setKind] = useState<Order['kind']>('lockdown')
  const [site, setSite] = useState('')
  const [zoneId, setZoneId] = useState('')
  const [duration, setDuration] = useState<Duration>('60')
  const [reason, setReason] = useState('')
  const [isDrill, setIsDrill] = useState(false)
  const [isShort, setIsShort] = useState(false)
  const [lost, setLost] = useState<OrderAttempt | undefined>(undefined)
  const siteId = site === '' ? sites?.data[0]?.id : site
  const order = useMutation({
    mutationFn: orderEmergency,
    onError: (error, attempt: OrderAttempt) =>
      setLost(error instanceof ApiProblem && error.status === 0 ? attempt : undefined),
    onSuccess: async ({ id }) => {
      setLost(undefined)
      setReason('')
      setIsDrill(false)
      await queries.invalidateQueries({ queryKey: emergenciesQuery.queryKey })
      // Above, out of sight of a telephone: what stands now, and how it is ended.
      requestAnimationFrame(() => document.getElementById(id)?.scrollIntoView({ block: 'center' }))
    },
  })
  const submit = () => {
    setIsShort(reason.trim().length < 3)
    if (reason.trim().length < 3 || siteId === undefined) return
    const asked = {
      siteId,
      kind,
      zoneId: zoneId === '' ? null : zoneId,
      reason: reason.trim(),
      drill: isDrill,
    }
    order.mutate(attemptOf(asked, Number(duration), Date.now(), lost))
  }
  const here = (zones ?? []).filter((zone) => zone.siteId === siteId)
  const sayDuration = (minutes: Duration) =>
    Number(minutes) < 60
      ? t('minutes', { count: String(minutes) })
      : t('hours', { count: Number(minutes) / 60 })
  return (
    <Section title={t('orderTitle')}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <Seg
          label={t('what')}
          value={kind}
          onChange={setKind}
          options={(['lockdown', 'evacuation'] as const).map((value) => ({ value, label: t(value) }))}
        />
        <p className="soft">{t(`${kind}Text`)}</p>
        {(sites?.data.length ?? 0) > 1 ? (
          <Select
            label={t('site')}
            value={siteId ?? ''}
            onChange={(chosen) => {
              setSite(chosen)
              setZoneId('')
            }}
            options={(sites?.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          />
        ) : null}
        <Select
          label={t('where')}
          value={zoneId}
          onChange={setZoneId}
          options={[
            { value: '', label: t('wholeSite') },
            ...here.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        <Select
          label={t('duration')}
          value={duration}
          onChange={setDuration}
          options={DURATIONS.map((value) => ({ value, label: sayDuration(value) }))}
        />
        <TextField
          label={t('reason')}
          hint={t('reasonHint')}
          value={reason}
          onChange={setReason}
          maxLength={500}
          error={isShort ? t('reasonShort') : undefined}
        />
        <label className="opt">
          <input type="checkbox" checked={isDrill} onChange={({ target }) => setIsDrill(target.checked)} />
          <span>{t('drill')}</span>
        </label>
        <div className="row">
          <Button kind="danger" type="submit" busy={order.isPending} off={siteId === undefined}>
            {t(`order.${kind}`)}
          </Button>
        </div>
        {order.error === null ? null : <Notice kind="att">{problem(order.error)}</Notice>}
      </form>
    </Section>
  )
}
