/** Keeps something of a person for a case: whose, what, on which ground and until when. */
import { Button, DayField, isDay, Notice, Select, TextField, type TypedDay, useProblemText } from '@loge/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { namedQuery, placeHold, retentionQuery } from './queries.ts'

const SCOPES = {
  all: [],
  rights: ['access_grant', 'credential', 'credential_status', 'access_suspension'],
  log: ['event'],
} as const
type Scope = keyof typeof SCOPES
type Ground = 'legal_claims' | 'legal_obligation'

interface PersonProps {
  readonly onChoose: (personId: string) => void
}

export const Person = ({ onChoose }: PersonProps) => {
  const t = useTranslations('retention')
  const [name, setName] = useState('')
  const { data } = useQuery(namedQuery(name))
  const [first] = data ?? []
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
      {data === undefined ? null : first === undefined ? (
        <p role="status">{t('noName')}</p>
      ) : (
        <fieldset className="field">
          <legend className="vh">{t('name')}</legend>
          {data.map(({ id, givenName, familyName }) => (
            <label key={id} className="row">
              <input type="radio" name="held-person" onChange={() => onChoose(id)} />
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

export const HoldForm = ({ onDone }: { readonly onDone: () => void }) => {
  const t = useTranslations('retention')
  const problem = useProblemText()
  const queries = useQueryClient()
  const [personId, setPersonId] = useState('')
  const [scope, setScope] = useState<Scope>('all')
  const [ground, setGround] = useState<Ground>('legal_claims')
  const [caseName, setCaseName] = useState('')
  const [reason, setReason] = useState('')
  const [endsOn, setEndsOn] = useState<TypedDay>('')
  const place = useMutation({
    mutationFn: placeHold,
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: retentionQuery.queryKey })
      onDone()
    },
  })
  const isWhole = personId !== '' && caseName.trim() !== '' && reason.trim() !== '' && isDay(endsOn)
  return (
    <form
      className="stack"
      aria-label={t('placeTitle')}
      onSubmit={(event) => {
        event.preventDefault()
        if (isWhole && isDay(endsOn))
          place.mutate({ personId, tables: [...SCOPES[scope]], ground, caseName, reason, endsOn })
      }}
    >
      {place.error === null ? null : (
        <Notice kind="att" announce="urgent">
          {problem(place.error)}
        </Notice>
      )}
      <Person onChoose={setPersonId} />
      <Select
        label={t('scope')}
        value={scope}
        onChange={setScope}
        options={[
          { value: 'all', label: t('scopeAll') },
          { value: 'rights', label: t('scopeRights') },
          { value: 'log', label: t('scopeLog') },
        ]}
      />
      <Select
        label={t('ground')}
        value={ground}
        onChange={setGround}
        options={[
          { value: 'legal_claims', label: t('groundClaims') },
          { value: 'legal_obligation', label: t('groundLaw') },
        ]}
      />
      <TextField label={t('caseName')} value={caseName} maxLength={200} onChange={setCaseName} />
      <TextField
        label={t('reason')}
        hint={t('reasonHint')}
        value={reason}
        maxLength={500}
        onChange={setReason}
      />
      <DayField label={t('endsOn')} value={endsOn} onChange={setEndsOn} />
      <div className="row">
        <Button kind="main" type="submit" off={!isWhole} busy={place.isPending}>
          {t('keep')}
        </Button>
        <Button kind="text" onClick={onDone}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  )
}
