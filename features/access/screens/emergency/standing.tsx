/** The emergencies that stand, above everything else of a page; each is ended here, and its ending undone. */
import { Button, Notice, useProblemText } from '@loge/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { EntrancePiece } from '../residence/pieces.ts'
import { useMay } from '../resident/use-may.ts'
import { FireAlarms } from './fire-alarms.tsx'
import { type Emergency, emergenciesQuery, endEmergency, resumeEmergency } from './queries.ts'
import { useEmergencyWords } from './use-emergency-words.ts'

export const StandingEmergencies = ({ entrances }: { entrances: readonly EntrancePiece[] }) => {
  const t = useTranslations('emergency')
  const queries = useQueryClient()
  const problem = useProblemText()
  const { data, error } = useQuery(emergenciesQuery)
  const [ended, setEnded] = useState<Emergency>()
  const refresh = () => queries.invalidateQueries({ queryKey: emergenciesQuery.queryKey })
  const end = useMutation({
    mutationFn: (emergency: Emergency) => endEmergency(emergency.id),
    onSuccess: (_answer, emergency) => {
      setEnded(emergency)
      return refresh()
    },
  })
  const undo = useMutation({
    mutationFn: (emergency: Emergency) => resumeEmergency(emergency.id),
    onSuccess: () => {
      setEnded(undefined)
      return refresh()
    },
  })
  const failed = end.error ?? undo.error
  return (
    <>
      <FireAlarms />
      {error !== null && data === undefined ? <Above>{t('failed')}</Above> : null}
      {(data ?? [])
        .filter(({ stands }) => stands)
        .map((emergency) => (
          <Standing
            key={emergency.id}
            emergency={emergency}
            entrances={entrances}
            isEnding={end.isPending}
            end={() => end.mutate(emergency)}
          />
        ))}
      {ended === undefined ? null : (
        <Ended emergency={ended} isBusy={undo.isPending} undo={() => undo.mutate(ended)} />
      )}
      {failed === null ? null : <Above>{problem(failed)}</Above>}
    </>
  )
}

const Above = ({ children }: { children: string }) => (
  <div className="above">
    <Notice kind="att" announce="polite">
      {children}
    </Notice>
  </div>
)

interface StandingProps {
  readonly emergency: Emergency
  readonly entrances: readonly EntrancePiece[]
  readonly isEnding: boolean
  readonly end: () => void
}

const Standing = ({ emergency, entrances, isEnding, end }: StandingProps) => {
  const t = useTranslations('emergency')
  const words = useEmergencyWords()
  const mayEnd = useMay('access.manage')
  return (
    <div className="above" id={emergency.id}>
      <Notice
        kind="bad"
        announce="urgent"
        act={
          mayEnd ? (
            <Button small busy={isEnding} onClick={end}>
              {t('end')}
            </Button>
          ) : undefined
        }
      >
        <b>{words.what(emergency)}.</b> {words.since(emergency)}.{' '}
        {words.atDoors(emergency, entrances).join(' ')}
        {mayEnd ? '' : ` ${t('managerEnds')}`}
      </Notice>
    </div>
  )
}

const Ended = ({ emergency, isBusy, undo }: { emergency: Emergency; isBusy: boolean; undo: () => void }) => {
  const t = useTranslations('emergency')
  const words = useEmergencyWords()
  return (
    <div className="above">
      <Notice
        kind="ok"
        announce="polite"
        act={
          <Button small busy={isBusy} onClick={undo}>
            {t('undo')}
          </Button>
        }
      >
        {t('ended', { what: words.what(emergency) })}
      </Notice>
    </div>
  )
}
