/** Where one is and where one can go: the carriage door on a desk, the bottom bar on a phone. */
import { Icon, type IconName, Mark } from '@loge/ui'
import { Link, type LinkProps, useLocation } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { useMay } from './use-may.ts'
import type { Waiting } from './waiting.ts'

interface RailProps {
  readonly residence: { readonly name: string; readonly address: string | undefined }
  readonly me: { readonly name: string; readonly role: string | undefined } | undefined
  readonly waiting: { readonly today: Waiting; readonly doors: Waiting }
  /** Whether the pages of the house are for this person. */
  readonly isWhole: boolean
}

export const Rail = ({ residence, me, waiting, isWhole }: RailProps) => {
  const t = useTranslations('shell')
  const may = useMay()
  // Five fit in the bar of a phone: whoever may close the house has that at hand, and finds people by the field above.
  const mayOrder = may('emergencies.order')
  return (
    <nav className="rail on-green" aria-label={t('main')}>
      <div className="rail-in">
        <Link to="/" className="plaque" activeOptions={NEVER}>
          <b>{residence.name}</b>
          {residence.address === undefined ? null : <span>{residence.address}</span>}
        </Link>
        {isWhole ? (
          <ul>
            <Entry to="/" icon="house" label={t('today')} waiting={waiting.today} exact />
            <Entry to="/doors" icon="door" label={t('doors')} long={t('doorsLong')} waiting={waiting.doors} />
            <Entry to="/access" icon="key" label={t('access')} isForDesks />
            <Entry to="/events" icon="list-bullets" label={t('events')} />
            <Entry to="/residents" icon="users" label={t('residents')} isForDesks={mayOrder} />
            <Entry to="/emergency" icon="warning-circle" label={t('emergency')} isForDesks={!mayOrder} />
          </ul>
        ) : (
          <ul>
            <Entry to="/" icon="door" label={t('ownDoors')} exact />
            <Entry to="/me/data" icon="fingerprint" label={t('myData')} />
          </ul>
        )}
        <ul>
          {may('privacy.manage') ? (
            <Entry to="/privacy" icon="fingerprint" label={t('privacyDesk')} isForDesks but={REGISTER} />
          ) : null}
          {may('relations.read') ? (
            <Entry to="/relations" icon="envelope-simple" label={t('outside')} isForDesks />
          ) : null}
          {may('customers.manage') || may('prospects.manage') || may('shows.manage') ? (
            <Entry to="/customers" icon="users" label={t('customers')} isForDesks />
          ) : null}
          {may('register.read') ? (
            <Entry to={REGISTER} icon="list-bullets" label={t('register')} isForDesks />
          ) : null}
          <Entry
            to="/settings"
            icon="gear"
            label={t('more')}
            long={t('settings')}
            standsInFor={!isWhole ? NOWHERE : mayOrder ? FOR_THEM : FOR_DESKS}
          />
        </ul>
        {me === undefined ? null : (
          <div className="rail-me">
            {me.name}
            {me.role === undefined ? null : <span>{me.role}</span>}
          </div>
        )}
      </div>
    </nav>
  )
}

/** What a phone finds under More, which is lit meanwhile. */
const FOR_ALL = ['/access', '/privacy', '/relations', '/customers', '/me']
const FOR_DESKS = [...FOR_ALL, '/emergency']
const FOR_THEM = [...FOR_ALL, '/residents']
/** Whoever does not run the house has an entry of the bar for each of their pages. */
const NOWHERE: readonly string[] = []

/** Under the desk by its address, beside it in the list. */
const REGISTER = '/privacy/register'

/** The plate names the house; the list says where one is. */
const NEVER = { exact: true, includeSearch: true, includeHash: true } as const

interface EntryProps {
  readonly to: NonNullable<LinkProps['to']>
  readonly icon: IconName
  readonly label: string
  readonly long?: string
  readonly waiting?: Waiting
  readonly exact?: boolean
  /** A page below this one that has its own entry: only that one is lit there. */
  readonly but?: string
  /** Five fit in the bottom bar of a phone; the others are first on the page it calls More. */
  readonly isForDesks?: boolean
  /** On a phone it is lit on these pages too. */
  readonly standsInFor?: readonly string[]
}

const Entry = ({ to, icon, label, long, waiting, exact, but, isForDesks, standsInFor }: EntryProps) => {
  const t = useTranslations('shell')
  const standsIn = useLocation({
    select: ({ pathname }) => standsInFor?.some((page) => `${pathname}/`.startsWith(`${page}/`)) === true,
  })
  const isElsewhere = useLocation({
    select: ({ pathname }) => but !== undefined && `${pathname}/`.startsWith(`${but}/`),
  })
  return (
    <li className={isForDesks === true ? 'for-desks' : standsIn ? 'stands-in' : undefined}>
      <Link to={to} activeOptions={{ exact: exact === true || isElsewhere, includeSearch: false }}>
        <Icon name={icon} />
        {long === undefined ? (
          <span>{label}</span>
        ) : (
          <>
            <span className="short">{label}</span>
            <span className="long">{long}</span>
          </>
        )}
        {waiting === undefined || waiting.count === 0 ? null : (
          <span className="n">
            <Mark kind={waiting.worst} />
            {waiting.count}
            <span className="vh"> {t('waiting')}</span>
          </span>
        )}
      </Link>
    </li>
  )
}
