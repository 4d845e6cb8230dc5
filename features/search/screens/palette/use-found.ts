/** What the house finds for what is typed: asked once the fingers rest, and answers to older letters are dropped. */
import { api } from '@loge/http/client'
import type { WireAnswer } from '@loge/http/contract'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { searchRoutes } from '../../wire.ts'

type Route = (typeof searchRoutes)['search']
export type Found = WireAnswer<Route>

const REST_MS = 120

const useRested = (typed: string): string => {
  const [rested, setRested] = useState(typed)
  useEffect(() => {
    const timer = setTimeout(() => setRested(typed), REST_MS)
    return () => clearTimeout(timer)
  }, [typed])
  return rested
}

export interface Asked {
  readonly found: Found | undefined
  readonly isLooking: boolean
  readonly error: Error | null
}

export const useFound = (typed: string): Asked => {
  const q = useRested(typed.trim())
  const isAsked = q !== ''
  const { data, error, isFetching } = useQuery({
    queryKey: ['search', q],
    queryFn: ({ signal }) => api.call<Route>('POST', '/search', { body: { q }, signal }),
    enabled: isAsked,
    placeholderData: keepPreviousData,
    retry: false,
    // Names that were looked for are forgotten with the palette.
    gcTime: 0,
    staleTime: 0,
  })
  return {
    found: isAsked && typed.trim() !== '' ? data : undefined,
    isLooking: typed.trim() !== '' && (isFetching || q !== typed.trim()),
    error: isAsked ? error : null,
  }
}
