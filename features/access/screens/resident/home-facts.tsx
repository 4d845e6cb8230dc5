/** What is held about somebody, each datum with its source, corrected where it stands. */
import { dataSources } from '@loge/features/people/core'
import { isTold, type Person, TOLD } from '@loge/features/people/screens'
import { Button, Notice, Section, Select, TextField, useMoments, useProblemText, useWords } from '@loge/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { changePerson, type PersonChange } from './queries.ts'
import { writtenNumber } from './telephone.ts'
import { useMay } from './use-may.ts'
import { useHomes } from './use-stay.ts'

interface HomeFactsProps {
  readonly person: Person
  readonly tag: string | undefined
}

export const HomeFacts = ({ person, tag }: HomeFactsProps) => {
  const t = useTranslations('resident')
  const [isOpen, setOpen] = useState(false)
  const may = useMay('people.manage')
  const back = useRef<HTMLDivElement>(null)
  const close = () => {
    setOpen(false)
    // What had the focus is gone: it goes back to where it came from.
    queueMicrotask(() => back.current?.querySelector<HTMLElement>('button')?.focus())
  }
  return (
    <div ref={back}>
      <Section
        title={t('home')}
        note={
          !may || isOpen ? undefined : (
            <Button kind="text" small onClick={() => setOpen(true)}>
              {t('correct')}
            </Button>
          )
        }
      >
        {isOpen ? <Correct person={person} tag={tag} close={close} /> : <Facts person={person} />}
      </Section>
    </div>
  )
}

const Facts = ({ person }: { person: Person }) => {
  const t = useTranslations('resident')
  const words = useWords()
  const homes = useHomes(person.id)
  const { date } = useMoments()
  const civil = (day: string | null) => (day === null ? null : date(Date.parse(`${day}T12:00:00Z`)))
  const source = (datum: keyof Person['sources']): string | undefined => {
    const code = person.sources[datum]
    return code === undefined ? undefined : words(`source.${code}`)
  }
  const here = homes
    ?.filter(({ is }) => is === 'present')
    .map(({ unit, role }) => t('homeAs', { unit, role }))
  const address = [person.street, [person.postalCode, person.city].filter(Boolean).join(' ')].filter(Boolean)
  const written = (number: string | null) => (number === null ? null : writtenNumber(number))
  const rows = [
    { key: 'unit', text: here?.join(', '), from: undefined },
    { key: 'name', text: `${person.givenName} ${person.familyName}`, from: source('name') },
    { key: 'bornOn', text: civil(person.bornOn), from: source('birthDate') },
    { key: 'mobile', text: written(person.mobile), from: source('mobile') },
    { key: 'landline', text: written(person.landline), from: source('landline') },
    { key: 'email', text: person.email, from: source('email') },
    { key: 'address', text: address.join(', '), from: source('postalAddress') },
    { key: 'form', text: civil(person.formReceivedOn), from: undefined },
    {
      key: 'language',
      text: person.language === null ? null : t(`languages.${person.language}`),
      from: source('language'),
    },
  ] as const
  const known = rows.filter(({ text }) => text !== null && text !== undefined && text !== '')
  const sources = new Set(known.flatMap(({ from }) => (from === undefined ? [] : [from])))
  // One that holds for all is said once.
  const isOne = sources.size === 1
  return (
    <>
      <dl className="kv">
        {known.map(({ key, text, from }) => (
          <div key={key}>
            <dt>{t(`fact.${key}`)}</dt>
            <dd>
              {text}
              {from === undefined || isOne ? null : <span className="note fact-source">{from}</span>}
            </dd>
          </div>
        ))}
      </dl>
      {isOne ? <p className="note">{[...sources]}</p> : null}
    </>
  )
}

const FIELDS = ['givenName', 'familyName', 'mobile', 'landline', 'email'] as const
type Field = (typeof FIELDS)[number]
const TYPES = {
  mobile: 'tel',
  landline: 'tel',
  email: 'email',
  givenName: 'text',
  familyName: 'text',
} as const
/** What a source needs to be found again: its agency, its page, its questions. */
const originOf = (source: (typeof dataSources)[number], told: string): Pick<PersonChange, 'origin'> =>
  isTold(source) && told.trim() !== '' ? { origin: { [TOLD[source]]: told.trim() } } : {}

const LANGUAGES = ['fr', 'en', 'none'] as const

interface CorrectProps extends HomeFactsProps {
  readonly close: () => void
}

const Correct = ({ person, tag, close }: CorrectProps) => {
  const t = useTranslations('resident')
  const words = useWords()
  const problem = useProblemText()
  const queries = useQueryClient()
  const form = useRef<HTMLFormElement>(null)
  const [draft, setDraft] = useState<Record<Field, string>>({
    givenName: person.givenName,
    familyName: person.familyName,
    mobile: person.mobile ?? '',
    landline: person.landline ?? '',
    email: person.email ?? '',
  })
  const [language, setLanguage] = useState<(typeof LANGUAGES)[number]>(person.language ?? 'none')
  const [source, setSource] = useState<(typeof dataSources)[number]>('self')
  const [told, setTold] = useState('')
  useEffect(() => form.current?.querySelector('input')?.focus(), [])
  const change = useMutation({
    mutationFn: (body: PersonChange) => changePerson(person.id, tag, body),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['people'] })
      close()
    },
  })
  const isNameless = draft.givenName.trim() === '' || draft.familyName.trim() === ''
  const submit = () => {
    const spoken = language === 'none' ? null : language
    const typed = FIELDS.map(
      (field) => [field, draft[field].trim() === '' ? null : draft[field].trim()] as const,
    )
    const changed = Object.fromEntries(typed.filter(([field, value]) => value !== person[field]))
    if (spoken !== person.language) changed['language'] = spoken
    if (Object.keys(changed).length === 0) close()
    else change.mutate({ ...changed, source, ...originOf(source, told) })
  }
  return (
    <form
      className="stack"
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (!isNameless) submit()
      }}
    >
      {change.error === null ? null : (
        <Notice kind="att" announce="urgent">
          {problem(change.error)}
        </Notice>
      )}
      {FIELDS.map((field) => (
        <TextField
          key={field}
          label={t(`field.${field}`)}
          type={TYPES[field]}
          autoComplete="off"
          maxLength={field === 'email' ? 254 : 100}
          value={draft[field]}
          onChange={(value) => setDraft((before) => ({ ...before, [field]: value }))}
          error={
            (field === 'givenName' || field === 'familyName') && draft[field].trim() === ''
              ? t('nameMissing')
              : undefined
          }
        />
      ))}
      <Select
        label={t('field.language')}
        value={language}
        options={LANGUAGES.map((value) => ({ value, label: t(`languages.${value}`) }))}
        onChange={setLanguage}
      />
      <Select
        label={t('whoTold')}
        hint={t('whoToldHint')}
        value={source}
        options={dataSources.map((value) => ({ value, label: words(`source.${value}`) ?? value }))}
        onChange={setSource}
      />
      {isTold(source) ? (
        <TextField
          label={t(`toldOf.${source}`)}
          value={told}
          onChange={setTold}
          autoComplete="off"
          maxLength={200}
        />
      ) : null}
      <div className="row">
        <Button kind="main" type="submit" busy={change.isPending}>
          {t('save')}
        </Button>
        <Button onClick={close}>{t('leave')}</Button>
      </div>
    </form>
  )
}
