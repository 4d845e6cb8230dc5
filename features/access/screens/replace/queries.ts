/** What replacing equipment asks the server. */
import { api } from '@loge/http/client'
import type { WireAnswer, WireBody } from '@loge/http/contract'
import { queryOptions, useQueryClient } from '@tanstack/react-query'
import type { replaceRoutes } from '../../wire.ts'

type Replacing = typeof replaceRoutes

export type Service = WireAnswer<Replacing['readService']>
export type Replacement = Service['replacements'][number]

export const serviceQuery = (id: string) =>
  queryOptions({
    queryKey: ['devices', id, 'service'],
    queryFn: ({ signal }) =>
      api.call<Replacing['readService']>('GET', '/devices/{id}/service', { params: { id }, signal }),
  })

export const replaceDevice = (id: string, body: WireBody<Replacing['replaceDevice']>) =>
  api.call<Replacing['replaceDevice']>('POST', '/devices/{id}/replacement', { params: { id }, body })

export const undoReplacement = (id: string) =>
  api.call<Replacing['undoReplacement']>('POST', '/replacements/{id}/undo', { params: { id } })

/** What moved is asked for anew. */
export const useMoved = () => {
  const queries = useQueryClient()
  return () =>
    Promise.all(
      [['devices'], ['entrances'], ['door-rules']].map((queryKey) => queries.invalidateQueries({ queryKey })),
    )
}
