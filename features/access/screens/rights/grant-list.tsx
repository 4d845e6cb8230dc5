/** By which grant somebody is in a group, since when and until when. Names of persons stay folded. */
import { Button, type Column, List, type Order, useMoments, useNow } from '@loge/ui'
import { useTranslations } from 'use-intl'
import { fullName } from '../doors/who.tsx'
import { ShowNames } from '../names/show-names.tsx'
import type { ShownName } from '../residence/queries.ts'
import type { HeldGrant } from './queries.ts'
import { useHolderWords } from '../holders/use-holder-words.ts'

type PersonGrant = HeldGrant & { readonly to: { readonly kind: 'person'; readonly personId: string } }

const isToPerson = (grant: HeldGrant): grant is PersonGrant =>
  grant.to.kind === 'person' && grant.to.personId !== null

type Revoke = ((id: string) => void) | undefined

interface GrantListProps {
  readonly grants: readonly HeldGrant[]
  readonly onRevoke: Revoke
}

/** Somebody, or whoever lives somewhere, and by which grant. */
interface Held {
  readonly grant: HeldGrant
  readonly who: string
}

export const GrantList = ({ grants, onRevoke }: GrantListProps) => {
  const t = useTranslations('rights')
  const holder = useHolderWords()
  const persons = grants.filter(isToPerson)
  if (grants.length === 0) return <p className="soft">{t('nobodyIn')}</p>
  const whoLives = ({ to }: HeldGrant): string => (to.kind === 'person' ? '' : holder(to))
  return (
    <div className="members">
      <HeldList
        label={t('members.residents')}
        rows={grants.filter((grant) => !isToPerson(grant)).map((grant) => ({ grant, who: whoLives(grant) }))}
        onRevoke={onRevoke}
      />
      {persons.length === 0 ? null : (
        <>
          <p>{t('persons', { count: persons.length })}</p>
          <ShowNames personIds={persons.map(({ to }) => to.personId)} about={{}}>
            {(names) => <Named grants={persons} names={names} onRevoke={onRevoke} />}
          </ShowNames>
        </>
      )}
    </div>
  )
}

interface NamedProps {
  readonly grants: readonly PersonGrant[]
  readonly names: readonly ShownName[]
  readonly onRevoke: Revoke
}

const Named = ({ grants, names, onRevoke }: NamedProps) => {
  const t = useTranslations('rights')
  const nameOf = new Map(names.map((one) => [one.personId, fullName(one)]))
  const rows = grants.map((grant) => ({ grant, who: nameOf.get(grant.to.personId) ?? '…' }))
  return <HeldList label={t('members.persons')} rows={rows} onRevoke={onRevoke} />
}

const BY_NAME: Order = { by: 'who' }
const idOf = ({ grant }: Held): string => grant.id
const textOf = ({ who, grant }: Held): string => `${who} ${grant.reason}`

interface HeldListProps {
  readonly label: string
  readonly rows: readonly Held[]
  readonly onRevoke: Revoke
}

const HeldList = ({ label, rows, onRevoke }: HeldListProps) => (
  <List
    label={label}
    rows={rows}
    columns={useColumns(onRevoke)}
    idOf={idOf}
    ordering={{ own: BY_NAME }}
    find={{ text: textOf }}
    empty={null}
  />
)

const useColumns = (onRevoke: Revoke): readonly Column<Held>[] => {
  const t = useTranslations('rights')
  const { when } = useMoments()
  const now = useNow(60_000)
  const whenOf = ({ grant: { validFrom, validUntil } }: Held): string => {
    const from = when(Date.parse(validFrom), now)
    return validUntil === null
      ? t('since', { time: from })
      : t('fromUntil', { from, until: when(Date.parse(validUntil), now) })
  }
  const act: Column<Held> = {
    key: 'act',
    head: t('revoke'),
    hideHead: true,
    as: 'act',
    phone: 'aside',
    cell: ({ grant, who }) => (
      <Button small aria-label={t('revokeOf', { who })} onClick={() => onRevoke?.(grant.id)}>
        {t('revoke')}…
      </Button>
    ),
  }
  return [
    {
      key: 'who',
      head: t('head.who'),
      as: 'name',
      sort: ({ who }) => who,
      cell: ({ grant, who }) => (
        <>
          {who}
          {grant.to.kind === 'person' ? null : (
            <span className="beside"> · {t('people', { count: grant.people })}</span>
          )}
        </>
      ),
    },
    {
      key: 'when',
      head: t('head.when'),
      phone: 'plain',
      sort: ({ grant }) => grant.validFrom,
      cell: whenOf,
    },
    {
      key: 'reason',
      head: t('head.reason'),
      sort: ({ grant }) => grant.reason,
      cell: ({ grant }) => grant.reason,
    },
    ...(onRevoke === undefined ? [] : [act]),
  ]
}
