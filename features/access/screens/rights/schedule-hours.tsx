/** The hours of a schedule where all of them are listed: changed for every square at once, or written anew. */
import { newIdempotencyKey } from '@loge/http/client'
import { Button, Notice, useProblemText } from '@loge/ui'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { ChangeBar, type Saving } from './change-bar.tsx'
import { type Draft, draftOf, EMPTY_DRAFT, inputOf, isSameDraft } from './draft.ts'
import { usesOf } from './grid.ts'
import { HoursEditor } from './hours-editor.tsx'
import { NameForm } from './name-form.tsx'
import type { Schedule, Site } from './queries.ts'
import type { ScheduleActProps } from './schedule-acts.tsx'
import { useMakeAtOnce } from './use-make-at-once.ts'

export const ScheduleHours = ({ schedule, site, grid, saving, onClose }: ScheduleActProps) => {
  const t = useTranslations('rights')
  const stored = draftOf(schedule)
  const [draft, setDraft] = useState(stored)
  const { entrances } = usesOf(grid, schedule.id)
  const edits = [{ kind: 'keepSchedule' as const, id: schedule.id, ...inputOf(draft) }]
  return (
    <div className="stack" role="group" aria-label={t('hoursOf', { name: schedule.name })}>
      <h3>{t('hoursOf', { name: schedule.name })}</h3>
      <HoursEditor id={schedule.id} site={site} search={{}} draft={draft} onChange={setDraft} />
      {isSameDraft(draft, stored) ? (
        <div>
          <Button kind="text" onClick={onClose}>
            {t('close')}
          </Button>
        </div>
      ) : (
        <ChangeBar
          {...saving}
          ways={[{ label: entrances === 0 ? t('save') : t('saveAll', { count: entrances }), edits }]}
          stands={String(schedule.revision)}
          onMade={(made) => {
            onClose()
            saving.onMade(made)
          }}
          onForget={onClose}
        />
      )}
    </div>
  )
}

interface NewScheduleProps {
  readonly all: readonly Schedule[]
  readonly site: Site
  readonly saving: Saving
  readonly onClose: () => void
}

export const NewSchedule = ({ all, site, saving, onClose }: NewScheduleProps) => {
  const t = useTranslations('rights')
  const problem = useProblemText()
  const [draft, setDraft] = useState<Draft | undefined>(undefined)
  const [newId] = useState(() => `sch_${newIdempotencyKey()}`)
  const make = useMakeAtOnce(saving, onClose)
  if (draft === undefined)
    return (
      <NameForm
        label={t('scheduleName')}
        all={all}
        act={t('writeHours')}
        onName={(name) => setDraft({ ...EMPTY_DRAFT, name })}
        onCancel={onClose}
      />
    )
  const reason = t('makeSchedule', { name: draft.name })
  return (
    <div className="stack" role="group" aria-label={t('newHoursOf', { name: draft.name })}>
      <h3>{t('newHoursOf', { name: draft.name })}</h3>
      <HoursEditor id={undefined} site={site} search={{}} draft={draft} onChange={setDraft} />
      {make.error === null ? null : (
        <Notice kind="att" announce="polite">
          {problem(make.error)}
        </Notice>
      )}
      <div className="row">
        <Button
          kind="main"
          busy={make.isPending}
          onClick={() =>
            make.mutate({
              name: draft.name,
              edits: [{ kind: 'keepSchedule', id: null, newId, ...inputOf(draft) }],
              reason,
            })
          }
        >
          {reason}
        </Button>
        <Button kind="text" onClick={onClose}>
          {t('cancel')}
        </Button>
      </div>
    </div>
  )
}
