/** Gives every page the names of what it shows, and the rail what waits for a person. */
import {
  aloneTogether,
  devicesQuery,
  entrancesQuery,
  needsPerson,
  useResidence,
  useResidenceUpdates,
} from '@loge/features/access/screens'
import { accountsQuery, meQuery } from '@loge/features/accounts/screens'
import { NamesProvider } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import { type ReactNode, useMemo } from 'react'
import { useMay } from './use-may.ts'
import { NOTHING_WAITING, type Waiting } from './waiting.ts'

interface House {
  readonly today: Waiting
  readonly doors: Waiting
  /** Since when nothing comes from the doors. */
  readonly aloneSince: number | undefined
}

interface InhabitedProps {
  /** Whether the house may be asked about at all. */
  readonly isWhole: boolean
  readonly children: (house: House) => ReactNode
}

interface Conditioned {
  readonly condition: string
}

const countOf = (things: readonly Conditioned[]): Waiting => ({
  count: things.length,
  worst: things.some((thing) => thing.condition === 'bad') ? 'bad' : 'att',
})

const NOTHING: House = { today: NOTHING_WAITING, doors: NOTHING_WAITING, aloneSince: undefined }

export const Inhabited = ({ isWhole, children }: InhabitedProps) =>
  isWhole ? <WholeHouse>{children}</WholeHouse> : children(NOTHING)

/** Oneself, and on the log whoever else works here, for who sees who signs in: a passage stays folded all the same. */
const useColleagues = (): ReadonlyMap<string, string> => {
  const { data: me } = useQuery(meQuery)
  const may = useMay()
  const isLog = useLocation({ select: ({ pathname }) => pathname === '/events' })
  const { data: accounts } = useQuery({
    ...accountsQuery(undefined),
    throwOnError: false,
    enabled: isLog && may('accounts.read'),
  })
  return useMemo(() => {
    const all = [...(accounts?.data ?? []), ...(me?.account === null || me === undefined ? [] : [me.account])]
    return new Map(all.map(({ id, personName }) => [id, personName]))
  }, [accounts, me])
}

const WholeHouse = ({ children }: Omit<InhabitedProps, 'isWhole'>) => {
  useResidenceUpdates()
  const residence = useResidence({ throws: false })
  const { data: entrances } = useQuery(entrancesQuery)
  const { data: devices } = useQuery(devicesQuery)
  const colleagues = useColleagues()
  const nameOf = useMemo(() => {
    const names = new Map(colleagues)
    for (const one of [...(devices ?? []), ...(entrances ?? [])]) names.set(one.id, one.name)
    return (id: string | null | undefined) => (id === null || id === undefined ? undefined : names.get(id))
  }, [entrances, devices, colleagues])
  const house =
    residence === undefined
      ? NOTHING
      : {
          today: countOf(residence.needs),
          doors: countOf([...residence.entrances, ...residence.others].filter(needsPerson)),
          aloneSince: aloneTogether(residence.entrances),
        }
  return <NamesProvider nameOf={nameOf}>{children(house)}</NamesProvider>
}
