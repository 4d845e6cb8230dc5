/** Changing several devices: which, what they should have, what would happen; then it is asked. */
import { Button, Loading, Notice, Section, TextField, useProblemText, useTitle } from '@loge/ui'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { devicesQuery } from '../residence/queries.ts'
import { ChooseDevices } from './choose-devices.tsx'
import { ChooseWish } from './choose-wish.tsx'
import { type Pace, PaceFields, paceOf, USUAL_PACE } from './pace-fields.tsx'
import { PreviewTable } from './preview-table.tsx'
import { previewQuery, startRollout, useRolloutsMoved, type Wish } from './queries.ts'
import { devicesIn, devicesOf, type StartSearch } from './search.ts'
import './rollouts.css'

export const StartRolloutPage = () => {
  const t = useTranslations('rollouts')
  useTitle(t('new'))
  const search = useSearch({ from: '/console/doors/changes/new' })
  const navigate = useNavigate()
  const { data: devices } = useQuery({
    ...devicesQuery,
    throwOnError: (_, { state }) => state.data === undefined,
  })
  const go = (change: StartSearch) =>
    void navigate({
      to: '/doors/changes/new',
      search: { ...search, ...change },
      replace: true,
      resetScroll: false,
    })
  const adopted = devices?.filter(({ state }) => state === 'adopted')
  const chosen = devicesOf(search).filter((id) => adopted?.some((one) => one.id === id))
  return (
    <div className="page rollout-start">
      <p className="crumbs note">
        <Link to="/doors/changes" search={{}}>
          {t('backToAll')}
        </Link>
      </p>
      <h1>{t('new')}</h1>
      <p className="lead">{t('newLead')}</p>
      {adopted === undefined ? (
        <Loading label={t('new')} lines={8} />
      ) : (
        <>
          <Section title={t('which')} note={t('chosen', { count: chosen.length })}>
            <ChooseDevices
              devices={adopted}
              chosen={new Set(chosen)}
              onChoose={(ids) => go({ devices: devicesIn(ids) })}
            />
          </Section>
          <Wanted chosen={chosen} wants={search.wants ?? 'setting'} onWants={(wants) => go({ wants })} />
        </>
      )}
    </div>
  )
}

interface WantedProps {
  readonly chosen: readonly string[]
  readonly wants: NonNullable<StartSearch['wants']>
  readonly onWants: (wants: NonNullable<StartSearch['wants']>) => void
}

const Wanted = ({ chosen, wants, onWants }: WantedProps) => {
  const t = useTranslations('rollouts')
  const problem = useProblemText()
  const [typed, setTyped] = useState<Wish | undefined>(undefined)
  const wish: Wish | undefined = wants === 'firmware' ? { wants } : typed
  const { data, error } = useQuery({ ...previewQuery(chosen, wish), throwOnError: false })
  return (
    <>
      <Section title={t('wish')}>
        {chosen.length === 0 ? (
          <p className="soft">{t('chooseFirst')}</p>
        ) : (
          <ChooseWish wants={wants} onWants={onWants} settings={data?.settings} onWish={setTyped} />
        )}
      </Section>
      {chosen.length === 0 || wish === undefined ? null : (
        <Section title={t('preview')}>
          {error !== null ? (
            <Notice kind="att" announce="polite">
              {problem(error)}
            </Notice>
          ) : data === undefined || data.devices.length === 0 ? (
            <Loading label={t('preview')} lines={3} />
          ) : (
            <>
              <PreviewTable preview={data} unit={wish.wants === 'setting' ? wish.setting.unit : null} />
              <Ask
                // Whoever has it already, or has no such thing, is asked nothing.
                asked={data.devices.flatMap(({ deviceId, standing }) =>
                  standing === 'ready' || standing === 'silent' ? [deviceId] : [],
                )}
                wish={wish}
              />
            </>
          )}
        </Section>
      )}
    </>
  )
}

interface AskProps {
  readonly asked: readonly string[]
  readonly wish: Wish
}

const Ask = ({ asked, wish }: AskProps) => {
  const t = useTranslations('rollouts')
  const problem = useProblemText()
  const navigate = useNavigate()
  const moved = useRolloutsMoved()
  const [reason, setReason] = useState('')
  const [pace, setPace] = useState<Pace>(USUAL_PACE)
  const [tried, setTried] = useState(false)
  const rules = paceOf(pace)
  const start = useMutation({
    mutationFn: (given: NonNullable<typeof rules>) =>
      startRollout({ deviceIds: [...asked], wish, reason: reason.trim(), rules: given }),
    onSuccess: async ({ id }) => {
      await moved()
      await navigate({ to: '/doors/changes', search: { rollout: id } })
    },
  })
  const count = asked.length
  if (count === 0) return null
  return (
    <form
      className="stack rollout-ask"
      noValidate
      aria-label={t('new')}
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (rules !== undefined && reason.trim().length >= 3) start.mutate(rules)
      }}
    >
      <TextField
        label={t('reasonLabel')}
        value={reason}
        onChange={setReason}
        maxLength={300}
        hint={t('reasonHint')}
        error={tried && reason.trim().length < 3 ? t('reasonShort') : undefined}
      />
      <PaceFields pace={pace} onChange={setPace} isFirmware={wish.wants === 'firmware'} tried={tried} />
      {start.error === null ? null : (
        <Notice kind="att" announce="urgent">
          {problem(start.error)}
        </Notice>
      )}
      <div className="row">
        <Button kind="main" type="submit" busy={start.isPending}>
          {t('ask', { count })}
        </Button>
        {wish.wants === 'firmware' ? <span className="note">{t('undoFirmware')}</span> : null}
      </div>
    </form>
  )
}
