/** Finds a person by a part of the name, by mouse or by keyboard: arrows go through those found, Enter takes one. */
import { TextField } from '@loge/ui'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useDeferredValue, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { peopleSearchQuery } from '../residence/asked-in-panes.ts'
import { fullName } from './who.tsx'

export interface Picked {
  readonly id: string
  readonly name: string
}

interface PersonFieldProps {
  readonly picked: Picked | undefined
  readonly onPick: (picked: Picked | undefined) => void
}

export const PersonField = ({ picked, onPick }: PersonFieldProps) => {
  const t = useTranslations('doors')
  const [text, setText] = useState('')
  const field = useRef<HTMLDivElement>(null)
  const asked = useDeferredValue(text).trim()
  const { data: people, isPlaceholderData } = useQuery({
    ...peopleSearchQuery(asked),
    placeholderData: keepPreviousData,
  })
  const found = (people ?? []).map((person): Picked => ({ id: person.id, name: fullName(person) }))
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
        label={t('whyPerson')}
        type="search"
        autoComplete="off"
        value={text}
        onChange={change}
        onKeyDown={onKeyDown}
        hint={t('whyPersonHint')}
      />
      {isOpen ? (
        <ul className="picks" aria-label={t('whyPerson')}>
          {found.map((person) => (
            <li key={person.id}>
              <button type="button" className="pick" onClick={() => take(person)} onKeyDown={onKeyDown}>
                {person.name}
              </button>
            </li>
          ))}
          {people !== undefined && found.length === 0 ? <li className="note">{t('whyNobody')}</li> : null}
        </ul>
      ) : null}
    </div>
  )
}
