/** Gives every page the names of what it shows, and the rail what waits for a person. */
import type { ReactNode } from 'react'
import { NOTHING_WAITING, type Waiting } from './waiting.ts'

interface InhabitedProps {
  readonly children: (waiting: { readonly today: Waiting; readonly doors: Waiting }) => ReactNode
}

export const Inhabited = ({ children }: InhabitedProps) =>
  children({ today: NOTHING_WAITING, doors: NOTHING_WAITING })
