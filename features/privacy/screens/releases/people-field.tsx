/** Whom a request is about: looked for by name, ticked, and left out again. */
import { Button, TextField } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { namedQuery } from '../retention/queries.ts'

export interface Chosen {
  readonly id: string
  readonly name: string
}

interface PeopleFieldProps {
  readonly chosen: readonly Chosen[]
  readonly onChange: (chosen: readonly Chosen[]) => void
}

export const PeopleField = ({ chosen, onChange }: PeopleFieldProps) => {
  const t = useTranslations('releases')
  const [name, setName] = useState('')
  const { data } = useQuery(namedQuery(name))
  const isChosen = (id: string): boolean => chosen.some((one) => one.id === id)
  const without = (id: string) => chosen.filter((one) => one.id !== id)
  return (
    <fieldset className="field">
      <legend className="lbl">{t('people')}</legend>
      <TextField label={t('name')} hint={t('nameHint')} autoComplete="off" value={name} onChange={setName} />
      {data === undefined ? null : data.length === 0 ? (
        <p role="status">{t('noName')}</p>
      ) : (
        data.map(({ id, givenName, familyName }) => (
          <label key={id} className="row">
            <input
              type="checkbox"
              checked={isChosen(id)}
              onChange={({ target }) =>
                onChange(
                  target.checked ? [...without(id), { id, name: `${givenName} ${familyName}` }] : without(id),
                )
              }
            />
            <span>
              {givenName} {familyName}
            </span>
          </label>
        ))
      )}
      <p className="note" role="status">
        {t('chosen', { count: chosen.length })}
      </p>
      {chosen.map((one) => (
        <div key={one.id} className="row">
          <Button small kind="text" onClick={() => onChange(without(one.id))}>
            {t('remove', { name: one.name })}
          </Button>
        </div>
      ))}
    </fieldset>
  )
}
