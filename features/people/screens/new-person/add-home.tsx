/** A home entered by hand: its building, which is made if there is none of that name, and what it is called. */
import { Button, Notice, Select, TextField, useProblemText } from '@loge/ui'
import { api } from '@loge/http/client'
import type { buildingRoutes, siteRoutes, unitRoutes } from '@loge/features/places/wire'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useId, useState } from 'react'
import { useTranslations } from 'use-intl'
import { buildingsQuery } from '../residents/queries.ts'

/** Asked under its own name: the shell knows the same sites, and is not imported from here. */
const sitesQuery = {
  queryKey: ['sites'],
  queryFn: ({ signal }: { readonly signal: AbortSignal }) =>
    api.call<(typeof siteRoutes)['list']>('GET', '/sites', { query: {}, signal }),
  staleTime: 10 * 60_000,
}

interface NewHome {
  readonly siteId: string
  readonly building: string
  readonly home: string
}

/** Names are compared as people write them. */
const isNamed = (name: string, other: string): boolean =>
  name.localeCompare(other, undefined, { sensitivity: 'base' }) === 0

const useHomeAdded = (onAdded: () => void) => {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async ({ siteId, building, home }: NewHome) => {
      const known = await queries.fetchQuery({ ...buildingsQuery, staleTime: 0 })
      const found = known.find((one) => one.siteId === siteId && isNamed(one.name, building))
      const { id: buildingId } =
        found ??
        (await api.call<(typeof buildingRoutes)['create']>('POST', '/buildings', {
          body: { siteId, name: building },
        }))
      return api.call<(typeof unitRoutes)['create']>('POST', '/units', { body: { buildingId, name: home } })
    },
    // Before the homes are asked for again: whoever showed this for want of one keeps it.
    onSuccess: onAdded,
    onSettled: () =>
      Promise.all([['units'], ['buildings']].map((queryKey) => queries.invalidateQueries({ queryKey }))),
  })
}

interface AddHomeProps {
  readonly close: ReactNode
  readonly onAdded: () => void
}

export const AddHome = ({ close, onAdded }: AddHomeProps) => {
  const t = useTranslations('newPerson')
  const problem = useProblemText()
  const listId = useId()
  const { data: sites } = useQuery(sitesQuery)
  const { data: buildings = [] } = useQuery(buildingsQuery)
  const [chosen, setSite] = useState('')
  const [building, setBuilding] = useState('')
  const [home, setHome] = useState('')
  const [tried, setTried] = useState(false)
  const add = useHomeAdded(onAdded)
  const siteId = chosen === '' ? (sites?.data[0]?.id ?? '') : chosen
  const missing = (text: string) => (tried && text.trim() === '' ? t('addHome.missing') : undefined)
  return (
    <form
      className="new-person add-home"
      aria-label={t('addHome.title')}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (siteId === '' || building.trim() === '' || home.trim() === '') return
        add.mutate(
          { siteId, building: building.trim(), home: home.trim() },
          {
            onSuccess: () => {
              setHome('')
              setTried(false)
            },
          },
        )
      }}
    >
      <h2>{t('addHome.title')}</h2>
      {sites === undefined || sites.data.length < 2 ? null : (
        <Select
          label={t('addHome.site')}
          value={siteId}
          options={sites.data.map(({ id, name }) => ({ value: id as string, label: name }))}
          onChange={setSite}
        />
      )}
      <TextField
        label={t('addHome.building')}
        hint={t('addHome.buildingHint')}
        list={listId}
        autoComplete="off"
        maxLength={120}
        value={building}
        onChange={setBuilding}
        error={missing(building)}
      />
      <datalist id={listId}>
        {buildings
          .filter((one) => one.siteId === siteId)
          .map(({ id, name }) => (
            <option key={id} value={name} />
          ))}
      </datalist>
      <TextField
        label={t('addHome.home')}
        hint={t('addHome.homeHint')}
        autoComplete="off"
        maxLength={120}
        value={home}
        onChange={setHome}
        error={missing(home)}
      />
      <div aria-live="polite">
        {add.error === null ? null : <Notice kind="att">{problem(add.error)}</Notice>}
        {add.data === undefined || add.isPending ? null : (
          <Notice kind="ok">{t('addHome.added', { home: add.data.name })}</Notice>
        )}
      </div>
      <div className="row">
        <Button type="submit" busy={add.isPending}>
          {t('addHome.add')}
        </Button>
        {close}
      </div>
    </form>
  )
}
