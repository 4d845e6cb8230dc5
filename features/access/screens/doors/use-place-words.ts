/** Where a piece is, in words: building, floor, and what was written. */
import type { WireLocation } from '@loge/features/places/wire'
import { useQuery } from '@tanstack/react-query'
import { buildingsQuery, floorsQuery } from '../residence/asked-in-panes.ts'

/** `undefined` when nobody said. */
export const usePlaceWords = (): ((location: WireLocation) => string | undefined) => {
  const { data: buildings = [] } = useQuery(buildingsQuery)
  const { data: floors = [] } = useQuery(floorsQuery)
  return ({ buildingId, floorId, area }) => {
    const said = [
      buildings.find(({ id }) => id === buildingId)?.name,
      floors.find(({ id }) => id === floorId)?.name,
      area ?? undefined,
    ].filter((part) => part !== undefined)
    return said.length === 0 ? undefined : said.join(', ')
  }
}
