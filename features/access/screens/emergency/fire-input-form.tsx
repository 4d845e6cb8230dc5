/** Which doors a fire input unlocks, and whether they wait for a person afterwards. */
import { Button, Notice, useProblemText } from '@loge/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { EntrancePiece } from '../residence/pieces.ts'
import { DoorBoxes } from './door-boxes.tsx'
import { type FireInput, fireInputsQuery, settleFireInput } from './queries.ts'

interface FireInputFormProps {
  readonly input: FireInput
  readonly name: string
  readonly entrances: readonly EntrancePiece[]
  readonly close: () => void
}

export const FireInputForm = ({ input, name, entrances, close }: FireInputFormProps) => {
  const t = useTranslations('emergency.fire')
  const problem = useProblemText()
  const queries = useQueryClient()
  const { siteId, deviceId, componentKey } = input
  const [chosen, setChosen] = useState<readonly string[]>(input.entranceIds)
  const [waits, setWaits] = useState(input.waitsForReset)
  const save = useMutation({
    mutationFn: () =>
      settleFireInput({
        siteId,
        deviceId,
        componentKey,
        waitsForReset: waits,
        before: [...input.entranceIds],
        entranceIds: [...chosen],
      }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: fireInputsQuery.queryKey })
      close()
    },
  })
  return (
    <form
      className="stack"
      aria-label={t('changeOf', { name })}
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      <DoorBoxes
        legend={t('choose')}
        entrances={entrances.filter(({ entrance }) => entrance.siteId === siteId)}
        chosen={chosen}
        onChange={setChosen}
      />
      <label className="opt">
        <input type="checkbox" checked={waits} onChange={({ target }) => setWaits(target.checked)} />{' '}
        {t('waits')}
      </label>
      {chosen.length === 0 ? <Notice kind="att">{t('opensNone')}</Notice> : null}
      <div className="row">
        <Button kind="main" type="submit" busy={save.isPending}>
          {t('save')}
        </Button>
        <Button kind="text" onClick={close}>
          {t('cancel')}
        </Button>
      </div>
      {save.error === null ? null : <Notice kind="att">{problem(save.error)}</Notice>}
    </form>
  )
}
