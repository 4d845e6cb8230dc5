/** Gives a group to a person, or to whoever lives somewhere or holds a role, from and until when. */
import { Button, MomentField, Select, TextField, type TypedMoment, typeMoment, useNow } from '@loge/ui'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { HomePick, RolePick } from '../holders/holder-picks.tsx'
import { fullName } from '../doors/who.tsx'
import { peopleSearchQuery } from '../residence/asked-in-panes.ts'
import { buildingsQuery } from '../residence/asked-in-panes.ts'
import type { RightsEdits, Site } from './queries.ts'
import '../doors/picks.css'

type Grant = Extract<RightsEdits[number], { readonly kind: 'grant' }>

interface GiveFormProps {
  readonly site: Site
  readonly profileId: string
  readonly onGive: (grant: Grant) => void
  readonly onCancel: () => void
}

const PERSON = 'person'
const HOME = 'home'
const ROLE = 'role'
const EVERYBODY = 'everybody'

/** To whom, as chosen: `undefined` while somebody, a home or a role is still to be named. */
const granted = (whom: string, named: string | undefined): Grant['to'] | undefined => {
  if (whom === PERSON) return named === undefined ? undefined : { kind: 'person', personId: named }
  if (whom === HOME) return named === undefined ? undefined : { kind: 'home', unitId: named }
  if (whom === ROLE) return named === undefined ? undefined : { kind: 'role', roleId: named }
  return { kind: 'residents', buildingId: whom === EVERYBODY ? null : whom }
}

const instantText = (at: TypedMoment): string | undefined =>
  typeof at === 'number' ? new Date(at).toISOString() : undefined

export const GiveForm = ({ site, profileId, onGive, onCancel }: GiveFormProps) => {
  const t = useTranslations('rights')
  const of = useTranslations('holders')
  const { data: buildings = [] } = useQuery(buildingsQuery)
  const [whom, setWhom] = useState(PERSON)
  const [named, setNamed] = useState<string | undefined>(undefined)
  const [from, setFrom] = useState<TypedMoment>(undefined)
  const [until, setUntil] = useState<TypedMoment>(undefined)
  const example = typeMoment(useNow(60_000), site.timeZone)
  const [isAsked, setAsked] = useState(false)
  const ends = typeof until === 'number' && typeof from === 'number' && until <= from
  const isReadable = from !== 'unreadable' && until !== 'unreadable'
  const to = granted(whom, named)
  const give = () => {
    setAsked(true)
    if (to === undefined || !isReadable || ends) return
    const validFrom = instantText(from)
    onGive({
      kind: 'grant',
      accessProfileId: profileId,
      to,
      ...(validFrom === undefined ? {} : { validFrom }),
      validUntil: instantText(until) ?? null,
    })
  }
  const places = buildings.filter(({ siteId }) => siteId === site.id)
  return (
    <form
      className="stack give"
      onSubmit={(event) => {
        event.preventDefault()
        give()
      }}
    >
      <Select
        label={t('whom')}
        value={whom}
        onChange={(next) => {
          setWhom(next)
          setNamed(undefined)
        }}
        options={[
          { value: PERSON, label: t('onePerson') },
          { value: HOME, label: of('oneHome') },
          { value: ROLE, label: of('oneRole') },
          ...places.map(({ id, name }) => ({ value: id, label: of('residentsOf', { building: name }) })),
          { value: EVERYBODY, label: of('residentsAll') },
        ]}
      />
      {whom === PERSON ? (
        <PersonPick
          onPick={setNamed}
          error={isAsked && named === undefined ? t('personMissing') : undefined}
        />
      ) : null}
      {whom === HOME ? <HomePick site={site} value={named} onPick={setNamed} isAsked={isAsked} /> : null}
      {whom === ROLE ? <RolePick value={named} onPick={setNamed} isAsked={isAsked} /> : null}
      <div className="exception">
        <MomentField
          label={t('from')}
          bound="start"
          timeZone={site.timeZone}
          value={from}
          onChange={setFrom}
          hint={t('fromNow', { example })}
        />
        <MomentField
          label={t('untilField')}
          bound="end"
          timeZone={site.timeZone}
          value={until}
          onChange={setUntil}
          hint={t('noEnd', { example })}
          error={isAsked && ends ? t('endsBefore') : undefined}
        />
      </div>
      <div className="row">
        <Button kind="main" type="submit">
          {t('give')}…
        </Button>
        <Button kind="text" onClick={onCancel}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  )
}

interface PersonPickProps {
  readonly onPick: (id: string | undefined) => void
  readonly error: string | undefined
}

const PersonPick = ({ onPick, error }: PersonPickProps) => {
  const t = useTranslations('rights')
  const [text, setText] = useState('')
  const [isPicked, setPicked] = useState(false)
  const { data: people = [] } = useQuery({
    ...peopleSearchQuery(text.trim()),
    enabled: text.trim() !== '',
    placeholderData: keepPreviousData,
  })
  return (
    <>
      <TextField
        label={t('onePerson')}
        type="search"
        autoComplete="off"
        value={text}
        error={error}
        onChange={(next) => {
          setText(next)
          setPicked(false)
          onPick(undefined)
        }}
      />
      {text.trim() === '' || isPicked ? null : (
        <ul className="picks" aria-label={t('onePerson')}>
          {people.map((one) => (
            <li key={one.id}>
              <button
                type="button"
                className="pick"
                onClick={() => {
                  setText(fullName(one))
                  setPicked(true)
                  onPick(one.id)
                }}
              >
                {fullName(one)}
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
