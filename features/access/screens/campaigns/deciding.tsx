/** The lines of a campaign and what is decided of those that are marked; each decision with its way back. */
import { Button, Notice, useProblemText } from '@loge/ui'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useReadAnew } from '../rights/change-bar.tsx'
import { DecisionForm } from './decision-form.tsx'
import { isFree, ItemList, type Kind, KINDS } from './item-list.tsx'
import { type Campaign, decide, type Item, undoDecision } from './queries.ts'

interface DecidingProps {
  readonly campaign: Campaign
  readonly items: readonly Item[]
  readonly names: ReadonlyMap<string, string>
  readonly mayDecide: boolean
}

interface Done {
  readonly id: string
  readonly kind: Kind
  readonly count: number
}

const NONE: ReadonlySet<string> = new Set()

export const Deciding = ({ campaign, items, names, mayDecide }: DecidingProps) => {
  const t = useTranslations('campaigns')
  const problem = useProblemText()
  const readAnew = useReadAnew()
  const [marked, setMarked] = useState(NONE)
  const [kind, setKind] = useState<Kind | undefined>(undefined)
  const [done, setDone] = useState<Done | undefined>(undefined)
  const chosen = items.filter((item) => isFree(item) && marked.has(String(item.number)))
  const others = items.filter((item) => !isFree(item) && marked.has(String(item.number))).length
  const keep = useMutation({
    mutationFn: (numbers: readonly number[]) =>
      decide(campaign.id, { items: [...numbers], decision: 'keep' }),
    onSuccess: ({ id, items: count }) => finish({ id, kind: 'keep', count }),
    onError: readAnew,
  })
  const undo = useMutation({
    mutationFn: (id: string) => undoDecision(campaign.id, id),
    onMutate: () => setDone(undefined),
    onSettled: readAnew,
  })
  const finish = async (what: Done) => {
    await readAnew()
    undo.reset()
    setMarked(NONE)
    setKind(undefined)
    setDone(what)
  }
  const start = (which: Kind, of: readonly Item[]) => {
    keep.reset()
    setMarked(new Set(of.map(({ number }) => String(number))))
    // What is on no list needs no words.
    if (which === 'keep' && of.every(({ listed }) => listed.length === 0))
      keep.mutate(of.map(({ number }) => number))
    else setKind(which)
  }
  const failed = keep.error ?? undo.error
  return (
    <>
      {mayDecide ? (
        <Bar
          count={chosen.length}
          others={others}
          onStart={(which) => start(which, chosen)}
          busy={keep.isPending}
        />
      ) : null}
      {failed === null ? null : (
        <Notice kind="att" announce="polite">
          {problem(failed)}
        </Notice>
      )}
      {undo.isSuccess && done === undefined ? (
        <Notice kind="ok" announce="polite">
          {t('undone')}
        </Notice>
      ) : null}
      {done === undefined ? null : (
        <Notice
          kind="ok"
          announce="polite"
          act={
            <Button small busy={undo.isPending} onClick={() => undo.mutate(done.id)}>
              {t('undo')}
            </Button>
          }
        >
          {t(`done.${done.kind}`, { count: done.count })}
        </Notice>
      )}
      {kind === undefined || chosen.length === 0 ? null : (
        <DecisionForm
          key={kind}
          campaign={campaign}
          kind={kind}
          items={chosen}
          onDone={(id, count) => void finish({ id, kind, count })}
          onCancel={() => setKind(undefined)}
        />
      )}
      <ItemList
        items={items}
        names={names}
        marked={marked}
        onMark={
          mayDecide
            ? (next) => {
                setKind(undefined)
                setMarked(next)
              }
            : undefined
        }
        onDecide={(which, item) => start(which, chosen.includes(item) ? chosen : [item])}
        onUndo={undo.mutate}
      />
    </>
  )
}

interface BarProps {
  readonly count: number
  /** How many of those marked somebody else decides, or are decided. */
  readonly others: number
  readonly busy: boolean
  readonly onStart: (kind: Kind) => void
}

const Bar = ({ count, others, busy, onStart }: BarProps) => {
  const t = useTranslations('campaigns')
  return (
    <div className="campaign-decide">
      <div className="row">
        <span aria-live="polite">
          {t('marked', { count })}
          {others === 0 ? '' : ` ${t('othersMarked', { count: others })}`}
        </span>
        {KINDS.map((kind) => (
          <Button
            key={kind}
            small
            off={count === 0}
            busy={busy && kind === 'keep'}
            onClick={() => onStart(kind)}
          >
            {t(kind)}
            {kind === 'keep' ? '' : '…'}
          </Button>
        ))}
      </div>
      <p className="note campaign-keys">
        {t('keys', { keep: t('keyOf.keep'), end: t('keyOf.end'), revoke: t('keyOf.revoke') })}
      </p>
    </div>
  )
}
