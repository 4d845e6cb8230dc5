/** The rules of one door being changed: how long it may stand open, its hours, whether it opens for two. */
import type { CredentialKind } from '@loge/features/access/core'
import { Button, Notice, Select, TextField, useProblemText } from '@loge/ui'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { changeEntrance } from '../residence/asked-in-panes.ts'
import type { EntrancePiece } from '../residence/pieces.ts'
import { type DoorRules, holdOpenSchedulesQuery } from './queries.ts'
import { isRight, type RuleDraft, RuleField } from './rule-field.tsx'
import { Sentences } from './sentences.tsx'
import { type Undo, useRulesChanged } from './undo-notice.tsx'
import { type Plates, platesOf, useRuleWords } from './use-rule-words.ts'

interface Settled {
  readonly heldOpenMs: number
  readonly holdOpenScheduleId: string | null
  readonly holdsAfterEntry: boolean
  readonly twoPeople: DoorRules['twoPeople']
  readonly plates: Plates
}

const PLATES: readonly Plates[] = ['no', 'exact', 'alike']

/** Plates are one kind of what the door takes, and look-alikes a rule about them. */
const settingsOf = (accepts: readonly CredentialKind[], { plates, ...rest }: Settled) => {
  const others = accepts.filter((kind) => kind !== 'licencePlate')
  return {
    ...rest,
    accepts: plates === 'no' ? others : [...others, 'licencePlate' as const],
    takesLookAlikes: plates === 'alike',
  }
}

const LEAST_S = 5
const MOST_S = 3_600

const readSeconds = (text: string): number | undefined => {
  const seconds = Number(text)
  return Number.isInteger(seconds) && seconds >= LEAST_S && seconds <= MOST_S ? seconds : undefined
}

interface DoorFormProps {
  readonly piece: EntrancePiece
  readonly onDone: (undo?: Undo) => void
}

export const DoorForm = ({ piece, onDone }: DoorFormProps) => {
  const t = useTranslations('rules')
  const problem = useProblemText()
  const changed = useRulesChanged()
  const { ofDoor } = useRuleWords()
  const {
    heldOpenMs = 60_000,
    holdOpenScheduleId = null,
    holdsAfterEntry = false,
    twoPeople,
  } = piece.entrance
  const before: Settled = {
    heldOpenMs,
    holdOpenScheduleId,
    holdsAfterEntry,
    twoPeople: twoPeople ?? null,
    plates: platesOf(piece.entrance),
  }
  const { data: schedules = [] } = useQuery(holdOpenSchedulesQuery)
  const [held, setHeld] = useState(String(heldOpenMs / 1_000))
  const [hours, setHours] = useState(holdOpenScheduleId ?? '')
  const [isFirst, setFirst] = useState(holdsAfterEntry)
  const [forTwo, setForTwo] = useState<RuleDraft>(before.twoPeople)
  const [plates, setPlates] = useState(before.plates)
  const seconds = readSeconds(held)
  const after: Settled | undefined =
    seconds === undefined || !isRight(forTwo)
      ? undefined
      : {
          heldOpenMs: seconds * 1_000,
          holdOpenScheduleId: hours === '' ? null : hours,
          holdsAfterEntry: hours !== '' && isFirst,
          twoPeople: forTwo as DoorRules['twoPeople'],
          plates,
        }
  const settle = (wanted: Settled) =>
    changeEntrance(piece.id, ({ accepts = [] }) => settingsOf(accepts, wanted))
  const save = useMutation({
    mutationFn: settle,
    onSuccess: async ({ revision }) => {
      await changed()
      onDone({ at: revision, run: () => settle(before) })
    },
  })
  const name = schedules.find(({ id }) => id === hours)?.name ?? null
  return (
    <form
      className="stack"
      aria-label={t('doorForm')}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (after !== undefined) save.mutate(after)
      }}
    >
      <TextField
        label={t('heldField')}
        value={held}
        inputMode="numeric"
        autoComplete="off"
        onChange={setHeld}
        error={seconds === undefined ? t('heldWrong') : undefined}
      />
      <Select
        label={t('hoursField')}
        value={hours}
        options={[
          { value: '', label: t('hoursNobody') },
          ...schedules.map(({ id, name: label }) => ({ value: id, label })),
        ]}
        onChange={setHours}
      />
      {hours === '' ? null : (
        <label className="opt">
          <input type="checkbox" checked={isFirst} onChange={({ target }) => setFirst(target.checked)} />{' '}
          {t('firstField')}
        </label>
      )}
      <RuleField rule="twoPeople" draft={forTwo} onChange={setForTwo} />
      <Select
        label={t('platesField')}
        hint={t('platesHint')}
        value={plates}
        options={PLATES.map((value) => ({ value, label: t(`plates.${value}`) }))}
        onChange={setPlates}
      />
      {after === undefined ? null : (
        <div className="stack">
          <h4>{t('preview')}</h4>
          <Sentences label={t('preview')} texts={ofDoor({ ...after, hours: name })} />
        </div>
      )}
      {save.error === null ? null : (
        <Notice kind="att" announce="urgent">
          {problem(save.error)}
        </Notice>
      )}
      <div className="row">
        <Button kind="main" type="submit" busy={save.isPending}>
          {t('save')}
        </Button>
        <Button kind="text" onClick={() => onDone()}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  )
}
