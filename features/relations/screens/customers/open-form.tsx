/** Opens a file: three groups of fields, each with what follows when it stays empty. */
import { Button, Notice, Select, TextField, useProblemText } from '@loge/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { sourcesQuery } from '../outside/queries.ts'
import { useTongue } from '../outside/use-tongue.ts'
import { FILES, openFile } from './queries.ts'
import { isOfShow, type Kind } from './search.ts'
import { useMeeting } from './use-meeting.tsx'

const EMPTY = {
  givenName: '',
  familyName: '',
  company: '',
  title: '',
  areaOfInterest: '',
  workEmail: '',
  workPhone: '',
  workAddress: '',
  source: '',
  detail: '',
  supplier: '',
  url: '',
  origin: 'inbound' as 'inbound' | 'outbound',
  language: 'fr' as 'en' | 'fr',
}
type Typed = typeof EMPTY
type Text = Exclude<keyof Typed, 'origin' | 'language' | 'source'>

const OPTIONAL = [
  'company',
  'title',
  'areaOfInterest',
  'workEmail',
  'workPhone',
  'workAddress',
  'supplier',
  'url',
] as const

const filled = (typed: Typed) =>
  Object.fromEntries(OPTIONAL.flatMap((key) => (typed[key].trim() === '' ? [] : [[key, typed[key].trim()]])))

export const OpenForm = ({ kind, close }: { readonly kind: Kind; readonly close: () => void }) => {
  const t = useTranslations('customers')
  const locale = useTongue()
  const problem = useProblemText()
  const queries = useQueryClient()
  const go = useNavigate()
  const { data: sources } = useQuery(sourcesQuery)
  const [typed, setTyped] = useState(EMPTY)
  const [isTried, setTried] = useState(false)
  const set = (more: Partial<Typed>) => setTyped((before) => ({ ...before, ...more }))
  const options = (sources?.data ?? []).map(({ id, label }) => ({ value: id, label: label[locale] }))
  const source = typed.source === '' ? (options[0]?.value ?? '') : typed.source
  const from = sources?.data.find(({ id }) => id === source)?.kind
  const { givenName, familyName, detail, origin, language } = typed
  const meeting = useMeeting(kind, language)
  const add = useMutation({
    mutationFn: () =>
      openFile(kind, {
        givenName,
        familyName,
        detail,
        origin,
        language,
        source,
        ...filled(typed),
        ...meeting.body,
      }),
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: FILES })
      close()
      await go({ to: '/customers', search: { kind, id } })
    },
  })
  const isMissing = [givenName, familyName, detail].some((value) => value.trim() === '')
  const text = (key: Text, type = 'text', isNeeded = false) => (
    <TextField
      label={isNeeded ? `${t(`field.${key}`)} *` : t(`field.${key}`)}
      type={type}
      value={typed[key]}
      autoComplete="off"
      required={isNeeded}
      onChange={(value) => set({ [key]: value })}
      error={isNeeded && isTried && typed[key].trim() === '' ? t('needed') : undefined}
    />
  )
  return (
    <form
      className="stack key-in"
      noValidate
      aria-label={t('open')}
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (!isMissing && !meeting.isMissing) add.mutate()
      }}
    >
      <fieldset className="stack">
        <legend>{t('part.who')}</legend>
        <p className="note">{t('without.who')}</p>
        {text('givenName', 'text', true)}
        {text('familyName', 'text', true)}
        <Select
          label={t('origin')}
          value={origin}
          options={(['inbound', 'outbound'] as const).map((value) => ({ value, label: t(`from.${value}`) }))}
          onChange={(next) => set({ origin: next })}
        />
        <Select
          label={t('source')}
          value={source}
          options={options}
          onChange={(next) => set({ source: next })}
        />
        {from === 'third_party' ? text('supplier', 'text', true) : null}
        {from === 'public' ? text('url', 'url', true) : null}
        {text('detail', 'text', true)}
      </fieldset>
      <fieldset className="stack">
        <legend>{t('part.relation')}</legend>
        <p className="note">{t('without.relation')}</p>
        {text('company')}
        {text('title')}
        {text('areaOfInterest')}
        {text('workPhone', 'tel')}
        {text('workAddress')}
      </fieldset>
      <fieldset className="stack">
        <legend>{t('part.marketing')}</legend>
        <p className="note">{t('without.marketing')}</p>
        {text('workEmail', 'email')}
        <Select
          label={t('language')}
          value={language}
          options={[
            { value: 'fr', label: 'Français' },
            { value: 'en', label: 'English' },
          ]}
          onChange={(next) => set({ language: next })}
        />
      </fieldset>
      {isOfShow(kind) ? meeting.fields : null}
      {add.error === null ? null : (
        <Notice kind="bad" announce="urgent">
          {problem(add.error)}
        </Notice>
      )}
      <div className="row">
        <Button kind="main" type="submit" busy={add.isPending}>
          {t('open')}
        </Button>
        <Button kind="text" onClick={close}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  )
}
