/** For whoever runs the installation: announce hours, say what is wrong, give each interruption its cause. */
import {
  Button,
  MomentField,
  Notice,
  Section,
  Select,
  State,
  TextField,
  type TypedMoment,
  useMoments,
  useProblemText,
} from '@loge/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { CAUSES, type Cause, type Language, serviceWords } from '../../core/index.ts'
import { change, type Interruption, record, serviceQuery } from './queries.ts'

const useLanguage = (): Language => (useLocale().startsWith('fr') ? 'fr' : 'en')

const MARKS = { now: 'bad', coming: 'att', over: 'ok', cancelled: 'wait' } as const

export const ServiceDesk = () => {
  const t = useTranslations('serviceDesk')
  const { data } = useQuery({ ...serviceQuery, throwOnError: false })
  const [isOpen, setOpen] = useState(false)
  const [openId, setOpenId] = useState<string>()
  if (data === undefined) return null
  return (
    <Section title={t('title')}>
      <div className="stack">
        <p className="note">
          {t('note')} <a href="/status">{t('page')}</a>
        </p>
        {data.data.length === 0 ? <p className="soft">{t('none')}</p> : null}
        <ul className="list">
          {data.data.map((one) => (
            <li key={one.id}>
              <Line one={one} open={() => setOpenId(one.id)} />
              {openId === one.id ? <SayForm one={one} close={() => setOpenId(undefined)} /> : null}
            </li>
          ))}
        </ul>
        {isOpen ? (
          <SayForm one={undefined} close={() => setOpen(false)} />
        ) : (
          <div className="row">
            <Button onClick={() => setOpen(true)}>{t('open')}</Button>
          </div>
        )}
      </div>
    </Section>
  )
}

const Line = ({ one, open }: { readonly one: Interruption; readonly open: () => void }) => {
  const t = useTranslations('serviceDesk')
  const { date, second } = useMoments()
  const language = useLanguage()
  const from = Date.parse(one.startsAt)
  const said = (at: number) => `${date(at)} ${second(at)}`
  return (
    <div className="list-row">
      <span>
        <b>
          {said(from)}
          {one.endsAt === null ? '' : ` – ${said(Date.parse(one.endsAt))}`}
        </b>
        <span className="note">
          {one.cause === null ? t('unsaid') : serviceWords[language].causes[one.cause]}
          {one.words === null ? '' : `. ${one.words[language]}`}
        </span>
      </span>
      <State kind={MARKS[one.state]}>{t(`state.${one.state}`)}</State>
      {one.state === 'cancelled' ? null : (
        <Button small onClick={open}>
          {t('change')}
          <span className="vh"> {said(from)}</span>
        </Button>
      )}
    </div>
  )
}

const wireOf = (at: TypedMoment): string | null =>
  typeof at === 'number' ? new Date(at).toISOString() : null

const momentOf = (text: string | null | undefined): TypedMoment =>
  text === null || text === undefined ? undefined : Date.parse(text)

/** A new one, or what is known since of one that is there. */
const SayForm = ({ one, close }: { readonly one: Interruption | undefined; readonly close: () => void }) => {
  const t = useTranslations('serviceDesk')
  const language = useLanguage()
  const problem = useProblemText()
  const queries = useQueryClient()
  const [startsAt, setStartsAt] = useState<TypedMoment>()
  const [endsAt, setEndsAt] = useState<TypedMoment>(momentOf(one?.endsAt))
  const [cause, setCause] = useState<Cause>(one?.cause ?? 'maintenance')
  const [en, setEn] = useState(one?.words?.en ?? '')
  const [fr, setFr] = useState(one?.words?.fr ?? '')
  const send = useMutation({
    mutationFn: (cancelled: boolean) => {
      if (one === undefined) {
        const starts = wireOf(startsAt) ?? ''
        return record({ startsAt: starts, endsAt: wireOf(endsAt), cause, words: { en, fr } })
      }
      if (cancelled) return change(one, { cancelled: true })
      const until = one.kind === 'measured' ? null : wireOf(endsAt)
      return change(one, { cause, words: { en, fr }, ...(until === null ? {} : { endsAt: until }) })
    },
    onSuccess: close,
    onSettled: () => queries.invalidateQueries({ queryKey: serviceQuery.queryKey }),
  })
  const isWhole = en.trim() !== '' && fr.trim() !== '' && (one !== undefined || typeof startsAt === 'number')
  return (
    <form
      className="stack boxed"
      aria-label={t(one === undefined ? 'open' : 'change')}
      onSubmit={(event) => {
        event.preventDefault()
        if (isWhole && endsAt !== 'unreadable') send.mutate(false)
      }}
    >
      {send.error === null ? null : (
        <Notice kind="att" announce="urgent">
          {problem(send.error)}
        </Notice>
      )}
      {one === undefined ? (
        <MomentField label={t('from')} hint={t('fromHint')} value={startsAt} onChange={setStartsAt} />
      ) : null}
      {one?.kind === 'measured' ? null : (
        <MomentField label={t('until')} value={endsAt} onChange={setEndsAt} />
      )}
      <Select
        label={t('cause')}
        value={cause}
        onChange={setCause}
        options={CAUSES.map((value) => ({ value, label: serviceWords[language].causes[value] }))}
      />
      <TextField label={t('en')} value={en} maxLength={500} onChange={setEn} />
      <TextField label={t('fr')} value={fr} maxLength={500} onChange={setFr} />
      <div className="row">
        <Button kind="main" type="submit" off={!isWhole} busy={send.isPending}>
          {t(one === undefined ? 'say' : 'save')}
        </Button>
        {one?.kind === 'planned' && one.state === 'coming' ? (
          <Button onClick={() => send.mutate(true)}>{t('callOff')}</Button>
        ) : null}
        <Button kind="text" onClick={close}>
          {t('leave')}
        </Button>
      </div>
    </form>
  )
}
