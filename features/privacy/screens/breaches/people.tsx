/** Whom a breach concerns: looked for in what was touched, or named; and the letter to each of them. */
import type { Category } from '@loge/kernel'
import { PaneSection } from '@loge/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { LetterState, LetterTo } from '../letter-to.tsx'
import { TextArea } from '../requests/text-area.tsx'
import { Person } from '../retention/hold-form.tsx'
import { ActForm } from './acts.tsx'
import { Categories } from './facts-form.tsx'
import { BREACHES, type Breach, type Concerned, letterQuery, noteBreachLetterPosted } from './queries.ts'

export const People = ({ breach }: { readonly breach: Breach }) => {
  const t = useTranslations('breaches')
  const isOpen = breach.closedAt === null
  return (
    <PaneSection title={t('concerned')}>
      <p className="note">{breach.people === 0 ? t('nobodyYet') : t('people', { count: breach.people })}</p>
      {breach.concerned.length < breach.people ? (
        <p className="note">{t('firstOnly', { count: String(breach.concerned.length) })}</p>
      ) : null}
      {breach.concerned.map((one) => (
        <OnePerson key={one.id} one={one} />
      ))}
      {isOpen ? (
        <div className="breach-acts">
          <Search breach={breach} />
          <NameOne breach={breach} />
          {breach.people > 0 ? <WriteThem breach={breach} /> : null}
          {breach.duties.includes('tell_people') ? <NotTold breach={breach} /> : null}
        </div>
      ) : null}
    </PaneSection>
  )
}

const Search = ({ breach }: { readonly breach: Breach }) => {
  const t = useTranslations('breaches')
  const [categories, setCategories] = useState<readonly Category[]>(breach.facts.categories)
  const { beganAt: from, endedAt: until } = breach.facts
  return (
    <ActForm
      breach={breach}
      name={t('search')}
      act={
        categories.length === 0
          ? undefined
          : { kind: 'people_found', categories: [...categories], from, until, people: [] }
      }
    >
      <p className="note">{t('searchHint')}</p>
      <Categories chosen={categories} onChange={setCategories} />
    </ActForm>
  )
}

const NameOne = ({ breach }: { readonly breach: Breach }) => {
  const t = useTranslations('breaches')
  const [personId, setPersonId] = useState('')
  return (
    <ActForm
      breach={breach}
      name={t('nameOne')}
      act={
        personId === ''
          ? undefined
          : { kind: 'people_found', categories: [], from: null, until: null, people: [personId] }
      }
    >
      <Person onChoose={setPersonId} />
    </ActForm>
  )
}

const PARTS = ['nature', 'consequences', 'advice'] as const
type Letter = Readonly<Record<(typeof PARTS)[number], string>>
const isWritten = (letter: Letter): boolean => PARTS.every((part) => letter[part].trim() !== '')

const WriteThem = ({ breach }: { readonly breach: Breach }) => {
  const t = useTranslations('breaches')
  const { nature, consequences, measures } = breach.facts
  const start: Letter = { nature, consequences, advice: measures }
  const [en, setEn] = useState(start)
  const [fr, setFr] = useState(start)
  return (
    <ActForm
      breach={breach}
      name={t('write_to', { count: breach.people })}
      act={isWritten(en) && isWritten(fr) ? { kind: 'people_told', en, fr } : undefined}
    >
      <p className="note">{t('bothLanguages')}</p>
      {(
        [
          ['fr', 'Français', fr, setFr],
          ['en', 'English', en, setEn],
        ] as const
      ).map(([language, name, letter, set]) => (
        <fieldset key={language} className="field" lang={language}>
          <legend>{name}</legend>
          {PARTS.map((part) => (
            <TextArea
              key={part}
              label={t(`part.${part}`)}
              value={letter[part]}
              onChange={(text) => set({ ...letter, [part]: text })}
              rows={3}
            />
          ))}
        </fieldset>
      ))}
    </ActForm>
  )
}

const NotTold = ({ breach }: { readonly breach: Breach }) => {
  const t = useTranslations('breaches')
  const [reasons, setReasons] = useState('')
  return (
    <ActForm
      breach={breach}
      name={t('notTold')}
      act={reasons.trim() === '' ? undefined : { kind: 'people_not_told', reasons }}
    >
      <p className="note">{t('notToldHint')}</p>
      <TextArea label={t('reasons')} value={reasons} onChange={setReasons} rows={3} />
    </ActForm>
  )
}

const OnePerson = ({ one }: { readonly one: Concerned }) => {
  const t = useTranslations('breaches')
  const queries = useQueryClient()
  const posted = useMutation({
    mutationFn: () => noteBreachLetterPosted(one.id),
    onSettled: () => queries.invalidateQueries({ queryKey: BREACHES }),
  })
  return (
    <div className="letter">
      <div className="split">
        <Link to="/residents/$id" params={{ id: one.personId }}>
          {one.name}
        </Link>
        <LetterState state={one.state}>{t(`letterState.${one.state}`)}</LetterState>
      </div>
      <LetterTo
        id={one.id}
        state={one.state}
        letter={letterQuery(one.id)}
        words={{ read: t('read'), print: t('print'), posted: t('posted') }}
        posted={posted}
      />
    </div>
  )
}
