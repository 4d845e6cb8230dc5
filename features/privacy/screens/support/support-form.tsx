/** Opens a support access: whose, for which case, why, on what basis, what and for how long. */
import { Button, Notice, Select, TextField, useProblemText } from '@loge/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { SUPPORT_BASES, SUPPORT_CATEGORIES, SUPPORT_ORIGINS, TECHNICAL } from '../../core/index.ts'
import { namedQuery } from '../retention/queries.ts'
import { openSupport, type SupportCategory, supportQuery, type SupportToOpen } from './queries.ts'

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
  readonly onChange: (chosen: readonly SupportCategory[]) => void
}

const Scope = ({ chosen, onChange }: ScopeProps) => {
  const t = useTranslations('support')
  return (
    <fieldset className="field">
      <legend className="lbl">{t('what')}</legend>
      <p className="note">{t('whatHint')}</p>
      {SUPPORT_CATEGORIES.map((category) => (
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

export const SupportForm = ({ onDone }: { readonly onDone: () => void }) => {
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
  const opening = useMutation({
    mutationFn: openSupport,
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: supportQuery.queryKey })
      onDone()
    },
  })
  const isWhole =
    personId !== '' && ticket.trim() !== '' && reason.trim().length >= 3 && categories.length > 0
  const body = { personId, ticket, reason, origin, basis, hours: Number(hours), categories: [...categories] }
  return (
    <form
      className="stack"
      aria-label={t('openTitle')}
      onSubmit={(event) => {
        event.preventDefault()
        if (isWhole) opening.mutate(body)
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
      <Scope chosen={categories} onChange={setCategories} />
      <div className="row">
        <Button kind="main" type="submit" off={!isWhole} busy={opening.isPending}>
          {t('doOpen')}
        </Button>
        <Button kind="text" onClick={onDone}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  )
}
