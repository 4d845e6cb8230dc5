/** What things are called: ids in events and answers become the names on the doors. Supplied once by the app. */
import { createContext, type ReactNode, useContext } from 'react'

export type NameOf = (id: string | null | undefined) => string | undefined

const NamesContext = createContext<NameOf>(() => undefined)

export const NamesProvider = ({ nameOf, children }: { nameOf: NameOf; children: ReactNode }) => (
  <NamesContext value={nameOf}>{children}</NamesContext>
)

export const useNames = (): NameOf => useContext(NamesContext)

/** "Bâtiment A" is written A, on the plan as in a sentence. */
export const shortName = (name: string): string => name.split(/\s+/).at(-1) ?? name
