/** By which grant somebody is in a group, since when and until when. Names of persons stay folded. */
import { Button, useMoments, useNow } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { fullName } from '../doors/who.tsx'
import { ShowNames } from '../names/show-names.tsx'
import { buildingsQuery } from '../residence/asked-in-panes.ts'
import type { ShownName } from '../residence/queries.ts'
import type { HeldGrant } from './queries.ts'

type PersonGrant = HeldGrant & { readonly to: { readonly kind: 'person'; readonly personId: string } }

const isToPerson = (grant: HeldGrant): grant is PersonGrant =>
  grant.to.kind === 'person' && grant.to.personId !== null

type Revoke = ((id: string) => void) | undefined

interface GrantListProps {
  readonly grants: readonly HeldGrant[]
  readonly onRevoke: Revoke
}

export const GrantList = ({ grants, onRevoke }: GrantListProps) => {
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
            <GrantRow key={grant.id} grant={grant} who={whoLives(grant)} onRevoke={onRevoke} />
          ))}
      </ul>
      {persons.length === 0 ? null : (
        <>
          <p>{t('persons', { count: persons.length })}</p>
          <ShowNames personIds={persons.map(({ to }) => to.personId)} about={{}}>
            {(names) => <Named grants={persons} names={names} onRevoke={onRevoke} />}
          </ShowNames>
        </>
      )}
    </>
  )
}

interface NamedProps {
  readonly grants: readonly PersonGrant[]
  readonly names: readonly ShownName[]
  readonly onRevoke: Revoke
}

const Named = ({ grants, names, onRevoke }: NamedProps) => {
  const nameOf = new Map(names.map((one) => [one.personId, fullName(one)]))
  return (
    <ul className="members">
      {grants.map((grant) => (
        <GrantRow
          key={grant.id}
          grant={grant}
          who={nameOf.get(grant.to.personId) ?? '…'}
          onRevoke={onRevoke}
        />
      ))}
    </ul>
  )
}

interface GrantRowProps {
  readonly grant: HeldGrant
  readonly who: string
  readonly onRevoke: Revoke
}

const GrantRow = ({ grant, who, onRevoke }: GrantRowProps) => {
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
      {onRevoke === undefined ? null : (
        <Button small aria-label={t('revokeOf', { who })} onClick={() => onRevoke(grant.id)}>
          {t('revoke')}…
        </Button>
      )}
    </li>
  )
}
