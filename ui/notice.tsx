/** A sentence that must be seen, and what to do about it. */
import type { ReactNode } from 'react'
import { Mark, type MarkKind } from './mark.tsx'

interface NoticeProps {
  readonly kind?: 'plain' | 'att' | 'bad' | 'ok'
  /** Announced when it appears: `polite` waits for the reader, `urgent` does not. */
  readonly announce?: 'polite' | 'urgent'
  readonly act?: ReactNode
  readonly children: ReactNode
}

const MARK_OF = { plain: 'off', att: 'att', bad: 'bad', ok: 'ok' } as const satisfies Record<string, MarkKind>

export const Notice = ({ kind = 'plain', announce, act, children }: NoticeProps) => (
  <div
    className={kind === 'plain' ? 'notice' : `notice notice-${kind}`}
    role={announce === undefined ? undefined : announce === 'urgent' ? 'alert' : 'status'}
  >
    <Mark kind={MARK_OF[kind]} />
    <div>{children}</div>
    {act}
  </div>
)
