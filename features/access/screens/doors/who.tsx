/** Who may enter here at this moment: how many through what; names stay folded until they are asked for. */
import { type Column, Fold, List, Loading, type Order, PaneSection, useMoments, useNow } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { everybodyWhoQuery, profilesQuery, whoQuery } from '../residence/asked-in-panes.ts'
import type { Entrance, Person, ShownName, Who as Answer } from '../residence/queries.ts'
import { LockdownHere } from './lockdown-here.tsx'
import { ShowNames, useMayShowNames } from '../names/show-names.tsx'

export const fullName = (person: Pick<Person, 'givenName' | 'familyName'>): string =>
  `${person.givenName} ${person.familyName}`

export const Who = ({ entrance }: { entrance: Entrance }) => {
  const t = useTranslations('doors')
  const { data, isError } = useQuery(whoQuery(entrance.id))
  return (
    <PaneSection title={t('who')}>
      {isError ? (
        <p className="fact">{t('whoHidden')}</p>
      ) : data === undefined ? (
        <Loading label={t('who')} lines={2} />
      ) : (
        <Counted entrance={entrance} who={data} />
      )}
    </PaneSection>
  )
}

const Counted = ({ entrance, who }: { entrance: Entrance; who: Answer }) => {
  const t = useTranslations('doors')
  const { data: profiles } = useQuery(profilesQuery)
  const parts = who.byProfile.map(({ accessProfileId: id, count }) =>
    t('whoOf', { count, profile: profiles?.find((profile) => profile.id === id)?.name ?? '…' }),
  )
  return (
    <div className="stack">
      {who.lockdown === null ? null : (
        <LockdownHere
          lockdown={who.lockdown}
          nameOf={(id) => profiles?.find((profile) => profile.id === id)?.name}
        />
      )}
      <p className="fact">
        {t.rich('whoCount', {
          count: who.total,
          parts: parts.length === 0 ? 'none' : parts.join(', '),
          b: (text) => <b>{text}</b>,
        })}
      </p>
      {who.total === 0 ? null : <WhoNames entranceId={entrance.id} />}
    </div>
  )
}

interface WhoNamesProps {
  readonly entranceId: string
  /** Left out: now. */
  readonly at?: string | undefined
}

/** The names of who may enter, for those who may see them. */
export const WhoNames = (props: WhoNamesProps) => {
  const t = useTranslations('doors')
  const [isShown, setShown] = useState(false)
  if (!useMayShowNames()) return null
  return (
    <div onToggle={() => setShown(true)}>
      <Fold summary={t('whoNames')}>{isShown ? <NameList {...props} /> : null}</Fold>
    </div>
  )
}

const NameList = ({ entranceId, at }: WhoNamesProps) => {
  const t = useTranslations('doors')
  const { data: who, isError } = useQuery(everybodyWhoQuery(entranceId, at))
  if (isError) return <p className="fact">{t('whoHidden')}</p>
  if (who === undefined) return <Loading label={t('whoNames')} />
  return (
    <ShowNames personIds={who.flatMap(({ personId }) => personId ?? [])} about={{ entranceId }}>
      {(names) => <NamedList who={who} names={names} />}
    </ShowNames>
  )
}

interface NamedListProps {
  readonly who: readonly Answer['data'][number][]
  readonly names: readonly ShownName[]
}

interface NamedRow extends Pick<Answer['data'][number], 'kinds'> {
  readonly personId: string
  readonly name: string
  readonly until: number | null
}

const idOf = ({ personId }: NamedRow): string => personId
const textOf = ({ name }: NamedRow): string => name
const BY_NAME: Order = { by: 'name' }

const NamedList = ({ who, names }: NamedListProps) => {
  const t = useTranslations('doors')
  const columns = useNamedColumns()
  const nameOf = new Map(names.map((person) => [person.personId, fullName(person)]))
  const rows = who.map(({ personId, kinds, until }, index) => ({
    personId: personId ?? String(index),
    name: nameOf.get(personId ?? '') ?? '…',
    kinds,
    until: until === null ? null : Date.parse(until),
  }))
  return (
    <List
      label={t('whoNames')}
      rows={rows}
      columns={columns}
      idOf={idOf}
      ordering={{ own: BY_NAME }}
      find={{ text: textOf }}
      empty={null}
    />
  )
}

const useNamedColumns = (): readonly Column<NamedRow>[] => {
  const t = useTranslations('doors')
  const kindWord = useTranslations('credentialKind')
  const { when } = useMoments()
  const now = useNow(60_000)
  const shows = ({ kinds }: NamedRow): string =>
    kinds.length === 0 ? t('whoNothing') : kinds.map((kind) => kindWord(kind)).join(', ')
  return [
    { key: 'name', head: t('whoHead.name'), as: 'name', sort: textOf, cell: textOf },
    { key: 'shows', head: t('whoHead.shows'), sort: shows, phone: 'plain', cell: shows },
    {
      key: 'until',
      head: t('whoHead.until'),
      sort: ({ until }) => until ?? Number.POSITIVE_INFINITY,
      cell: ({ until }) => (until === null ? t('whoAlways') : when(until, now)),
    },
  ]
}
