/** Finds a person by a part of the name, by mouse or by keyboard: arrows go through those found, Enter takes one. */
import { closestFirst, homeOf, tenanciesQuery, unitsQuery } from '@loge/features/people/screens'
import { TextField, useNow, useWords } from '@loge/ui'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useDeferredValue, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { peopleSearchQuery } from '../residence/asked-in-panes.ts'
import type { Person } from '../residence/queries.ts'
import { fullName } from './who.tsx'
import './picks.css'

export interface Picked {
  readonly id: string
  readonly name: string
}

interface PersonFieldProps {
  readonly label?: string
  readonly picked: Picked | undefined
  readonly onPick: (picked: Picked | undefined) => void
}

/** Letters and calls say "Mrs Okafor"; the list is searched by names alone. */
const TITLE = /^(mr|mrs|ms|m|mme|mlle|monsieur|madame)\.?\s+/i

/** What tells namesakes apart: how they are addressed, and the home they live in. */
const useSignature = () => {
  const words = useWords()
  const now = useNow(60_000)
  const quiet = { throwOnError: false } as const
  const { data: tenancies = [] } = useQuery({ ...tenanciesQuery, ...quiet })
  const { data: units = [] } = useQuery({ ...unitsQuery, ...quiet })
  return (person: Person): { readonly title: string; readonly home: string | undefined } => {
    const homes = tenancies
      .filter(({ personId }) => personId === person.id)
      .map((stay) =>
        homeOf(
          stay,
          units.find(({ id }) => id === stay.unitId),
          now,
        ),
      )
    const title = person.civility === null ? '' : (words(`civility.${person.civility}`) ?? '')
    return { title, home: [...homes].sort(closestFirst)[0]?.unit }
  }
}

export const PersonField = ({ picked, onPick, ...rest }: PersonFieldProps) => {
  const t = useTranslations('doors')
  const label = rest.label ?? t('whyPerson')
  const [text, setText] = useState('')
  const field = useRef<HTMLDivElement>(null)
  const asked = useDeferredValue(text).trim().replace(TITLE, '')
  const signatureOf = useSignature()
  const { data: people, isPlaceholderData } = useQuery({
    ...peopleSearchQuery(asked),
    placeholderData: keepPreviousData,
  })
  const found = (people ?? []).map((person) => ({
    id: person.id,
    name: fullName(person),
    ...signatureOf(person),
  }))
  const isOpen = asked !== '' && picked === undefined
  const change = (next: string) => {
    setText(next)
    onPick(undefined)
  }
  const take = (person: Picked) => {
    setText(person.name)
    onPick(person)
    field.current?.querySelector('input')?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const stops = [...(field.current?.querySelectorAll<HTMLElement>('input, .pick') ?? [])]
    const here = stops.findIndex((stop) => stop === document.activeElement)
    const [first] = found
    if (event.key === 'ArrowDown') stops[Math.min(here + 1, stops.length - 1)]?.focus()
    else if (event.key === 'ArrowUp') stops[Math.max(here - 1, 0)]?.focus()
    else if (event.key === 'Escape' && text !== '') {
      change('')
      stops[0]?.focus()
      // While those of the search before are still shown, the first of them may be somebody else.
    } else if (event.key === 'Enter' && here === 0 && isOpen && !isPlaceholderData && first !== undefined)
      take(first)
    else return
    event.preventDefault()
  }
  return (
    <div ref={field}>
      <TextField
        label={label}
        type="search"
        autoComplete="off"
        value={text}
        onChange={change}
        onKeyDown={onKeyDown}
        hint={t('whyPersonHint')}
      />
      {isOpen ? (
        <ul className="picks" aria-label={label}>
          {found.map((person) => (
            <li key={person.id}>
              <button type="button" className="pick" onClick={() => take(person)} onKeyDown={onKeyDown}>
                {person.title} {person.name}
                {person.home === undefined ? null : <span className="note"> {person.home}</span>}
              </button>
            </li>
          ))}
          {people !== undefined && found.length === 0 ? <li className="note">{t('whyNobody')}</li> : null}
        </ul>
      ) : null}
    </div>
  )
}
