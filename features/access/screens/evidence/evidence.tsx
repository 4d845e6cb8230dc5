/** What a decision rests on, in words: the right and who gave it why, the group, and which rule of the hours decided. */
import { useMoments, useNow, useWords } from '@loge/ui'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import type { Explanation } from '../residence/queries.ts'

type Given = Explanation['evidence']

/** The line of the rights that decided, or came closest. */
export interface EvidenceOf {
  readonly accessGrantId: string | null | undefined
  readonly accessProfileId: string | null | undefined
  /** `null`: at any hour. */
  readonly scheduleId: string | null | undefined
}

export interface EvidenceRow {
  readonly name: string
  readonly text: ReactNode
}

export const Rows = ({ rows }: { rows: readonly EvidenceRow[] }) => (
  <dl className="kv">
    {rows.map(({ name, text }) => (
      <div key={name}>
        <dt>{name}</dt>
        <dd>{text}</dd>
      </div>
    ))}
  </dl>
)

const useGrantor = () => {
  const t = useTranslations('evidence')
  const words = useWords()
  return ({ kind, role }: Given['grants'][number]['grantedBy']): string =>
    words(`role.${role ?? ''}`) ??
    (kind === 'apiKey' || kind === 'system' || kind === 'account' ? t(`by.${kind}`) : t('by.other'))
}

export const useHours = () => {
  const t = useTranslations('evidence')
  const words = useWords()
  const { until } = useMoments()
  const now = useNow(60_000)
  return ({ name, open, rule, holiday, nextChangeAt }: Given['schedules'][number]): string => {
    const by =
      rule === 'holiday'
        ? t('rule.holiday', { holiday: words(`holiday.${holiday ?? ''}`) ?? '…' })
        : t(`rule.${rule}`)
    const hours = t(open ? 'open' : 'closed', { schedule: name, rule: by })
    return nextChangeAt === null ? hours : `${hours}, ${until(Date.parse(nextChangeAt), now)}`
  }
}

/** The rows of one line of the rights; those it names nothing for are left out. */
export const useEvidenceRows = () => {
  const t = useTranslations('evidence')
  const { when, on } = useMoments()
  const now = useNow(60_000)
  const grantor = useGrantor()
  const hours = useHours()
  return (evidence: Given, of: EvidenceOf): readonly EvidenceRow[] => {
    const grant = evidence.grants.find(({ id }) => id === of.accessGrantId)
    const profileId = of.accessProfileId ?? grant?.accessProfileId
    const profile = evidence.profiles.find(({ id }) => id === profileId)
    const schedule = evidence.schedules.find(({ id }) => id === of.scheduleId)
    const rows: EvidenceRow[] = []
    if (grant !== undefined) {
      const given = t('given', {
        reason: grant.reason,
        on: on(Date.parse(grant.grantedAt), now),
        who: grantor(grant.grantedBy),
      })
      const until = grant.validUntil === null ? t('noEnd') : when(Date.parse(grant.validUntil), now)
      rows.push(
        { name: t('grant'), text: grant.to === 'person' ? given : `${given}, ${t('toResidents')}` },
        { name: t('valid'), text: `${when(Date.parse(grant.validFrom), now)} – ${until}` },
      )
    }
    if (profile !== undefined) rows.push({ name: t('profile'), text: profile.name })
    if (schedule !== undefined) rows.push({ name: t('hours'), text: hours(schedule) })
    else if (of.scheduleId === null) rows.push({ name: t('hours'), text: t('anyTime') })
    return rows
  }
}

/** Which version of the rights the doors decided by, and since when. */
export const useVersionWords = () => {
  const t = useTranslations('evidence')
  const { when } = useMoments()
  const now = useNow(60_000)
  return ({ version, since, edgeRevokedAt }: Explanation['inForce']): string => {
    if (edgeRevokedAt !== null) return t('versionRevoked', { time: when(Date.parse(edgeRevokedAt), now) })
    if (version === null || since === null) return t('versionUnknown')
    return t('versionSince', { version: String(version), time: when(Date.parse(since), now) })
  }
}
