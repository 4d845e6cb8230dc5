/** Enters somebody: who they are, who told us, and the home they move into, in one act. */
import {
  Button,
  buttonClass,
  DayField,
  Notice,
  Select,
  TextField,
  useProblemText,
  useTitle,
  useWords,
} from '@loge/ui'
import { api } from '@loge/http/client'
import type { WireBody } from '@loge/http/contract'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { type RefObject, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { relationKinds, tenancyRoles, type TenancyRole } from '../../core/index.ts'
import type { peopleRoutes } from '../../wire.ts'
import { unitsQuery } from '../residents/queries.ts'
import { AddHome } from './add-home.tsx'
import { HomeHeld, Namesakes } from './known-already.tsx'
import { type Draft, EMPTY, FIELDS, type FieldName, missingOf, personOf } from './draft.ts'
import { type PartProps, SourceFields } from './source-fields.tsx'
import './new-person.css'

type NewPerson = WireBody<(typeof peopleRoutes)['create']>

const TYPES = {
  givenName: 'text',
  familyName: 'text',
  mobile: 'tel',
  landline: 'tel',
  email: 'email',
} as const satisfies Record<FieldName, string>

/** `C 4` comes before `C 33`. */
const inOrder = new Intl.Collator(undefined, { numeric: true })

export const NewPersonPage = () => {
  const t = useTranslations('newPerson')
  const { data: units } = useQuery(unitsQuery)
  const [isAdding, setAdding] = useState(false)
  useTitle(t('title'))
  return (
    <div className="page">
      <p className="crumbs note">
        <Link to="/residents">{t('residents')}</Link>
      </p>
      <div className="page-head">
        <div>
          <h1>{t('title')}</h1>
          <p className="lead">{t('lead')}</p>
        </div>
        <div className="acts">
          {isAdding || units?.length === 0 ? null : (
            <Button onClick={() => setAdding(true)}>{t('addHome.open')}</Button>
          )}
          <Link className={buttonClass()} to="/residents/form">
            {t('paperForm')}
          </Link>
        </div>
      </div>
      {units?.length === 0 && !isAdding ? (
        <div className="no-homes">
          <p>
            <b>{t('noHomes')}</b> {t('noHomesText')}
          </p>
          <Link className={buttonClass('main')} to="/settings/import">
            {t('bring')}
          </Link>
        </div>
      ) : null}
      {isAdding || units?.length === 0 ? (
        <AddHome
          onAdded={() => setAdding(true)}
          close={
            isAdding ? (
              <Button kind="text" onClick={() => setAdding(false)}>
                {t('addHome.close')}
              </Button>
            ) : null
          }
        />
      ) : null}
      <NewPersonForm />
    </div>
  )
}

const usePersonAdded = () => {
  const queries = useQueryClient()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: (body: NewPerson) => api.call<(typeof peopleRoutes)['create']>('POST', '/people', { body }),
    onSuccess: async ({ id }) => {
      await Promise.all(
        [['people'], ['tenancies'], ['moves'], ['relations']].map((queryKey) =>
          queries.invalidateQueries({ queryKey }),
        ),
      )
      await navigate({ to: '/residents/$id', params: { id } })
    },
  })
}

/** The first thing that is not right gets the focus, so that it is read and put right. */
const toFirstSlip = (form: RefObject<HTMLFormElement | null>) =>
  requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus())

const NewPersonForm = () => {
  const t = useTranslations('newPerson')
  const words = useWords()
  const problem = useProblemText()
  const form = useRef<HTMLFormElement>(null)
  const [draft, setDraft] = useState<Draft>(EMPTY)
  const [tried, setTried] = useState(false)
  const add = usePersonAdded()
  const missing = tried ? missingOf(draft) : []
  const set = (change: Partial<Draft>) => setDraft((before) => ({ ...before, ...change }))
  return (
    <form
      className="new-person"
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (missingOf(draft).length === 0) add.mutate(personOf(draft))
        else toFirstSlip(form)
      }}
    >
      <p className="note">{t('needed')}</p>
      {add.error === null ? null : (
        <Notice kind="att" announce="urgent">
          {problem(add.error)}
        </Notice>
      )}
      <Select
        label={t('civility')}
        value={draft.civility}
        options={(['none', 'mrs', 'mr'] as const).map((value) => ({
          value,
          label: words(`civility.${value}`) ?? t('notSaid'),
        }))}
        onChange={(civility) => set({ civility })}
      />
      {FIELDS.map((field) => (
        <TextField
          key={field}
          label={t(`field.${field}`)}
          type={TYPES[field]}
          autoComplete="off"
          maxLength={field === 'email' ? 254 : 100}
          value={draft[field]}
          onChange={(value) => set({ [field]: value })}
          error={missing.includes(field) ? t('missing') : undefined}
        />
      ))}
      <Namesakes draft={draft} />
      <Select
        label={t('language')}
        hint={t('languageHint')}
        value={draft.language}
        options={(['none', 'en', 'fr'] as const).map((value) => ({ value, label: t(`languages.${value}`) }))}
        onChange={(language) => set({ language })}
      />
      <SourceFields draft={draft} set={set} missing={missing} />
      <Home draft={draft} set={set} missing={missing} />
      <Besides draft={draft} set={set} missing={missing} />
      <div className="row">
        <Button kind="main" type="submit" busy={add.isPending}>
          {t('add')}
        </Button>
        <Link className={buttonClass('text')} to="/residents">
          {t('leave')}
        </Link>
      </div>
    </form>
  )
}

const Home = ({ draft, set, missing }: PartProps) => {
  const t = useTranslations('newPerson')
  const words = useWords()
  const { data: units = [] } = useQuery(unitsQuery)
  const homes = units
    .filter(({ kind }) => kind === 'home')
    .toSorted((a, b) => inOrder.compare(a.name, b.name))
  return (
    <>
      <Select
        label={t('home')}
        value={draft.unitId}
        options={[
          { value: '', label: t('noHome') },
          ...homes.map(({ id, name }) => ({ value: id as string, label: name })),
        ]}
        onChange={(unitId) => set({ unitId })}
      />
      {draft.unitId === '' ? null : (
        <>
          <Select
            label={t('role')}
            value={draft.role}
            options={tenancyRoles.map((value: TenancyRole) => ({
              value,
              label: words(`tenancyRole.${value}`) ?? value,
            }))}
            onChange={(role) => set({ role })}
          />
          {draft.role === 'minor' ? (
            <DayField
              label={t('bornOn')}
              hint={t('bornOnHint')}
              value={draft.bornOn}
              onChange={(bornOn) => set({ bornOn })}
              error={missing.includes('bornOn') ? t('dayMissing') : undefined}
            />
          ) : null}
          <DayField
            label={t('on')}
            value={draft.on}
            onChange={(on) => set({ on })}
            error={missing.includes('on') ? t('dayMissing') : undefined}
          />
          <HomeHeld draft={draft} />
        </>
      )}
    </>
  )
}

const Besides = ({ draft, set, missing }: PartProps) => {
  const t = useTranslations('newPerson')
  const words = useWords()
  return (
    <>
      <Select
        label={t('relation')}
        hint={t('relationHint')}
        value={draft.relation}
        options={(['none', ...relationKinds] as const).map((value) => ({
          value,
          label: value === 'none' ? t('noRelation') : (words(`personKind.${value}`) ?? value),
        }))}
        onChange={(relation) => set({ relation })}
      />
      {draft.relation === 'none' ? null : (
        <DayField
          label={t('relationOn')}
          value={draft.relationOn}
          onChange={(relationOn) => set({ relationOn })}
          error={missing.includes('relationOn') ? t('dayMissing') : undefined}
        />
      )}
    </>
  )
}
