/** Said while somebody is entered: who of this name is here already, and whose the chosen home is. Nothing is prevented. */
import { api } from '@loge/http/client'
import { searchForm } from '@loge/kernel'
import { Notice, useMoments } from '@loge/ui'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useDeferredValue } from 'react'
import { useTranslations } from 'use-intl'
import type { peopleRoutes, tenancyRoutes } from '../../wire.ts'
import { type PersonLine, type Tenancy, tenanciesQuery, unitsQuery } from '../residents/queries.ts'
import type { Draft } from './draft.ts'
import { heldBy } from './held-by.ts'

const MOST = { limit: 50 } as const

const namesakesQuery = (givenName: string, familyName: string) =>
  queryOptions({
    queryKey: ['people', 'of this name', searchForm(`${familyName} ${givenName}`)],
    queryFn: async ({ signal }): Promise<readonly PersonLine[]> => {
      const body = { ...MOST, q: familyName }
      const { data } = await api.call<(typeof peopleRoutes)['search']>('POST', '/people/search', {
        body,
        signal,
      })
      const wanted = searchForm(`${familyName} ${givenName}`)
      return data.filter((one) => searchForm(`${one.familyName} ${one.givenName}`) === wanted)
    },
  })

export const Namesakes = ({ draft }: { readonly draft: Draft }) => {
  const t = useTranslations('newPerson')
  const givenName = useDeferredValue(draft.givenName.trim())
  const familyName = useDeferredValue(draft.familyName.trim())
  const { data: namesakes = [] } = useQuery({
    ...namesakesQuery(givenName, familyName),
    enabled: givenName !== '' && familyName !== '',
    throwOnError: false,
  })
  const { data: tenancies = [] } = useQuery({ ...tenanciesQuery, enabled: namesakes.length > 0 })
  const { data: units = [] } = useQuery(unitsQuery)
  if (namesakes.length === 0) return null
  const homeOf = (id: string): string | undefined => {
    const stay = tenancies.filter(({ personId }) => personId === id).at(-1)
    return units.find((unit) => unit.id === stay?.unitId)?.name
  }
  return (
    <Notice kind="att" announce="polite">
      <p>{t('sameName', { count: namesakes.length })}</p>
      {namesakes.map((one) => (
        <p key={one.id}>
          <Link to="/residents/$id" params={{ id: one.id }}>
            {[`${one.givenName} ${one.familyName}`, homeOf(one.id)].filter(Boolean).join(' · ')}
          </Link>
        </p>
      ))}
    </Notice>
  )
}

const staysQuery = (unitId: string) =>
  queryOptions({
    queryKey: ['tenancies', 'of home', unitId],
    queryFn: async ({ signal }) => {
      const query = { ...MOST, unitId }
      const [people, stays] = await Promise.all([
        api.call<(typeof peopleRoutes)['list']>('GET', '/people', { query, signal }),
        api.call<(typeof tenancyRoutes)['list']>('GET', '/tenancies', { query, signal }),
      ])
      return { people: people.data, stays: stays.data satisfies readonly Tenancy[] }
    },
  })

/** Two may hold a home together; that somebody holds it already is said, so that it is meant. */
export const HomeHeld = ({ draft }: { readonly draft: Draft }) => {
  const t = useTranslations('newPerson')
  const { date } = useMoments()
  const { data } = useQuery({
    ...staysQuery(draft.unitId),
    enabled: draft.unitId !== '' && draft.role === 'holder',
    throwOnError: false,
  })
  const { data: units = [] } = useQuery(unitsQuery)
  const held = data === undefined || draft.role !== 'holder' ? [] : heldBy(data, draft.on)
  if (held.length === 0) return null
  const home = units.find(({ id }) => id === draft.unitId)?.name ?? ''
  return (
    <Notice kind="att" announce="polite">
      {held.map(({ name, until }) => (
        <p key={name}>
          {until === null ? t('held', { home, name }) : t('heldUntil', { home, name, date: date(until - 1) })}
        </p>
      ))}
      <p>{t('heldWhatNow')}</p>
    </Notice>
  )
}
