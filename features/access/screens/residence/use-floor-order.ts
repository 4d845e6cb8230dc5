/** On which level each entrance is, for lists that go from below to above. */
import { useQuery } from '@tanstack/react-query'
import { floorsQuery } from './asked-in-panes.ts'
import { inFloorOrder } from './floor-order.ts'
import { entrancesQuery } from './queries.ts'

const quiet = { throwOnError: false } as const

export const useFloorOrder = () => {
  const { data: entrances } = useQuery({ ...entrancesQuery, ...quiet })
  const { data: floors } = useQuery({ ...floorsQuery, ...quiet })
  const levels = new Map(floors?.map(({ id, level }) => [id, level]))
  const levelOf = (id: string): number | undefined =>
    levels.get(entrances?.find((one) => one.id === id)?.location?.floorId ?? '')
  return <Entrance extends { readonly id: string; readonly name: string }>(given: readonly Entrance[]) =>
    inFloorOrder(given, levelOf)
}
