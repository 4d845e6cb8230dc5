/** Rights given to the person and not by the home: leaving does not end them, so what becomes of each is decided here. */
import { Button, Mark, Notice, useMoments, useProblemText } from '@loge/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { profilesQuery } from '../residence/asked-in-panes.ts'
import { endOwnRight, type Grant, isOver, type Move, ownGrantsQuery, undoChange } from './queries.ts'
import { useMay } from './use-may.ts'

interface MoveRightsProps {
  readonly move: Move
  /** Its day has not come. */
  readonly isPlanned: boolean
  readonly now: number
}

export const MoveRights = ({ move, isPlanned, now }: MoveRightsProps) => {
  const t = useTranslations('resident')
  const problem = useProblemText()
  const queries = useQueryClient()
  const may = useMay('access.manage')
  const { data: grants } = useQuery(ownGrantsQuery(move.personId))
  const { data: profiles = [] } = useQuery(profilesQuery)
  const [ended, setEnded] = useState<string | undefined>(undefined)
  const asked = () => queries.invalidateQueries({ queryKey: ['people', move.personId] })
  const end = useMutation({
    mutationFn: (grant: Grant) => endOwnRight(grant, move.happensAt, t('endsBecause')),
    onSuccess: async ({ id }) => {
      await asked()
      setEnded(id)
    },
  })
  const undo = useMutation({
    mutationFn: undoChange,
    onSuccess: async () => {
      await asked()
      setEnded(undefined)
    },
  })
  if (grants === undefined) return null
  const own = grants.filter((grant) => !isOver(grant, now))
  const error = end.error ?? undo.error
  return (
    <>
      <h3 className="label">{t('ownRights')}</h3>
      {own.length === 0 ? <p className="fact">{t('ownRightsNone')}</p> : null}
      <ul className="checklist own-rights">
        {own.map((grant) => (
          <li key={grant.id}>
            <OwnRight
              grant={grant}
              group={profiles.find(({ id }) => id === grant.accessProfileId)?.name ?? '…'}
              happensAt={move.happensAt}
              end={may && isPlanned ? () => end.mutate(grant) : undefined}
              isBusy={end.isPending}
            />
          </li>
        ))}
      </ul>
      <div aria-live="polite">
        {error === null ? null : <Notice kind="att">{problem(error)}</Notice>}
        {ended === undefined ? null : (
          <Notice
            kind="ok"
            act={
              <Button small busy={undo.isPending} onClick={() => undo.mutate(ended)}>
                {t('ownRightUndo')}
              </Button>
            }
          >
            {t('ownRightEnded')}
          </Notice>
        )}
      </div>
    </>
  )
}

interface OwnRightProps {
  readonly grant: Grant
  readonly group: string
  readonly happensAt: string
  readonly end: (() => void) | undefined
  readonly isBusy: boolean
}

const OwnRight = ({ grant: { reason, validUntil }, group, happensAt, end, isBusy }: OwnRightProps) => {
  const t = useTranslations('resident')
  const { date } = useMoments()
  const ends = validUntil !== null && Date.parse(validUntil) <= Date.parse(happensAt)
  const becomes =
    validUntil === null
      ? t('ownRightStays')
      : t(ends ? 'ownRightEnds' : 'ownRightStaysUntil', { date: date(Date.parse(validUntil) - 1) })
  return (
    <>
      <span className="opt">
        <Mark kind={ends ? 'wait' : 'att'} />
        <span>
          {t('ownRight', { group, reason })} <span className="note">{becomes}</span>
        </span>
      </span>
      {ends || end === undefined ? null : (
        <Button small busy={isBusy} onClick={end}>
          {t('ownRightEnd')}
          <span className="vh"> {group}</span>
        </Button>
      )}
    </>
  )
}
