/** Moves of one person: what is planned with its checklist, undone until the day, and a new one. */
import { type Person, unitsQuery } from '@loge/features/people/screens'
import { Button, Mark, Notice, Section, useMoments, useNow, useProblemText } from '@loge/ui'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { MoveForm } from './move-form.tsx'
import { MoveLetter } from './move-letter.tsx'
import { MoveRights } from './move-rights.tsx'
import { type Move, movesOfQuery, tickMoveStep, undoMove } from './queries.ts'
import { useMay } from './use-may.ts'
import { useMovesChanged } from './use-moves-changed.ts'
import { useHomes } from './use-stay.ts'

/** Its day has not come: it can still be undone. */
const isAhead = ({ state, happensAt }: Move, now: number): boolean =>
  state === 'planned' && Date.parse(happensAt) > now

/** Its day has come and somebody has still to do something for it. */
const isUnfinished = ({ state, steps }: Move): boolean =>
  state !== 'undone' && steps.some(({ by, done }) => by === 'staff' && !done)

export const Moves = ({ person }: { person: Person }) => {
  const t = useTranslations('resident')
  const may = useMay('people.manage')
  const { data: moves = [] } = useQuery(movesOfQuery(person.id))
  const homes = useHomes(person.id)
  const now = useNow(60_000)
  const [asked, setAsked] = useState<Move['kind'] | undefined>(undefined)
  const planned = moves.filter((move) => isAhead(move, now))
  const recent = moves.filter((move) => !isAhead(move, now) && isUnfinished(move)).at(-1)
  // Somebody leaves only a home that no planned move ends already.
  const leavable = (homes ?? []).filter(
    ({ is, tenancyId }) => is !== 'past' && !planned.some(({ fromTenancyId }) => fromTenancyId === tenancyId),
  )
  if (homes === undefined || (!may && planned.length === 0)) return null
  return (
    <Section title={t('moves')}>
      {planned.length === 0 && recent === undefined ? <p className="fact">{t('movesNone')}</p> : null}
      {[...planned, ...(recent === undefined ? [] : [recent])].map((move) => (
        <PlannedMove key={move.id} move={move} person={person} may={may} now={now} />
      ))}
      {!may ? null : asked === undefined ? (
        <div className="row carried-acts">
          <Button small onClick={() => setAsked('in')}>
            {t('move.in')}
          </Button>
          {leavable.length === 0 ? null : (
            <>
              <Button small onClick={() => setAsked('transfer')}>
                {t('move.transfer')}
              </Button>
              <Button small onClick={() => setAsked('out')}>
                {t('move.out')}
              </Button>
            </>
          )}
        </div>
      ) : (
        <MoveForm kind={asked} person={person} homes={leavable} close={() => setAsked(undefined)} />
      )}
    </Section>
  )
}

interface PlannedMoveProps {
  readonly move: Move
  readonly person: Person
  readonly may: boolean
  readonly now: number
}

const PlannedMove = ({ move, person, may, now }: PlannedMoveProps) => {
  const isPlanned = isAhead(move, now)
  const t = useTranslations('resident')
  const problem = useProblemText()
  const { date } = useMoments()
  const changed = useMovesChanged()
  const { data: units = [] } = useQuery(unitsQuery)
  const undo = useMutation({ mutationFn: () => undoMove(move.id), onSuccess: changed })
  const tick = useMutation({
    mutationFn: (step: Parameters<typeof tickMoveStep>[1]) => tickMoveStep(move.id, step),
    onSuccess: changed,
  })
  const nameOf = (id: string | null) => units.find((unit) => unit.id === id)?.name ?? '…'
  const between = { from: nameOf(move.fromUnitId), to: nameOf(move.toUnitId) }
  const error = undo.error ?? tick.error
  return (
    <div className="boxed">
      <p>
        <b>
          {t(`moveIs.${move.kind}`, {
            // The day is a civil one, so that it is said as it was chosen, wherever one reads it.
            date: date(Date.parse(`${move.on}T12:00:00Z`)),
            ...between,
          })}
        </b>
      </p>
      <ul className="checklist">
        {move.steps.map(({ key, by, done }) => (
          <li key={key}>
            {by === 'system' || !may ? (
              <span className="opt">
                <Mark kind={done ? 'ok' : 'wait'} />
                <span>
                  {t(`step.${key}`)}
                  {by === 'system' && !done ? <span className="note"> {t('byItself')}</span> : null}
                </span>
              </span>
            ) : (
              <label className="opt">
                <input
                  type="checkbox"
                  checked={done}
                  onChange={(event) => tick.mutate({ key, done: event.target.checked })}
                />
                <span>
                  {t(`step.${key}`)}
                  {!done && (key === 'badge' || key === 'badgeBack') ? (
                    <span className="note"> {t(`stepTicks.${key}`)}</span>
                  ) : null}
                </span>
              </label>
            )}
          </li>
        ))}
      </ul>
      {move.kind === 'out' ? <MoveRights move={move} isPlanned={isPlanned} now={now} /> : null}
      {!may || !isPlanned ? null : <MoveLetter move={move} person={person} homes={between} />}
      {error === null ? null : <Notice kind="att">{problem(error)}</Notice>}
      {!may || !isPlanned ? null : (
        <div className="row">
          <Button small busy={undo.isPending} onClick={() => undo.mutate()}>
            {t('undoMove')}
          </Button>
          <span className="note">{t('undoUntil')}</span>
        </div>
      )}
    </div>
  )
}
