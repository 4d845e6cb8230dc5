/** Who is in a group, by which grant, since when and until when. */
import { Loading, Section, useMoments, useNow } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { fullName } from '../doors/who.tsx'
import { ShowNames } from '../names/show-names.tsx'
import { buildingsQuery, type ShownName } from '../residence/queries.ts'
import type { GridProfile } from './grid.ts'
import { type Grid, grantsOfProfileQuery, type HeldGrant } from './queries.ts'

interface GroupProps {
  readonly grid: Grid
  readonly profile: GridProfile
  readonly at: string | undefined
}

export const GroupSection = ({ profile, at }: GroupProps) => {
  const t = useTranslations('rights')
  const { data: grants } = useQuery(grantsOfProfileQuery(profile.id, at))
  return (
    <Section title={t('inGroup', { group: profile.name })} note={t('people', { count: profile.people })}>
      {grants === undefined ? (
        <Loading label={t('inGroup', { group: profile.name })} />
      ) : (
        <Grants grants={grants} />
      )}
    </Section>
  )
}

type PersonGrant = HeldGrant & { readonly to: { readonly kind: 'person'; readonly personId: string } }

const isToPerson = (grant: HeldGrant): grant is PersonGrant => grant.to.kind === 'person'

const Grants = ({ grants }: { grants: readonly HeldGrant[] }) => {
  const t = useTranslations('rights')
  const { data: buildings } = useQuery(buildingsQuery)
  const persons = grants.filter(isToPerson)
  if (grants.length === 0) return <p className="soft">{t('nobodyIn')}</p>
  const whoLives = ({ to }: HeldGrant): string => {
    if (to.kind === 'person') return ''
    const name = buildings?.find(({ id }) => id === to.buildingId)?.name
    return name === undefined ? t('residentsAll') : t('residentsOf', { building: name })
  }
  return (
    <>
      <ul className="members">
        {grants
          .filter((grant) => !isToPerson(grant))
          .map((grant) => (
            <GrantRow key={grant.id} grant={grant} who={whoLives(grant)} />
          ))}
      </ul>
      {persons.length === 0 ? null : (
        <>
          <p>{t('persons', { count: persons.length })}</p>
          <ShowNames personIds={persons.map(({ to }) => to.personId)} about={{}}>
            {(names) => <Named grants={persons} names={names} />}
          </ShowNames>
        </>
      )}
    </>
  )
}

const Named = ({ grants, names }: { grants: readonly PersonGrant[]; names: readonly ShownName[] }) => {
  const nameOf = new Map(names.map((one) => [one.personId, fullName(one)]))
  return (
    <ul className="members">
      {grants.map((grant) => (
        <GrantRow key={grant.id} grant={grant} who={nameOf.get(grant.to.personId) ?? '…'} />
      ))}
    </ul>
  )
}

const GrantRow = ({ grant, who }: { grant: HeldGrant; who: string }) => {
  const t = useTranslations('rights')
  const { when } = useMoments()
  const now = useNow(60_000)
  const from = when(Date.parse(grant.validFrom), now)
  const until = grant.validUntil === null ? undefined : when(Date.parse(grant.validUntil), now)
  return (
    <li>
      <span>
        <b>{who}</b>
        {grant.to.kind === 'person' ? null : ` · ${t('people', { count: grant.people })}`}
      </span>
      <span className="note">
        {until === undefined ? t('since', { time: from }) : t('fromUntil', { from, until })} · {grant.reason}
      </span>
    </li>
  )
}
