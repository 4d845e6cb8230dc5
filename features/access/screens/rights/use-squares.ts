/** Choosing a square and leaving it: what opens is brought into view with the focus, which goes back to the square. */
import { bringIntoView } from '@loge/ui'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { gridQuery } from './queries.ts'
import type { RightsSearch } from './search.ts'

export type Squares = ReturnType<typeof useSquares>

export const useSquares = (siteId: string, search: RightsSearch) => {
  const navigate = useNavigate()
  const queries = useQueryClient()
  const heading = useRef<HTMLHeadingElement>(null)
  const table = useRef<HTMLDivElement>(null)
  /** The square that was pressed, until it is open. */
  const pressed = useRef<string>(undefined)
  const go = (next: RightsSearch) => void navigate({ to: '/access', search: next, resetScroll: false })
  const choose = (group: string, entrance: string) => {
    if (group === search.group && entrance === search.entrance && heading.current !== null)
      return bringIntoView(heading.current)
    pressed.current = `${group} ${entrance}`
    go({ ...search, group, entrance })
  }
  useEffect(() => {
    if (heading.current === null || pressed.current !== `${search.group} ${search.entrance}`) return
    pressed.current = undefined
    bringIntoView(heading.current)
  })
  return {
    heading,
    table,
    choose,
    close: () => {
      table.current?.querySelector<HTMLElement>('[aria-pressed="true"]')?.focus()
      const { group: _group, ...rest } = search
      go(rest)
    },
    /** A group that was just made: its squares and its people are next. */
    openGroup: (name: string) => {
      const grid = queries.getQueryData(gridQuery(siteId, undefined).queryKey)
      const group = grid?.profiles.find((profile) => profile.name === name)
      const entrance = search.entrance ?? grid?.entrances[0]?.id
      if (group !== undefined && entrance !== undefined) choose(group.id, entrance)
    },
  }
}
