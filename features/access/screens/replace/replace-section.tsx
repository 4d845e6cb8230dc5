/** What a device replaced or was replaced by, the way back, and the way to replace it for who may. */
import { meQuery } from '@loge/features/accounts/screens'
import { Button, Notice, PaneSection, useMoments, useNow, useProblemText } from '@loge/ui'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { DeviceDetail } from '../residence/queries.ts'
import { type Replacement, serviceQuery, undoReplacement, useMoved } from './queries.ts'
import { ReplaceForm } from './replace-form.tsx'

interface ReplaceSectionProps {
  readonly device: DeviceDetail
}

export const ReplaceSection = ({ device }: ReplaceSectionProps) => {
  const t = useTranslations('replace')
  const { data: me } = useQuery(meQuery)
  const { data: service } = useQuery({ ...serviceQuery(device.id), throwOnError: false })
  const [isOpen, setOpen] = useState(false)
  if (service === undefined) return null
  const mayReplace = me?.grants.some((grant) => grant.permission === 'equipment.manage') === true
  const isReplaceable = mayReplace && (device.state === 'adopted' || service.parts.length > 0)
  if (!isReplaceable && service.replacements.length === 0) return null
  return (
    <PaneSection title={t('title')}>
      <div className="stack">
        {service.replacements.map((one) => (
          <Line key={one.id} one={one} id={device.id} mayUndo={mayReplace} />
        ))}
        {!isReplaceable ? null : isOpen ? (
          <ReplaceForm {...{ device, service }} onClose={() => setOpen(false)} />
        ) : (
          <div>
            <Button small onClick={() => setOpen(true)}>
              {t('open')}
            </Button>
          </div>
        )}
      </div>
    </PaneSection>
  )
}

interface LineProps {
  readonly one: Replacement
  readonly id: string
  readonly mayUndo: boolean
}

const Line = ({ one, id, mayUndo }: LineProps) => {
  const t = useTranslations('replace')
  const problem = useProblemText()
  const { when } = useMoments()
  const now = useNow(60_000)
  const moved = useMoved()
  const undo = useMutation({ mutationFn: () => undoReplacement(one.id), onSettled: moved })
  const wasReplaced = one.device.id === id
  const other = wasReplaced ? one.replacedBy : one.device
  const isUndoable = mayUndo && one.undoUntil !== null && Date.parse(one.undoUntil) > now
  return (
    <>
      {undo.error === null ? null : (
        <Notice kind="att" announce="urgent">
          {problem(undo.error)}
        </Notice>
      )}
      <div className="row">
        <p className="fact">
          {t.rich(wasReplaced ? 'replacedBy' : 'tookPlaceOf', {
            name: other.name,
            time: when(Date.parse(one.madeAt), now),
            other: (name) => (
              <Link to="/doors" search={{ device: other.id }} resetScroll={false}>
                {name}
              </Link>
            ),
          })}{' '}
          {one.undoneAt === null
            ? t('doors', { count: one.entranceIds.length })
            : t('undone', { time: when(Date.parse(one.undoneAt), now) })}{' '}
          {t('why', { reason: one.reason })}
        </p>
        {isUndoable ? (
          <Button small busy={undo.isPending} onClick={() => undo.mutate()}>
            {t('undo')}
          </Button>
        ) : null}
      </div>
    </>
  )
}
