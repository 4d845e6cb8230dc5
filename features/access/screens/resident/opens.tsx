/** What somebody can open: each entrance with when and because of what, and every check behind it when asked. */
import type { Person } from '@loge/features/people/screens'
import {
  Button,
  type Column,
  List,
  Loading,
  type MarkKind,
  Mark,
  Notice,
  Section,
  useMoments,
  useNow,
  useProblemText,
  useWords,
} from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { type AskedAt, AtField } from '../doors/at-field.tsx'
import { WhyAnswer, type WhyAnswerProps } from '../doors/why.tsx'
import { accessOfQuery, profilesQuery } from '../residence/asked-in-panes.ts'
import { useAskedFor } from '../residence/use-asked-for.ts'
import { entrancesQuery, type OwnAccess } from '../residence/queries.ts'
import { credentialsOfQuery, ownGrantsQuery, scheduleNamesQuery } from './queries.ts'
import { carriesAt } from './working.ts'

type Door = OwnAccess['data'][number]

const MINUTE = 60_000

export const Opens = ({ person }: { person: Person }) => {
  const t = useTranslations('resident')
  const problem = useProblemText()
  const { day, time } = useMoments()
  const now = useNow(MINUTE)
  const { data, error } = useQuery(accessOfQuery(person.id))
  const name = `${person.givenName} ${person.familyName}`
  return (
    <Section
      title={t('opens', { who: person.civility ?? 'other', name })}
      note={t('dayAndTime', { day: day(now), time: time(now) })}
    >
      {error !== null && data === undefined ? (
        <p className="fact">{problem(error)}</p>
      ) : data === undefined ? (
        <Loading label={t('opensWhat')} lines={8} />
      ) : data.data.length === 0 ? (
        <p className="fact">{t('opensNothing')}</p>
      ) : (
        <Doors person={person} name={name} doors={data.data} />
      )}
    </Section>
  )
}

const hasRight = ({ decision }: Door): boolean => decision.allowed || decision.refusal !== 'no_grant_here'

interface DoorsProps {
  readonly person: Person
  readonly name: string
  readonly doors: readonly Door[]
}

const idOf = ({ entranceId }: Door): string => entranceId

const useColumns = (person: Person, toggle: (door: Door) => void, opened: string | undefined) => {
  const t = useTranslations('resident')
  const isEmptyHanded = useEmptyHanded(person.id)
  const markOf = useMark()
  const because = useBecause(person.id)
  const when = useWhen()
  const columns: readonly Column<Door>[] = [
    {
      key: 'entrance',
      head: t('entrance'),
      as: 'name',
      sort: ({ name }) => name,
      cell: (door) => (
        <span className="opens-name">
          <Mark kind={markOf(door, isEmptyHanded(door))} />
          {door.name}
        </span>
      ),
    },
    {
      key: 'when',
      head: t('when'),
      phone: 'plain',
      sort: (door) => when(door),
      cell: (door) => (isEmptyHanded(door) ? t('nothingCarried') : when(door)),
    },
    { key: 'because', head: t('because'), phone: 'plain', sort: because, cell: because },
    {
      key: 'why',
      head: t('why'),
      hideHead: true,
      as: 'act',
      phone: 'aside',
      cell: (door) => (
        <Button kind="text" small aria-expanded={opened === door.entranceId} onClick={() => toggle(door)}>
          {t(opened === door.entranceId ? 'hide' : 'why')}
          <span className="vh"> {door.name}</span>
        </Button>
      ),
    },
  ]
  return { columns, isEmptyHanded }
}

const Doors = ({ person, name, doors }: DoorsProps) => {
  const t = useTranslations('resident')
  const [opened, setOpened] = useState<string | undefined>(undefined)
  const box = useAskedFor<HTMLDivElement>('opens', 'tbody button')
  const toggle = ({ entranceId }: Door) => setOpened(opened === entranceId ? undefined : entranceId)
  const { columns, isEmptyHanded } = useColumns(person, toggle, opened)
  const isMixed = doors.some(hasRight) && !doors.every(hasRight)
  return (
    <>
      {doors.some(isEmptyHanded) ? <Notice kind="att">{t('emptyHanded')}</Notice> : null}
      <div ref={box}>
        <List
          label={t('opensWhat')}
          className="opens"
          rows={doors}
          columns={columns}
          idOf={idOf}
          find={{ text: ({ name: door }) => door }}
          grouping={
            isMixed
              ? {
                  groups: ['right', 'none'],
                  of: (door) => (hasRight(door) ? 'right' : 'none'),
                  head: (group, count) => t(group === 'right' ? 'withRight' : 'withoutRight', { count }),
                }
              : undefined
          }
          isOn={({ entranceId }) => entranceId === opened}
          under={(door) =>
            door.entranceId === opened ? (
              <div className="boxed" aria-live="polite">
                <WhyAtAnyMoment
                  entrance={{ id: door.entranceId, name: door.name }}
                  person={{ id: person.id, name }}
                />
              </div>
            ) : null
          }
          empty={null}
        />
      </div>
    </>
  )
}

/** Now, or at the moment that is typed. */
const WhyAtAnyMoment = (of: Pick<WhyAnswerProps, 'entrance' | 'person'>) => {
  const [at, setAt] = useState<AskedAt>(undefined)
  return (
    <div className="stack">
      {at === null ? null : <WhyAnswer {...of} at={at} />}
      <AtField onChange={setAt} />
    </div>
  )
}

/** They have the right, and nothing in their hands that works there. Unknown to a role that is not shown what people carry. */
const useEmptyHanded = (personId: string) => {
  const now = useNow(MINUTE)
  const { data: entrances } = useQuery(entrancesQuery)
  const { data: carried, dataUpdatedAt } = useQuery(credentialsOfQuery(personId))
  // What was given since the last full minute works already.
  const at = Math.max(now, dataUpdatedAt)
  return ({ entranceId, decision }: Door): boolean => {
    const siteId = entrances?.find(({ id }) => id === entranceId)?.siteId
    return (
      decision.allowed && carried !== undefined && siteId !== undefined && !carriesAt(carried, siteId, at)
    )
  }
}

const useMark = () => {
  const { data: entrances = [] } = useQuery(entrancesQuery)
  return ({ entranceId, decision }: Door, isEmptyHanded: boolean): MarkKind => {
    if (!decision.allowed || isEmptyHanded) return 'no'
    const placement = entrances.find(({ id }) => id === entranceId)?.placement
    return placement === undefined || placement === null || placement.inForce === 'yes' ? 'ok' : 'wait'
  }
}

const useBecause = (personId: string) => {
  const t = useTranslations('resident')
  const { data: grants } = useQuery(ownGrantsQuery(personId))
  const { data: profiles = [] } = useQuery(profilesQuery)
  return ({ decision }: Door): string => {
    if (decision.accessGrantId === null) return t('noRight')
    const own = grants?.find(({ id }) => id === decision.accessGrantId)
    const profileId = decision.allowed ? decision.accessProfileId : own?.accessProfileId
    const group = profiles.find(({ id }) => id === profileId)?.name
    if (own !== undefined)
      return group === undefined ? own.reason : t('ownRight', { group, reason: own.reason })
    return group === undefined ? t('livesHere') : t('livesHereGroup', { group })
  }
}

/** It never was before: what comes does not come again. */
const NOT_BEGUN: ReadonlySet<string> = new Set(['grant_not_yet_valid', 'credential_not_yet_valid'])

const useWhen = () => {
  const t = useTranslations('resident')
  const words = useWords()
  const { when, until, from } = useMoments()
  const now = useNow(MINUTE)
  const { data: schedules } = useQuery(scheduleNamesQuery)
  return ({ decision }: Door): string => {
    if (!decision.allowed)
      return decision.refusal === 'no_grant_here'
        ? t('never')
        : decision.retryAt === null
          ? (words(`refusal.${decision.refusal}`) ?? t('never'))
          : t(NOT_BEGUN.has(decision.refusal) ? 'notBegun' : 'notNow', {
              why: words(`refusal.${decision.refusal}`) ?? '',
              time: (NOT_BEGUN.has(decision.refusal) ? from : when)(Date.parse(decision.retryAt), now),
            })
    const hours =
      decision.scheduleId === null ? t('anyTime') : (schedules?.get(decision.scheduleId) ?? t('atHours'))
    return decision.until === null ? hours : `${hours}, ${until(Date.parse(decision.until), now)}`
  }
}
