/** Takes a group away: says who is in it, and lets one choose what becomes of them before anything is previewed. */
import { Button, Notice, Select, useNow } from '@loge/ui'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { WayToSave } from './change-bar.tsx'
import type { GridProfile } from './grid.ts'
import { canMove, movingEdits } from './move-grants.ts'
import type { Grid, HeldGrant } from './queries.ts'

interface RemoveGroupProps {
  readonly profile: GridProfile
  readonly grid: Grid
  readonly grants: readonly HeldGrant[]
  readonly onDo: (doing: WayToSave) => void
  readonly onCancel: () => void
}

const LOSE = ''

export const RemoveGroup = ({ profile, grid, grants, onDo, onCancel }: RemoveGroupProps) => {
  const t = useTranslations('rights')
  const now = useNow(60_000)
  const [into, setInto] = useState(LOSE)
  const others = canMove(grants) ? grid.profiles.filter(({ id }) => id !== profile.id) : []
  const target = others.find(({ id }) => id === into)
  return (
    <div className="stack" role="group" aria-label={t('removeGroup', { group: profile.name })}>
      <Notice kind="att" announce="polite">
        {t('removeInUse', { group: profile.name, people: profile.people, grants: grants.length })}
      </Notice>
      {others.length === 0 ? null : (
        <Select
          label={t('becomeOfThem')}
          value={into}
          options={[
            { value: LOSE, label: t('theyLoseIt') },
            ...others.map(({ id, name }) => ({ value: id, label: t('theyMoveTo', { group: name }) })),
          ]}
          onChange={setInto}
        />
      )}
      <div className="row">
        <Button
          kind="main"
          onClick={() =>
            onDo({
              label: t('removeGroup', { group: profile.name }),
              edits: [...movingEdits(grants, { from: profile.id, into: target?.id, now })],
            })
          }
        >
          {t('seeWhatHappens')}
        </Button>
        <Button kind="text" onClick={onCancel}>
          {t('cancel')}
        </Button>
      </div>
    </div>
  )
}
