/** A schedule gets another name, or is retired once no group uses it any more; until then it is said who does. */
import { Button, Notice, useProblemText } from '@loge/ui'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { ChangeBar, type Saving, useReadAnew } from './change-bar.tsx'
import { draftOf, inputOf } from './draft.ts'
import { NameForm } from './name-form.tsx'
import { type Grid, retireSchedule, type Schedule, type Site } from './queries.ts'

export interface ScheduleDoing {
  readonly id: string
  readonly what: 'hours' | 'rename' | 'retire'
}

export interface ScheduleActProps {
  readonly schedule: Schedule
  readonly all: readonly Schedule[]
  readonly grid: Grid
  readonly site: Site
  readonly saving: Saving
  readonly onClose: () => void
}

export const RenameSchedule = ({ schedule, all, saving, onClose }: ScheduleActProps) => {
  const t = useTranslations('rights')
  const [name, setName] = useState<string | undefined>(undefined)
  if (name === undefined)
    return (
      <NameForm
        label={t('scheduleName')}
        all={all}
        own={schedule}
        act={t('rename')}
        onName={setName}
        onCancel={onClose}
      />
    )
  const input = inputOf({ ...draftOf(schedule), name })
  return (
    <ChangeBar
      {...saving}
      isAsked
      ways={[{ label: t('rename'), edits: [{ kind: 'keepSchedule', id: schedule.id, ...input }] }]}
      stands={String(schedule.revision)}
      onMade={(made) => {
        onClose()
        saving.onMade(made)
      }}
      onForget={onClose}
    />
  )
}

export const RetireSchedule = ({ schedule, grid, onClose }: ScheduleActProps) => {
  const t = useTranslations('rights')
  const problem = useProblemText()
  const readAnew = useReadAnew()
  const retire = useMutation({
    mutationFn: () => retireSchedule(schedule),
    onSuccess: async () => {
      await readAnew()
      onClose()
    },
  })
  const { name } = schedule
  const groups = grid.profiles
    .filter(({ lines }) => lines.some(({ scheduleId }) => scheduleId === schedule.id))
    .map((group) => group.name)
  return (
    <Notice
      kind="att"
      announce="polite"
      act={
        <span className="row">
          {groups.length > 0 ? null : (
            <Button small busy={retire.isPending} onClick={() => retire.mutate()}>
              {t('retireOf', { name })}
            </Button>
          )}
          <Button small kind="text" onClick={onClose}>
            {t(groups.length > 0 ? 'close' : 'cancel')}
          </Button>
        </span>
      }
    >
      {retire.error !== null
        ? problem(retire.error)
        : groups.length > 0
          ? t('retireInUse', { name, groups: groups.join(', ') })
          : t('retireText', { name })}
    </Notice>
  )
}
