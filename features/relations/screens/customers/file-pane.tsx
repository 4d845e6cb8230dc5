/** One file: who they are at work, how it stands, what to do next, and when they were in touch. */
import { Loading, Pane, PaneSection, useMoments } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { FileActs } from './file-acts.tsx'
import { Met, ShowActs } from './show-acts.tsx'
import { WorkForm } from './work-form.tsx'
import { type File, fileQuery } from './queries.ts'
import type { Kind } from './search.ts'
import '../outside/outside.css'

interface PaneProps {
  readonly kind: Kind
  readonly id: string
  readonly mayConvert: boolean
}

export const FilePane = ({ kind, id, mayConvert }: PaneProps) => {
  const t = useTranslations('customers')
  const { data: one } = useQuery({ ...fileQuery(kind, id), throwOnError: true })
  return (
    <Pane
      label={t('file')}
      title={one?.personName ?? t('file')}
      aside={one?.company ?? undefined}
      close={
        <Link to="/customers" search={{ kind }}>
          {t('back')}
        </Link>
      }
      subject={id}
    >
      {one === undefined ? (
        <Loading label={t('file')} lines={6} />
      ) : (
        <>
          <Facts one={one} />
          {one.met === null ? null : <Met met={one.met} />}
          {one.met !== null && one.endedAt === null ? <ShowActs one={one} met={one.met} /> : null}
          {one.endedAt === null ? <FileActs one={one} mayConvert={mayConvert} /> : null}
          {one.endedAt === null ? <WorkForm key={one.version} one={one} /> : null}
          <Contacts one={one} />
        </>
      )}
    </Pane>
  )
}

const Facts = ({ one }: { readonly one: File }) => {
  const t = useTranslations('customers')
  const { date } = useMoments()
  const day = (at: string) => date(Date.parse(at))
  const standing =
    one.endedAt === null
      ? t(one.isActive ? 'active' : 'inactive', { day: day(one.activeOn), why: t(`why.${one.activeWhy}`) })
      : t('ended', { day: day(one.endedAt), why: t(`end_.${one.endedWhy ?? 'over'}`) })
  const facts = [
    [t('origin'), `${t(`from.${one.origin}`)}, ${day(one.openedAt)}`],
    [t('source'), one.source],
    [t('standing'), standing],
    ...(one.reviewBy === null ? [] : [[t('review'), t('reviewBy', { day: day(one.reviewBy) })]]),
    [t('offersFact'), t(one.hasObjected ? 'objected' : 'notObjected')],
    ...(['title', 'areaOfInterest', 'workEmail', 'workPhone', 'workAddress'] as const).flatMap((key) => {
      const value = one[key]
      return value === null ? [] : [[t(`field.${key}`), value]]
    }),
    ...one.companies.map(({ name, since, until }) => [
      t('field.company'),
      until === null ? t('since', { name, since }) : t('sinceUntil', { name, since, until }),
    ]),
  ]
  return (
    <dl className="facts">
      {facts.map(([label, value]) => (
        <div key={`${label} ${value}`}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

const Contacts = ({ one }: { readonly one: File }) => {
  const t = useTranslations('customers')
  const { date } = useMoments()
  return (
    <PaneSection title={t('contacts')}>
      {one.contacts.length === 0 ? <p className="soft">{t('noContacts')}</p> : null}
      <ul className="case-steps">
        {one.contacts.map(({ at, channel, direction }) => (
          <li key={`${at} ${channel} ${direction}`}>
            <span>
              {t(`channel_.${channel}`)}, {t(`direction_.${direction}`)}
            </span>
            <time className="note" dateTime={at}>
              {date(Date.parse(at))}
            </time>
          </li>
        ))}
      </ul>
    </PaneSection>
  )
}
