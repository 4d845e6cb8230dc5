/** The parts of the organization that somebody may look after, each with how it stands. */
import { edgesQuery, placementsQuery } from '@loge/features/access/screens'
import {
  accountsQuery,
  delegationsQuery,
  isInUse,
  keysQuery,
  rolesQuery,
} from '@loge/features/accounts/screens'
import { backupsQuery, installationQuery } from '@loge/features/backups/screens'
import { importsQuery } from '@loge/features/imports/screens'
import { lettersQuery } from '@loge/features/notices/screens'
import {
  breachesQuery,
  documentsQuery,
  releasesQuery,
  measuresQuery,
  retentionQuery,
  supportQuery,
} from '@loge/features/privacy/screens'
import { Icon, Section, State, useMoments, useNow } from '@loge/ui'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { BESIDE_SETTINGS, SETTINGS_PAGES, type SettingsPage } from './settings-pages.ts'
import {
  backupState,
  breachesState,
  documentsState,
  edgesState,
  importState,
  keysState,
  mailState,
  type PartState,
  releasesState,
  measuresState,
  retentionState,
  rulesState,
  supportState,
} from './settings-states.ts'
import { sitesQuery } from './sites.ts'
import { useMay } from './use-may.ts'

export const SettingsIndex = () => {
  const t = useTranslations('settings')
  const may = useMay()
  const mine = SETTINGS_PAGES.filter(({ needs }) => may(needs))
  if (mine.length === 0) return null
  return (
    <Section title={t('organization')}>
      <ul className="list">
        {mine.map(({ page, to }) => {
          const Standing = STANDING[page]
          return (
            <li key={page}>
              <Link to={to} className="list-row">
                <span>
                  {t(page)}
                  <span className="note">
                    <Standing />
                  </span>
                </span>
                <Icon name="caret-right" small />
              </Link>
            </li>
          )
        })}
        {BESIDE_SETTINGS.filter(({ needs }) => may(needs)).map(({ page, to }) => (
          <li key={page}>
            <Link to={to} className="list-row">
              <span>
                {t(page)}
                <span className="note">{t(`beside.${page}`)}</span>
              </span>
              <Icon name="caret-right" small />
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** In its sentence, with the day and the hour as they are said here. */
const Said = ({ state }: { readonly state: PartState<Says> | undefined }) => {
  const t = useTranslations('settings.state')
  const { when } = useMoments()
  const now = useNow(60_000)
  if (state === undefined) return '…'
  const { kind, says, count = 0, of = 0, days = 0, at = 0 } = state
  return <State kind={kind}>{t(says, { count, of, days, when: when(at, now) })}</State>
}

type Says =
  | ReturnType<typeof keysState>['says']
  | ReturnType<typeof edgesState>['says']
  | ReturnType<typeof importState>['says']
  | ReturnType<typeof backupState>['says']
  | ReturnType<typeof documentsState>['says']
  | ReturnType<typeof mailState>['says']
  | ReturnType<typeof rulesState>['says']
  | ReturnType<typeof measuresState>['says']
  | ReturnType<typeof retentionState>['says']
  | ReturnType<typeof breachesState>['says']
  | ReturnType<typeof supportState>['says']
  | ReturnType<typeof releasesState>['says']
  | 'exportOnly'
  | 'real'
  | 'simulation'
  | 'sites'
  | 'accounts'
  | 'accountsMany'
  | 'roles'
  | 'rolesHandedOver'

/** Nothing is said of a part that cannot be asked about at the moment: its page says why. */
const quietly = { throwOnError: false } as const

const Sites = () => {
  const { data } = useQuery({ ...sitesQuery, ...quietly })
  return <Said state={data && { kind: 'ok', says: 'sites', count: data.data.length }} />
}

/** A rule is a wish until the doors have told that they know it. */
const Rules = () => {
  const { data } = useQuery({ ...placementsQuery, ...quietly })
  return <Said state={data && rulesState(data)} />
}

const Accounts = () => {
  const { data } = useQuery({ ...accountsQuery(undefined), ...quietly })
  const active = data?.data.filter(({ status }) => status === 'active').length ?? 0
  const isAll = data?.nextCursor === null
  return <Said state={data && { kind: 'ok', says: isAll ? 'accounts' : 'accountsMany', count: active }} />
}

const Roles = () => {
  const { data } = useQuery({ ...rolesQuery, ...quietly })
  const { data: handedOver } = useQuery({ ...delegationsQuery, ...quietly })
  const running = handedOver?.data.filter(({ state }) => state === 'running').length ?? 0
  const count = data?.data.filter(({ retiredAt }) => retiredAt === null).length ?? 0
  if (data === undefined) return <Said state={undefined} />
  return (
    <Said
      state={
        running === 0
          ? { kind: 'ok', says: 'roles', count }
          : { kind: 'ok', says: 'rolesHandedOver', count, of: running }
      }
    />
  )
}

const Keys = () => {
  const now = useNow(60_000)
  const { data } = useInfiniteQuery({ ...keysQuery, ...quietly })
  const keys = data?.pages.flatMap((page) => page.data).filter((key) => isInUse(key, now))
  return <Said state={keys && keysState(keys, now)} />
}

const Edges = () => {
  const { data } = useQuery({ ...edgesQuery, ...quietly })
  return <Said state={data && edgesState(data)} />
}

const Imports = () => {
  const mayImport = useMay()('people.manage')
  const { data } = useQuery({ ...importsQuery, ...quietly, enabled: mayImport })
  return <Said state={mayImport ? data && importState(data.data) : { kind: 'ok', says: 'exportOnly' }} />
}

const Backups = () => {
  const now = useNow(60_000)
  const { data } = useQuery({ ...backupsQuery, ...quietly })
  return <Said state={data && backupState(data, now)} />
}

const Breaches = () => {
  const { data } = useQuery({ ...breachesQuery, ...quietly })
  return <Said state={data && breachesState(data)} />
}

const Retention = () => {
  const { data } = useQuery({ ...retentionQuery, ...quietly })
  return <Said state={data && retentionState(data)} />
}

const Measures = () => {
  const { data } = useQuery({ ...measuresQuery, ...quietly })
  return <Said state={data && measuresState(data)} />
}

const Support = () => {
  const { data } = useQuery({ ...supportQuery, ...quietly })
  return <Said state={data && supportState(data.data)} />
}

const Releases = () => {
  const { data } = useQuery({ ...releasesQuery, ...quietly })
  return <Said state={data && releasesState(data.data)} />
}

const Messages = () => {
  const { data } = useInfiniteQuery({ ...lettersQuery(undefined), ...quietly })
  return <Said state={data?.pages[0] && mailState(data.pages[0])} />
}

const Installation = () => {
  const { data } = useQuery({ ...installationQuery, ...quietly })
  const says = data?.simulation === true ? 'simulation' : 'real'
  return <Said state={data && { kind: data.simulation ? 'wait' : 'ok', says }} />
}

const Documents = () => {
  const { data } = useQuery({ ...documentsQuery, ...quietly })
  return <Said state={data && documentsState(data)} />
}

const STANDING: Readonly<Record<SettingsPage, () => ReactNode>> = {
  sites: Sites,
  rules: Rules,
  accounts: Accounts,
  roles: Roles,
  keys: Keys,
  edges: Edges,
  import: Imports,
  documents: Documents,
  breaches: Breaches,
  retention: Retention,
  measures: Measures,
  releases: Releases,
  support: Support,
  backup: Backups,
  messages: Messages,
  installation: Installation,
}
