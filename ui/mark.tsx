/** The six state marks. A mark never stands without its word. */
import type { ReactNode } from 'react'

/** In order, needs attention, danger, silent or off, on its way, no. */
export type MarkKind = 'ok' | 'att' | 'bad' | 'off' | 'wait' | 'no'

export const Mark = ({ kind }: { kind: MarkKind }) => <span className={`mk mk-${kind}`} aria-hidden="true" />

export const State = ({ kind, children }: { kind: MarkKind; children: ReactNode }) => (
  <span className={`st st-${kind}`}>
    <Mark kind={kind} />
    <span>{children}</span>
  </span>
)
