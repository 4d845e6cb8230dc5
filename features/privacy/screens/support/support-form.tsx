/** Opens a support access: whose, for which case, why, on what basis, what and for how long. */
import { Button, Notice, Select, TextField, useNow, useProblemText } from '@loge/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { INTIMATE, SUPPORT_BASES, SUPPORT_CATEGORIES, SUPPORT_ORIGINS, TECHNICAL } from '../../core/index.ts'
import { namedQuery } from '../retention/queries.ts'
import { type About, CaseAbout, wholeAbout } from './case-about.tsx'
import {
  openSupport,
  type SupportCategory,
  type SupportPurpose,
  supportQuery,
  type SupportToOpen,
} from './queries.ts'

const HOURS = ['1', '4', '8', '24'] as const

const Person = ({ onChoose }: { readonly onChoose: (personId: string) => void }) => {
  const t = useTranslations('support')
  const [name, setName] = useState('')
  const { data } = useQuery(namedQuery(name))
  return (
    <>
      <TextField
        label={t('name')}
        hint={t('nameHint')}
        autoComplete="off"
        value={name}
        onChange={(typed) => {
          setName(typed)
          onChoose('')
        }}
      />
      {data === undefined ? null : data.length === 0 ? (
        <p role="status">{t('noName')}</p>
      ) : (
        <fieldset className="field">
          <legend className="vh">{t('name')}</legend>
          {data.map(({ id, givenName, familyName }) => (
            <label key={id} className="row">
              <input type="radio" name="support-person" onChange={() => onChoose(id)} />
              <span>
                {givenName} {familyName}
              </span>
            </label>
          ))}
        </fieldset>
      )}
    </>
  )
}

interface ScopeProps {
  readonly chosen: readonly SupportCategory[]
  /** What the register attaches to the purpose of the case. */
  readonly offered: readonly SupportCategory[]
  readonly onChange: (chosen: readonly SupportCategory[]) => void
}

const Scope = ({ chosen, offered, onChange }: ScopeProps) => {
  const t = useTranslations('support')
  return (
    <fieldset className="field">
      <legend className="lbl">{t('what')}</legend>
      <p className="note">{t('whatHint')}</p>
      {offered.map((category) => (
        <label key={category} className="row">
          <input
            type="checkbox"
            checked={chosen.includes(category)}
            onChange={({ target }) =>
              onChange(target.checked ? [...chosen, category] : chosen.filter((one) => one !== category))
            }
          />
          <span>{t(`categories.${category}`)}</span>
        </label>
      ))}
    </fieldset>
  )
}

interface SupportFormProps {
  readonly purposes: readonly SupportPurpose[]
  readonly onDone: () => void
}

const DAY_MS = 86_400_000

export const SupportForm = ({ purposes, onDone }: SupportFormProps) => {
  const t = useTranslations('support')
  const problem = useProblemText()
  const queries = useQueryClient()
  const [personId, setPersonId] = useState('')
  const [ticket, setTicket] = useState('')
  const [reason, setReason] = useState('')
  const [origin, setOrigin] = useState<SupportToOpen['origin']>('person')
  const [basis, setBasis] = useState<SupportToOpen['basis']>('consent')
  const [hours, setHours] = useState<(typeof HOURS)[number]>('4')
  const [categories, setCategories] = useState<readonly SupportCategory[]>(TECHNICAL)
  const now = useNow(60_000)
  const [about, setAbout] = useState<About>({
    purpose: '',
    deviceKind: 'door_equipment',
    device: '',
    from: now - DAY_MS,
    until: now,
  })
  const [intimateReason, setIntimateReason] = useState('')
  const isIntimate = categories.some((one) => INTIMATE.includes(one))
  const opening = useMutation({
    mutationFn: openSupport,
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: supportQuery.queryKey })
      onDone()
    },
  })
  const whole = wholeAbout(about)
  const chosenPurpose = purposes.find(({ id }) => id === about.purpose) ?? purposes[0]
  const offered = chosenPurpose?.categories ?? SUPPORT_CATEGORIES
  const isWhole =
    personId !== '' &&
    ticket.trim() !== '' &&
    reason.trim().length >= 3 &&
    categories.length > 0 &&
    (!isIntimate || intimateReason.trim().length >= 3)
  const body = { personId, ticket, reason, origin, basis, hours: Number(hours), categories: [...categories] }
  return (
    <form
      className="stack"
      aria-label={t('openTitle')}
      onSubmit={(event) => {
        event.preventDefault()
        if (isWhole && whole !== undefined)
          opening.mutate({ ...body, ...whole, ...(isIntimate ? { intimateReason } : {}) })
      }}
    >
      {opening.error === null ? null : (
        <Notice kind="att" announce="urgent">
          {problem(opening.error)}
        </Notice>
      )}
      <Person onChoose={setPersonId} />
      <TextField
        label={t('ticket')}
        hint={t('ticketHint')}
        value={ticket}
        maxLength={80}
        onChange={setTicket}
      />
      <TextField
        label={t('reason')}
        hint={t('reasonHint')}
        value={reason}
        maxLength={500}
        onChange={setReason}
      />
      <CaseAbout purposes={purposes} about={about} onChange={setAbout} />
      <Select
        label={t('origin')}
        value={origin}
        onChange={setOrigin}
        options={SUPPORT_ORIGINS.map((value) => ({ value, label: t(`origins.${value}`) }))}
      />
      <Select
        label={t('basis')}
        value={basis}
        onChange={setBasis}
        options={SUPPORT_BASES.map((value) => ({ value, label: t(`bases.${value}`) }))}
      />
      <Select
        label={t('hours')}
        value={hours}
        onChange={setHours}
        options={HOURS.map((value) => ({ value, label: t('hoursOf', { count: Number(value) }) }))}
      />
      <Scope chosen={categories} offered={offered} onChange={setCategories} />
      {isIntimate ? (
        <TextField
          label={t('intimateReason')}
          hint={t('reasonHint')}
          value={intimateReason}
          maxLength={500}
          onChange={setIntimateReason}
        />
      ) : null}
      <div className="row">
        <Button kind="main" type="submit" off={!isWhole || whole === undefined} busy={opening.isPending}>
          {t('doOpen')}
        </Button>
        <Button kind="text" onClick={onDone}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  )
}
