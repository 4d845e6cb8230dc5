/** Entrances and equipment by name, for lists that are narrowed by them. */
import { useQuery } from '@tanstack/react-query'
import { useFloorOrder } from './use-floor-order.ts'
import { devicesQuery, entrancesQuery } from './queries.ts'

interface Place {
  readonly id: string
  readonly name: string
}

const byName = (known: readonly Place[] | undefined): readonly Place[] =>
  [...(known ?? [])].sort((one, other) => one.name.localeCompare(other.name, undefined, { numeric: true }))

/** Empty where they may not be seen. */
export const usePlaces = (): { readonly entrances: readonly Place[]; readonly devices: readonly Place[] } => {
  const { data: entrances } = useQuery(entrancesQuery)
  const { data: devices } = useQuery(devicesQuery)
  const inOrder = useFloorOrder()
  return { entrances: inOrder(byName(entrances)), devices: byName(devices) }
}
