/** One API key: its name, what it may do and over what, how lately it was used, until when; and the way to revoke it. */
import { Button, Notice, useMoments, useNow } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { type Role, sitesQuery } from '../roles/queries.ts'
import { useRoleName } from '../roles/use-role-name.ts'
import type { ApiKey } from './queries.ts'

interface KeyLineProps {
  readonly apiKey: ApiKey
  readonly role: Role | undefined
  readonly onRevoke: (() => void) | undefined
  readonly busy: boolean
}

export const KeyLine = ({ apiKey, role, onRevoke, busy }: KeyLineProps) => {
  const t = useTranslations('keys')
  const nameOf = useRoleName()
  const { when, date } = useMoments()
  const now = useNow(60_000)
  const { data: sites } = useQuery(sitesQuery)
  const [isAsking, setAsking] = useState(false)
  const { label, scope, createdAt, lastUsedAt } = apiKey
  const over =
    scope.kind === 'site'
      ? (sites?.data.find(({ id }) => id === scope.siteId)?.name ?? t('scope.site'))
      : t(`scope.${scope.kind}`)
  const used = lastUsedAt === null ? t('neverUsed') : t('used', { time: when(Date.parse(lastUsedAt), now) })
  return (
    <li className="key-line">
      <div className="list-row">
        <span>
          <b>{label}</b>
          <span className="note">
            {role === undefined ? t('unknownRole') : nameOf(role)}, {over}
          </span>
          <span className="note">
            {t('made', { day: date(Date.parse(createdAt)) })}, {used}, {useEnd(apiKey, now)}
          </span>
        </span>
        {onRevoke === undefined || isAsking ? null : (
          <Button small aria-label={t('revoke', { label })} onClick={() => setAsking(true)}>
            {t('revokeShort')}
          </Button>
        )}
      </div>
      {isAsking && onRevoke !== undefined ? (
        <div className="stack" role="group" aria-label={t('revoke', { label })}>
          <Notice kind="att" announce="polite">
            {t('revokeSure', { label })}
          </Notice>
          <div className="row">
            <Button kind="danger" busy={busy} onClick={onRevoke}>
              {t('revokeYes')}
            </Button>
            <Button kind="text" onClick={() => setAsking(false)}>
              {t('revokeNo')}
            </Button>
          </div>
        </div>
      ) : null}
    </li>
  )
}

const useEnd = ({ revokedAt, expiresAt }: ApiKey, now: number): string => {
  const t = useTranslations('keys')
  const { date } = useMoments()
  if (revokedAt !== null) return t('revoked', { day: date(Date.parse(revokedAt)) })
  if (expiresAt === null) return t('endless')
  const end = Date.parse(expiresAt)
  // It ends as the next day begins, so a moment before is in the last day.
  return end > now ? t('until', { day: date(end - 1) }) : t('expired', { day: date(end - 1) })
}
