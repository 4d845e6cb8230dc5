/** Saving a change of rights: first who gains and who loses, then the save, never over what somebody else changed. */
import { Button, Loading, Notice, TextField, useProblemText } from '@loge/ui'
import { ApiProblem } from '@loge/http/client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { PreviewList } from './preview-list.tsx'
import { applyChange, previewQuery, type MadeChange, type RightsEdits } from './queries.ts'

export interface WayToSave {
  readonly label: string
  readonly edits: RightsEdits
}

export interface Saving {
  readonly siteId: string
  readonly onMade: (change: MadeChange) => void
}

interface ChangeBarProps extends Saving {
  readonly ways: readonly WayToSave[]
  /** What the change is based on, as text: when it differs, somebody else changed it. */
  readonly stands: string
  /** Shown at once: whoever asked has said what by a press of its own. */
  readonly isAsked?: boolean
  /** Forgets what was going to be saved. */
  readonly onForget: () => void
}

const SHORTEST_REASON = 3

/** Everything the rights of the house are read from. */
const READ_FROM = ['access-profiles', 'schedules', 'who', 'explain', 'entrances', 'placements']

export const useReadAnew = (): (() => Promise<void>) => {
  const queries = useQueryClient()
  return async () => {
    await Promise.all(READ_FROM.map((key) => queries.invalidateQueries({ queryKey: [key] })))
  }
}

export const ChangeBar = ({ ways, stands, isAsked = false, onForget, ...saving }: ChangeBarProps) => {
  const t = useTranslations('rights')
  const readAnew = useReadAnew()
  const [base, setBase] = useState(stands)
  /** What stands is about to be what was saved. */
  const [isSaved, setSaved] = useState(false)
  const [chosen, setChosen] = useState<number | undefined>(isAsked ? 0 : undefined)
  const way = chosen === undefined ? undefined : ways[chosen]
  if (base !== stands && !isSaved)
    return (
      <Notice kind="att" announce="urgent">
        <p>
          <b>{t('meanwhile')}</b> {t('meanwhileText')}
        </p>
        <div className="row">
          <Button small onClick={onForget}>
            {t('keepTheirs')}
          </Button>
          <Button small onClick={() => setBase(stands)}>
            {t('keepMine')}
          </Button>
        </div>
      </Notice>
    )
  if (way === undefined)
    return (
      <div className="row change-acts">
        {ways.map(({ label }, index) => (
          <Button
            key={label}
            kind={index === 0 ? 'main' : 'plain'}
            onClick={() => {
              void readAnew()
              setChosen(index)
            }}
          >
            {label}…
          </Button>
        ))}
        <Button kind="text" onClick={onForget}>
          {t('forget')}
        </Button>
      </div>
    )
  return (
    <Confirm
      way={way}
      onCancel={isAsked ? onForget : () => setChosen(undefined)}
      onSaved={() => setSaved(true)}
      {...saving}
    />
  )
}

interface ConfirmProps extends Saving {
  readonly way: WayToSave
  readonly onSaved: () => void
  readonly onCancel: () => void
}

const Confirm = ({ way, siteId, onMade, onSaved, onCancel }: ConfirmProps) => {
  const t = useTranslations('rights')
  const problem = useProblemText()
  const readAnew = useReadAnew()
  const [reason, setReason] = useState('')
  const [isAsked, setAsked] = useState(false)
  const { data: preview, error, isFetching, refetch } = useQuery(previewQuery(siteId, way.edits))
  const isShort = reason.trim().length < SHORTEST_REASON
  const save = useMutation({
    mutationFn: (basedOn: number) =>
      applyChange({ siteId, basedOn, edits: way.edits, reason: reason.trim() }),
    onSuccess: async (made) => {
      onSaved()
      await readAnew()
      onMade(made)
    },
    // What is based on is read again; if it is what this change is about that differs, the page asks.
    onError: (refused) => {
      if (refused instanceof ApiProblem && refused.code === 'rights_changed_meanwhile')
        void readAnew().then(() => refetch())
    },
  })
  const cancel = (
    <Button kind="text" onClick={onCancel}>
      {t('cancel')}
    </Button>
  )
  if (error !== null)
    return (
      <Notice kind="att" announce="polite" act={cancel}>
        {problem(error)}
      </Notice>
    )
  if (preview === undefined) return <Loading label={t('preview')} lines={3} />
  return (
    <form
      className="stack preview"
      aria-label={t('preview')}
      onSubmit={(event) => {
        event.preventDefault()
        setAsked(true)
        if (!isShort) save.mutate(preview.basedOn)
      }}
    >
      <PreviewList preview={preview} />
      <TextField
        label={t('reason')}
        value={reason}
        onChange={setReason}
        autoComplete="off"
        maxLength={500}
        error={isAsked && isShort ? t('reasonShort') : undefined}
      />
      {save.error === null ? null : (
        <Notice kind="att" announce="polite">
          {problem(save.error)}
        </Notice>
      )}
      <div className="row">
        <Button kind="main" type="submit" busy={save.isPending || isFetching}>
          {way.label}
        </Button>
        {cancel}
      </div>
    </form>
  )
}
