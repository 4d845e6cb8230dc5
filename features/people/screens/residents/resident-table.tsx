/** The list itself: one line for each person, with their home. Its order is in the address; what is typed is not. */
import { Blank, buttonClass, type Column, List, Loading, type Order, useMoments, useWords } from '@loge/ui'
import { Link, useLocation, useNavigate } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { useTranslations } from 'use-intl'
import { type Home, type ResidentRow, textOfResident } from './rows.ts'
import { type ResidentsSearch, SORTS } from './search.ts'

interface ResidentTableProps {
  readonly rows: readonly ResidentRow[]
  /** Whoever does not fit may still be to come. */
  readonly isWhole: boolean
  readonly search: ResidentsSearch
}

const BY_NAME: Order = { by: 'name' }
const idOf = ({ id }: ResidentRow): string => id
/** An order as the address says it: by name is left out. */
const asSearch = (order: Order | undefined): Pick<ResidentsSearch, 'sort' | 'down'> => {
  const sort = SORTS.find((known) => known === order?.by)
  return {
    ...(sort === undefined || sort === 'name' ? {} : { sort }),
    ...(order?.down === true ? { down: true } : {}),
  }
}

export const ResidentTable = ({ rows, isWhole, search }: ResidentTableProps) => {
  const t = useTranslations('residents')
  const navigate = useNavigate()
  const columns = useColumns()
  const { sort, down, ...others } = search
  const kept = useLocation({ select: ({ state }) => state.find ?? '' })
  // What is typed is shown at once; the way back follows.
  const [text, setText] = useState(kept)
  const go = (next: ResidentsSearch, find: string) =>
    void navigate({ to: '/residents', search: next, state: { find }, replace: true, resetScroll: false })
  const byNow = asSearch({ by: sort ?? 'name', ...(down === true ? { down } : {}) })
  const look = (next: string) => {
    setText(next)
    go({ ...others, ...byNow }, next)
  }
  const nobody = isWhole ? (
    <NobodyFits onAll={() => setText('')} />
  ) : (
    <Loading label={t('title')} lines={10} />
  )
  return (
    <List
      label={t('title')}
      className="residents"
      rows={rows}
      columns={columns}
      idOf={idOf}
      ordering={{
        own: BY_NAME,
        order: { by: sort ?? 'name', ...(down === true ? { down } : {}) },
        onOrder: (order) => go({ ...others, ...asSearch(order) }, text),
      }}
      find={{ label: t('find'), text: textOfResident, value: text, onChange: look }}
      empty={nobody}
      nothing={nobody}
    />
  )
}

const NobodyFits = ({ onAll }: { readonly onAll: () => void }) => {
  const t = useTranslations('residents')
  return (
    <Blank
      title={t('noneTitle')}
      acts={
        <Link className={buttonClass()} to="/residents" search={{}} onClick={onAll}>
          {t('showAll')}
        </Link>
      }
    >
      {t('noneText')}
    </Blank>
  )
}

const useColumns = (): readonly Column<ResidentRow>[] => {
  const t = useTranslations('residents')
  return useMemo(
    () => [
      {
        key: 'name',
        head: t('column.name'),
        as: 'name',
        sort: ({ sortName }) => sortName,
        cell: (row) => <Name row={row} />,
      },
      {
        key: 'home',
        head: t('column.home'),
        phone: 'aside',
        sort: ({ homes }) => homes[0]?.unit ?? null,
        cell: ({ homes }) => <Homes homes={homes} />,
      },
      {
        key: 'since',
        head: t('column.since'),
        sort: ({ homes }) => homes[0]?.since ?? null,
        cell: ({ homes: [home] }) => (home === undefined ? null : <Since home={home} />),
      },
      {
        key: 'kind',
        head: t('column.kind'),
        phone: 'plain',
        cell: (row) => <Kinds row={row} />,
      },
      {
        key: 'household',
        head: t('column.household'),
        as: 'figure',
        phone: 'hide',
        cell: ({ household }) => (household === 0 ? null : t('household', { count: household })),
      },
    ],
    [t],
  )
}

const Name = ({ row: { id, name, isNamesake } }: { readonly row: ResidentRow }) => {
  const t = useTranslations('residents')
  return (
    <>
      <Link to="/residents/$id" params={{ id }}>
        {name}
      </Link>
      {isNamesake ? <span className="beside"> {t('namesake')}</span> : null}
    </>
  )
}

const Homes = ({ homes: [home, ...others] }: Pick<ResidentRow, 'homes'>) => {
  const t = useTranslations('residents')
  if (home === undefined) return <span className="faint">{t('noHome')}</span>
  return (
    <>
      {home.unit}
      {others.length === 0 ? null : <span className="beside"> {t('more', { count: others.length })}</span>}
    </>
  )
}

const Kinds = ({ row: { homes, besides } }: { readonly row: ResidentRow }) => {
  const t = useTranslations('residents')
  const words = useWords()
  const said = besides.map(({ kind, is }) => {
    const name = words(`personKind.${kind}`) ?? kind
    return is === 'past' ? t('ended', { kind: name }) : name
  })
  const [home] = homes
  return [...(home === undefined ? [] : [t(`kind.${home.role}`)]), ...said].join(' · ')
}

const Since = ({ home }: { readonly home: Home }) => {
  const t = useTranslations('residents')
  const { date } = useMoments()
  if (home.is === 'coming') return t('comes', { date: date(home.since) })
  if (home.until === null) return date(home.since)
  // The last day is the one before the instant from which it is no longer theirs.
  return t(home.is === 'past' ? 'left' : 'leaves', { date: date(home.until - 1) })
}
