/** Looking into an alarm: what was found, in one of four words, and the alarm leaves the list. */
import { Button, Notice, Select, useProblemText } from '@loge/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { type Finding, inspectEntrance } from '../residence/asked-in-panes.ts'

const FINDINGS: readonly Finding[] = ['nothing', 'left_open', 'damage', 'somebody']

interface InspectProps {
  readonly entranceId: string
  readonly isMain: boolean
}

export const Inspect = ({ entranceId, isMain }: InspectProps) => {
  const t = useTranslations('today')
  const problem = useProblemText()
  const queries = useQueryClient()
  const [isOpen, setIsOpen] = useState(false)
  const [finding, setFinding] = useState<Finding>('nothing')
  const save = useMutation({
    mutationFn: () => inspectEntrance(entranceId, finding),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['entrances'] })
      await queries.invalidateQueries({ queryKey: ['events'] })
    },
  })
  if (!isOpen)
    return (
      <Button {...(isMain ? { kind: 'main' as const } : {})} onClick={() => setIsOpen(true)}>
        {t('inspect')}
      </Button>
    )
  return (
    <>
      <Select
        label={t('inspectLabel')}
        value={finding}
        onChange={setFinding}
        options={FINDINGS.map((one) => ({ value: one, label: t(`finding.${one}`) }))}
      />
      <Button kind="main" busy={save.isPending} onClick={() => save.mutate()}>
        {t('inspectSave')}
      </Button>
      {save.error === null ? null : <Notice kind="att">{problem(save.error)}</Notice>}
    </>
  )
}
