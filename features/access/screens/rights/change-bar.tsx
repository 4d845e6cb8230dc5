/** Saving a change of rights: first who gains and who loses, then the save, never over what somebody else changed. */
import { Button, Loading, Notice, TextField, useProblemText } from '@loge/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { type Meanwhile, meanwhileOf } from './meanwhile.ts'
import { MeanwhileNotice } from './meanwhile-notice.tsx'
import { PreviewList } from './preview-list.tsx'
import { PreviewPeople } from './preview-people.tsx'
import { applyChange, previewQuery, type MadeChange, type Preview, type RightsEdits } from './queries.ts'

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
const READ_FROM = [
  'changes',
  'access-reviews',
  'campaigns',
  'access-profiles',
  'schedules',
  'who',
  'explain',
  'entrances',
  'placements',
]

export const useReadAnew = (): (() => Promise<void>) => {
  const queries = useQueryClient()
  return async () => {
    await Promise.all(READ_FROM.map((key) => queries.invalidateQueries({ queryKey: [key] })))
  }
}

export const ChangeBar = ({ ways, stands, isAsked = false, onForget, ...saving }: ChangeBarProps) => {
  const t = useTranslations('rights')
  const readAnew = useReadAnew()
  /** `undefined`: what stands now is what one's own change is made on from here on. */
  const [base, setBase] = useState<string | undefined>(stands)
  const [since] = useState(() => Date.now())
  const [told, setTold] = useState<readonly Meanwhile[] | undefined>(undefined)
  const [reason, setReason] = useState('')
  /** What stands is about to be what was saved. */
  const [isSaved, setSaved] = useState(false)
  const [chosen, setChosen] = useState<number | undefined>(isAsked ? 0 : undefined)
  const way = chosen === undefined ? undefined : ways[chosen]
  if (base === undefined) setBase(stands)
  if (told !== undefined || (base !== undefined && base !== stands && !isSaved))
    return (
      <MeanwhileNotice
        siteId={saving.siteId}
        told={told}
        since={since}
        onForget={() => {
          void readAnew()
          onForget()
        }}
        onLookAgain={() =>
          void readAnew().then(() => {
            setTold(undefined)
            setBase(undefined)
          })
        }
      />
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
      onTold={setTold}
      reason={reason}
      onReason={setReason}
      {...saving}
    />
  )
}

/** "Save: 3 people lose": what is pressed says what it does. */
const withConsequence = (
  t: ReturnType<typeof useTranslations<'rights'>>,
  label: string,
  { peopleGaining, peopleLosing }: Preview['totals'],
): string => {
  const parts = [
    ...(peopleLosing === 0 ? [] : [t('losing', { count: peopleLosing })]),
    ...(peopleGaining === 0 ? [] : [t('gaining', { count: peopleGaining })]),
  ]
  return parts.length === 0 ? label : t('labelAndWhat', { label, what: parts.join(', ') })
}

interface ConfirmProps extends Saving {
  readonly way: WayToSave
  readonly onSaved: () => void
  /** Somebody was faster. */
  readonly onTold: (told: readonly Meanwhile[]) => void
  /** Kept while one looks again. */
  readonly reason: string
  readonly onReason: (reason: string) => void
  readonly onCancel: () => void
}

const Confirm = ({ way, siteId, reason, ...props }: ConfirmProps) => {
  const { onMade, onSaved, onCancel, onTold, onReason } = props
  const t = useTranslations('rights')
  const problem = useProblemText()
  const readAnew = useReadAnew()
  const [isAsked, setAsked] = useState(false)
  const { data: preview, error, isFetching } = useQuery(previewQuery(siteId, way.edits))
  const form = useRef<HTMLFormElement>(null)
  const isShown = preview !== undefined
  // What was pressed is gone.
  useEffect(() => form.current?.querySelector('input')?.focus(), [isShown])
  const isShort = reason.trim().length < SHORTEST_REASON
  const save = useMutation({
    mutationFn: async ({ basedOn, doors }: Preview) => ({
      ...(await applyChange({ siteId, basedOn, edits: way.edits, reason: reason.trim() })),
      changesDoors: doors.length > 0,
    }),
    onSuccess: async (made) => {
      onSaved()
      await readAnew()
      onMade(made)
    },
    onError: (refused) => {
      const meanwhile = meanwhileOf(refused)
      if (meanwhile !== undefined) onTold(meanwhile)
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
    <>
      <form
        ref={form}
        className="stack preview"
        aria-label={t('preview')}
        onSubmit={(event) => {
          event.preventDefault()
          setAsked(true)
          if (!isShort) save.mutate(preview)
        }}
      >
        <PreviewList preview={preview} />
        <TextField
          label={t('reason')}
          value={reason}
          onChange={onReason}
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
            {withConsequence(t, way.label, preview.totals)}
          </Button>
          {cancel}
        </div>
      </form>
      {/* A form of its own: whoever asks for names says why, and saves nothing by it. */}
      <PreviewPeople
        key={`gains ${preview.basedOn}`}
        {...{ siteId, preview }}
        edits={way.edits}
        side="gains"
      />
      <PreviewPeople
        key={`losses ${preview.basedOn}`}
        {...{ siteId, preview }}
        edits={way.edits}
        side="losses"
      />
    </>
  )
}
