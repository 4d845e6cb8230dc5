/** The letter to one person: read, printed, and noted as posted where it could not be sent by mail. */
import { Button, Fold, Loading, printSheet, State } from '@loge/ui'
import { useQuery, type UseQueryOptions } from '@tanstack/react-query'
import type { ReactNode } from 'react'

type LetterState = 'not_told' | 'waiting' | 'to_post' | 'sent' | 'failed' | 'given_up'

const MARKS = {
  not_told: 'wait',
  waiting: 'wait',
  to_post: 'att',
  sent: 'ok',
  failed: 'bad',
  given_up: 'bad',
} as const satisfies Record<LetterState, string>

const HELD: ReadonlySet<LetterState> = new Set(['to_post', 'failed', 'given_up'])

interface Letter {
  readonly name: string
  readonly address: string
  readonly subject: string
  readonly body: string
}

export const LetterState = ({ state, children }: { readonly state: LetterState; children: ReactNode }) => (
  <State kind={MARKS[state]}>{children}</State>
)

interface LetterToProps {
  readonly id: string
  readonly state: LetterState
  readonly letter: UseQueryOptions<Letter, Error, Letter, string[]>
  readonly words: Readonly<Record<'read' | 'print' | 'posted', string>>
  readonly posted: { readonly isPending: boolean; readonly mutate: () => void }
}

export const LetterTo = ({ id, state, letter, words, posted }: LetterToProps) =>
  state === 'not_told' ? null : (
    <Fold summary={words.read}>
      <Sheet id={`letter-${id}`} letter={letter} loading={words.read} />
      <div className="row">
        <Button small onClick={() => printSheet(`letter-${id}`)}>
          {words.print}
        </Button>
        {HELD.has(state) ? (
          <Button small busy={posted.isPending} onClick={() => posted.mutate()}>
            {words.posted}
          </Button>
        ) : null}
      </div>
    </Fold>
  )

interface SheetProps extends Pick<LetterToProps, 'id' | 'letter'> {
  readonly loading: string
}

const Sheet = ({ id, letter, loading }: SheetProps) => {
  const { data } = useQuery(letter)
  if (data === undefined) return <Loading label={loading} lines={4} />
  return (
    <article id={id} className="sheet">
      <p className="to">
        {data.name}
        {'\n'}
        {data.address}
      </p>
      <h4>{data.subject}</h4>
      <p>{data.body}</p>
    </article>
  )
}
