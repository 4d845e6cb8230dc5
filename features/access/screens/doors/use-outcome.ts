/** Waits for the one outcome of an order to a door. */
import { eventOf } from '@loge/features/events/screens'
import { useLiveEvents } from '@loge/ui'
import { useEffect, useState } from 'react'
import { type Outcome, outcomeOf } from './outcome.ts'

/** After the deadline an outcome may still be on its way for this long. */
const GRACE_MS = 3000

interface Asked {
  readonly commandId: string
  readonly deadline: number
}

/** Listens for what became of the order. An outcome may even arrive before the answer that named the order. */
export const useOutcome = () => {
  const [asked, setAsked] = useState<Asked | undefined>(undefined)
  const [outcomes, setOutcomes] = useState<ReadonlyMap<string, Outcome>>(new Map())
  const [silent, setSilent] = useState(false)
  useLiveEvents((message) => {
    const event = eventOf(message)
    const heard = event === undefined ? undefined : outcomeOf(event)
    if (heard !== undefined) setOutcomes((before) => new Map(before).set(heard.commandId, heard.outcome))
  })
  useEffect(() => {
    if (asked === undefined) return undefined
    const timer = setTimeout(() => setSilent(true), Math.max(asked.deadline - Date.now(), 0) + GRACE_MS)
    return () => clearTimeout(timer)
  }, [asked])
  const outcome: Outcome | undefined =
    asked === undefined
      ? undefined
      : (outcomes.get(asked.commandId) ?? (silent ? { is: 'silent' } : { is: 'asked' }))
  const waitFor = (next: Asked) => {
    setSilent(false)
    setAsked(next)
  }
  return { outcome, waitFor }
}
