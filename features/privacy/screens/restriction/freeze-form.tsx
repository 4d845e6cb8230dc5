/** Freezes what is kept of somebody: whose, on which ground, and what becomes of their doors. */
import { Button, Notice, Select, TextField, useProblemText } from '@loge/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { namedQuery } from '../retention/queries.ts'
import { freeze, type Freezing } from './queries.ts'

const GROUNDS = ['accuracy_contested', 'unlawful', 'needed_for_claims', 'objected'] as const
const DOORS = ['close', 'keep'] as const

const Person = ({ onChoose }: { readonly onChoose: (personId: string) => void }) => {
  const t = useTranslations('freeze')
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
              <input type="radio" name="frozen-person" onChange={() => onChoose(id)} />
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

export const FreezeForm = ({ onDone }: { readonly onDone: () => void }) => {
  const t = useTranslations('freeze')
  const problem = useProblemText()
  const queries = useQueryClient()
  const [personId, setPersonId] = useState('')
  const [ground, setGround] = useState<Freezing['ground']>('accuracy_contested')
  const [door, setDoor] = useState<Freezing['door']>('close')
  const apply = useMutation({
    mutationFn: freeze,
    onSuccess: async () => {
      // They are gone from every list.
      await queries.invalidateQueries()
      onDone()
    },
  })
  return (
    <form
      className="stack"
      aria-label={t('freezeTitle')}
      onSubmit={(event) => {
        event.preventDefault()
        if (personId !== '') apply.mutate({ personId, ground, door })
      }}
    >
      {apply.error === null ? null : (
        <Notice kind="att" announce="urgent">
          {problem(apply.error)}
        </Notice>
      )}
      <Person onChoose={setPersonId} />
      <Select
        label={t('ground')}
        value={ground}
        onChange={setGround}
        options={GROUNDS.map((value) => ({ value, label: t(`grounds.${value}`) }))}
      />
      <Select
        label={t('door')}
        hint={t('doorHint')}
        value={door}
        onChange={setDoor}
        options={DOORS.map((value) => ({ value, label: t(`doors.${value}`) }))}
      />
      <div className="row">
        <Button kind="main" type="submit" off={personId === ''} busy={apply.isPending}>
          {t('apply')}
        </Button>
        <Button kind="text" onClick={onDone}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  )
}
