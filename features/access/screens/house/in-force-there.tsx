/** Whether the latest change of a site is known at each of its edges: asked is not yet in force. */
import { State, useMoments, useNow } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { edgesQuery } from '../edges/queries.ts'
import { placementsQuery } from '../residence/queries.ts'

const MARKS = { yes: 'ok', pending: 'wait', unknown: 'att', edge_revoked: 'att' } as const

export const InForceThere = ({ siteId }: { readonly siteId: string }) => {
  const t = useTranslations('house')
  const { when } = useMoments()
  const now = useNow(10_000)
  const { data: placements } = useQuery({ ...placementsQuery, throwOnError: false })
  const { data: edges } = useQuery({ ...edgesQuery, throwOnError: false })
  const own = placements?.filter((placement) => placement.siteId === siteId)
  if (own === undefined) return null
  if (own.length === 0) return <State kind="att">{t('noEdge')}</State>
  return (
    <ul className="house-edges">
      {own.map(({ edgeId, inForce, since }) => (
        <li key={edgeId}>
          <State kind={MARKS[inForce]}>
            {t(`inForce.${inForce}`, {
              edge: edges?.find(({ id }) => id === edgeId)?.name ?? t('edge'),
              when: when(Date.parse(since), now),
            })}
          </State>
        </li>
      ))}
    </ul>
  )
}
