/** Gives somebody a badge or a code, or a new one in place of a lost one. */
import { Button, Notice, Select, TextField, useProblemText } from '@loge/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { CREDENTIAL_KINDS, type CredentialKind } from '../../core/index.ts'
import { entrancesQuery } from '../residence/queries.ts'
import { createCredential, type Credential, replaceCredential, tenanciesOfQuery } from './queries.ts'

/** Whose number somebody types; the house makes the others. */
const TYPED: ReadonlySet<CredentialKind> = new Set(['card', 'licencePlate'])

interface FormProps {
  readonly label: string
  readonly act: string
  readonly error: unknown
  readonly isBusy: boolean
  readonly submit: () => void
  readonly leave: () => void
  readonly children: ReactNode
}

const CredentialForm = ({ label, act, error, isBusy, submit, leave, children }: FormProps) => {
  const t = useTranslations('resident')
  const problem = useProblemText()
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => form.current?.querySelector<HTMLElement>('select, input, button')?.focus(), [])
  return (
    <form
      className="stack boxed"
      aria-label={label}
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      {children}
      {error === null ? null : (
        <Notice kind="att" announce="urgent">
          {problem(error)}
        </Notice>
      )}
      <div className="row">
        <Button kind="main" type="submit" busy={isBusy}>
          {act}
        </Button>
        <Button onClick={leave}>{t('leave')}</Button>
      </div>
    </form>
  )
}

interface NumberProps {
  readonly kind: CredentialKind
  readonly value: string
  readonly onChange: (value: string) => void
  readonly isMissing: boolean
}

const NumberField = ({ kind, value, onChange, isMissing }: NumberProps) => {
  const t = useTranslations('resident')
  if (!TYPED.has(kind)) return <p className="fact">{t('madeHere')}</p>
  return (
    <TextField
      label={t(kind === 'card' ? 'cardNumber' : 'plateNumber')}
      hint={kind === 'card' ? t('cardHint') : undefined}
      autoComplete="off"
      spellCheck={false}
      maxLength={256}
      value={value}
      onChange={onChange}
      error={isMissing ? t('numberMissing') : undefined}
    />
  )
}

interface LabelProps {
  readonly value: string
  readonly onChange: (value: string) => void
}

/** Two badges of one person look the same on a screen until something tells them apart. */
const LabelField = ({ value, onChange }: LabelProps) => {
  const t = useTranslations('resident')
  return (
    <TextField
      label={t('labelOf')}
      hint={t('labelHint')}
      autoComplete="off"
      maxLength={60}
      value={value}
      onChange={onChange}
    />
  )
}

const named = (label: string) => (label.trim() === '' ? {} : { label: label.trim() })

interface DoneProps {
  /** With the secret the house made, which is shown once. */
  readonly done: (secret: string | undefined) => void
  readonly leave: () => void
}

export const AddCredential = ({ personId, done, leave }: DoneProps & { readonly personId: string }) => {
  const t = useTranslations('resident')
  const kinds = useTranslations('credentialKind')
  const queries = useQueryClient()
  const { data: tenancies = [] } = useQuery(tenanciesOfQuery(personId))
  const { data: entrances = [] } = useQuery(entrancesQuery)
  const [kind, setKind] = useState<CredentialKind>('card')
  const [value, setValue] = useState('')
  const [label, setLabel] = useState('')
  const [tried, setTried] = useState(false)
  // A home first: whoever lives nowhere here carries it where the doors are.
  const siteId = tenancies[0]?.siteId ?? entrances[0]?.siteId
  const isMissing = TYPED.has(kind) && value.trim() === ''
  const add = useMutation({
    mutationFn: (site: string) =>
      createCredential({
        siteId: site,
        personId,
        kind,
        ...(TYPED.has(kind) ? { value: value.trim() } : {}),
        ...named(label),
      }),
    onSuccess: async ({ secret }) => {
      await queries.invalidateQueries({ queryKey: ['people', personId] })
      done(secret ?? undefined)
    },
  })
  if (siteId === undefined) return <p className="fact">{t('noDoors')}</p>
  return (
    <CredentialForm
      label={t('addTitle')}
      act={t('addButton')}
      error={add.error}
      isBusy={add.isPending}
      leave={leave}
      submit={() => {
        setTried(true)
        if (!isMissing) add.mutate(siteId)
      }}
    >
      <Select
        label={t('addKind')}
        value={kind}
        options={CREDENTIAL_KINDS.map((each) => ({ value: each, label: kinds(each) }))}
        onChange={setKind}
      />
      <NumberField kind={kind} value={value} onChange={setValue} isMissing={tried && isMissing} />
      <LabelField value={label} onChange={setLabel} />
    </CredentialForm>
  )
}

export const ReplaceCredential = ({
  credential,
  done,
  leave,
}: DoneProps & { readonly credential: Credential }) => {
  const t = useTranslations('resident')
  const queries = useQueryClient()
  const [value, setValue] = useState('')
  const [label, setLabel] = useState('')
  const [tried, setTried] = useState(false)
  const isTyped = TYPED.has(credential.kind)
  const isMissing = isTyped && value.trim() === ''
  const replace = useMutation({
    mutationFn: () =>
      replaceCredential(credential.id, { ...(isTyped ? { value: value.trim() } : {}), ...named(label) }),
    onSuccess: async ({ secret }) => {
      await queries.invalidateQueries({ queryKey: ['people', credential.personId] })
      done(secret ?? undefined)
    },
  })
  return (
    <CredentialForm
      label={t('replaceTitle')}
      act={t('replaceButton')}
      error={replace.error}
      isBusy={replace.isPending}
      leave={leave}
      submit={() => {
        setTried(true)
        if (!isMissing) replace.mutate()
      }}
    >
      <p className="fact">{t(credential.status === 'lost' ? 'replaceLead' : 'replaceLeadNow')}</p>
      <NumberField kind={credential.kind} value={value} onChange={setValue} isMissing={tried && isMissing} />
      <LabelField value={label} onChange={setLabel} />
    </CredentialForm>
  )
}
