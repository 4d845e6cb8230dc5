/** Who may enter here at this moment: how many through what; names stay folded until they are asked for. */
import { Fold, Loading, PaneSection, useMoments, useNow } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { everybodyWhoQuery, profilesQuery, whoQuery } from '../residence/asked-in-panes.ts'
import type { Entrance, Person, ShownName, Who as Answer } from '../residence/queries.ts'
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
    <>
      <p className="fact">
        {t.rich('whoCount', {
          count: who.total,
          parts: parts.length === 0 ? 'none' : parts.join(', '),
          b: (text) => <b>{text}</b>,
        })}
      </p>
      {who.total === 0 ? null : <WhoNames entranceId={entrance.id} />}
    </>
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

const NamedList = ({ who, names }: NamedListProps) => {
  const t = useTranslations('doors')
  const kinds = useTranslations('credentialKind')
  const { when } = useMoments()
  const now = useNow(60_000)
  const nameOf = new Map(names.map((person) => [person.personId, fullName(person)]))
  const rows = who
    .map((one) => ({ ...one, name: nameOf.get(one.personId ?? '') ?? '…' }))
    .sort((one, other) => one.name.localeCompare(other.name))
  return (
    <ul className="names">
      {rows.map((one) => (
        <li key={one.personId}>
          <span>{one.name}</span>
          <span className="note">
            {one.kinds.length === 0 ? t('whoNothing') : one.kinds.map((kind) => kinds(kind)).join(', ')} ·{' '}
            {one.until === null ? t('whoAlways') : t('whoUntil', { time: when(Date.parse(one.until), now) })}
          </span>
        </li>
      ))}
    </ul>
  )
}
