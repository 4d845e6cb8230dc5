/** One edge: where it is, whether it is heard and since when, what it holds and what it has still to tell. */
import { Button, Notice, State, useMoments, useNow } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { type Edge, sitesQuery } from './queries.ts'

interface EdgeLineProps {
  readonly edge: Edge
  readonly onRevoke: (() => void) | undefined
  readonly busy: boolean
}

const MARKS = { connected: 'ok', alone: 'off', never_connected: 'wait', revoked: 'off' } as const

const PROBLEMS = ['disk_full', 'disk_failed', 'journal_full'] as const

export const EdgeLine = ({ edge, onRevoke, busy }: EdgeLineProps) => {
  const t = useTranslations('edges')
  const { when } = useMoments()
  const now = useNow(10_000)
  const { data: sites } = useQuery(sitesQuery)
  const [isAsking, setAsking] = useState(false)
  const { name } = edge
  const site = sites?.data.find(({ id }) => id === edge.siteId)?.name
  return (
    <li className="edge-line">
      <div className="list-row">
        <span>
          <b>{name}</b> {site === undefined ? null : <span className="soft">{site}</span>}
          <span className="note">
            <State kind={MARKS[edge.state]}>
              {t(`state.${edge.state}`, { time: when(Date.parse(edge.since), now) })}
            </State>
          </span>
        </span>
        {onRevoke === undefined || isAsking ? null : (
          <Button small aria-label={t('revoke', { name })} onClick={() => setAsking(true)}>
            {t('revokeShort')}
          </Button>
        )}
      </div>
      <Worries edge={edge} />
      <Facts edge={edge} />
      {isAsking && onRevoke !== undefined ? (
        <div className="stack" role="group" aria-label={t('revoke', { name })}>
          <Notice kind="att" announce="polite">
            {t('revokeSure', { name })}
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

/** What somebody should do something about. */
const Worries = ({ edge }: { readonly edge: Edge }) => {
  const t = useTranslations('edges')
  if (edge.state === 'revoked')
    return edge.withdrawnAt === null ? (
      <Notice kind="att">{t('unheard')}</Notice>
    ) : (
      <p className="note">{t('withdrawn')}</p>
    )
  const problem = PROBLEMS.find((code) => code === edge.journalProblem)
  return (
    <>
      {edge.journalProblem === null ? null : (
        <Notice kind="att">{t(`journal.${problem ?? 'disk_failed'}`)}</Notice>
      )}
      {edge.clockTrusted === false ? <Notice kind="att">{t('clock')}</Notice> : null}
    </>
  )
}

const Facts = ({ edge }: { readonly edge: Edge }) => {
  const t = useTranslations('edges')
  const { when } = useMoments()
  const now = useNow(10_000)
  const { heardAt, snapshotVersion, backlog, software } = edge
  const rows = [
    ['heard', heardAt === null ? t('never') : when(Date.parse(heardAt), now)],
    ['snapshot', snapshotVersion === null || snapshotVersion === 0 ? t('noneYet') : String(snapshotVersion)],
    ['backlog', backlog === null ? t('unknown') : t('events', { count: backlog })],
    // It names itself before its release: "loge-edge 0.1.0".
    ['software', software === null ? t('unknown') : (software.split(' ').at(-1) ?? software)],
  ] as const
  return (
    <dl className="kv edge-facts">
      {rows.map(([key, value]) => (
        <div key={key}>
          <dt>{t(`fact.${key}`)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
