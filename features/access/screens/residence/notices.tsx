/** Above what is shown of the residence: what this page could not learn, in words, before anybody trusts a green mark. */
import { Button, Notice, useMoments } from '@loge/ui'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { alarmsKey, devicesQuery, entrancesQuery, placementsQuery } from './queries.ts'
import type { Unseen } from './unseen.ts'
import type { Residence } from './use-residence.ts'

const KEYS = {
  entrances: entrancesQuery.queryKey,
  equipment: devicesQuery.queryKey,
  rights: placementsQuery.queryKey,
  alarms: alarmsKey,
} as const satisfies Record<Unseen['what'], readonly string[]>

export const UnseenNotices = ({ unseen }: Pick<Residence, 'unseen'>) => {
  const forbidden = unseen.filter(({ why }) => why === 'forbidden')
  const failed = unseen.filter(({ why }) => why === 'failed')
  return (
    <>
      {failed.length === 0 ? null : <Failed unseen={failed} />}
      {forbidden.length === 0 ? null : <Forbidden unseen={forbidden} />}
    </>
  )
}

const Failed = ({ unseen }: Pick<Residence, 'unseen'>) => {
  const t = useTranslations('unseen')
  const queries = useQueryClient()
  const retry = () => {
    for (const { what } of unseen) void queries.invalidateQueries({ queryKey: KEYS[what] })
  }
  return (
    <div className="above">
      <Notice
        kind="att"
        announce="polite"
        act={
          <Button small onClick={retry}>
            {t('retry')}
          </Button>
        }
      >
        {unseen.map(({ what }) => t(`failed.${what}`)).join(' ')} {t('meanwhile')}
      </Notice>
    </div>
  )
}

const Forbidden = ({ unseen }: Pick<Residence, 'unseen'>) => {
  const t = useTranslations('unseen')
  return (
    <div className="above">
      <Notice>
        {unseen.map(({ what }) => t(`forbidden.${what}`)).join(' ')} {t('askLodge')}
      </Notice>
    </div>
  )
}

/** The building decides and is not heard: what is shown is of that moment. */
export const AloneNotice = ({ entrances }: Pick<Residence, 'entrances'>) => {
  const t = useTranslations('doors')
  const { second } = useMoments()
  const alone = entrances.flatMap(({ aloneSince }) => aloneSince ?? [])
  if (alone.length === 0) return null
  const isRevoked = entrances.some(({ entrance }) => entrance.placement?.inForce === 'edge_revoked')
  return (
    <div className="above">
      <Notice announce="polite">
        <b>{t(isRevoked ? 'revokedTitle' : 'aloneTitle', { time: second(Math.min(...alone)) })}</b>{' '}
        {t(isRevoked ? 'revokedText' : 'aloneText', { count: alone.length })}
      </Notice>
    </div>
  )
}
