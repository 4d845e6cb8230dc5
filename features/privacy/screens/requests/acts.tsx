/** What may be done next. The letter is seen before anything is done. */
import { Button, Notice, PaneSection, Select, TextField, useProblemText } from '@loge/ui'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { TextArea } from './text-area.tsx'
import { DeedFields, needsDeed } from './deed-fields.tsx'
import { ExcessFields, excessActOf, isExcessKind, isExcessOffered, NO_EXCESS } from './excess-fields.tsx'
import { isKnown } from './is-known.ts'
import { type Act, type Case, type Deed, previewAct } from './queries.ts'
import { useAct } from './use-act.ts'
import { useCaseWords } from './use-case-words.ts'

const KINDS = [
  'granted',
  'partly_refused',
  'refused',
  'askedRequest',
  'askedIdentity',
  'person_wrote',
  'identity_proven',
  'extended',
  'classified',
  'withdrawn',
  'excess_found',
  'fee_announced',
  'fee_accepted',
  'fee_declined',
] as const
type Kind = (typeof KINDS)[number]

const PROOFS = ['code', 'called_back', 'known_facts', 'document'] as const
export const RIGHTS = [
  'information',
  'access',
  'rectification',
  'completion',
  'erasure',
  'restriction',
  'portability',
  'portability_to_third_party',
  'objection',
  'objection_to_marketing',
  'consent_withdrawal',
  'post_mortem',
  'automated_decision',
  'complaint_information',
  'safeguards',
  'question',
] as const

interface Said {
  readonly words: string
  readonly reason: string
  readonly article: string
  readonly proof: (typeof PROOFS)[number]
  readonly right: (typeof RIGHTS)[number]
  readonly deed?: Deed | undefined
  readonly excess: typeof NO_EXCESS
  /** What they were asked, and knew. */
  readonly questions: string
  /** Of whom it was not known where the answer goes. */
  readonly address: string
}

const actOf = (
  kind: Kind,
  { words, reason, article, proof, right, deed, excess, questions, address }: Said,
): Act => {
  if (isExcessKind(kind)) return excessActOf(kind, reason, excess)
  switch (kind) {
    case 'askedRequest':
      return { kind: 'asked', about: 'request', words }
    case 'askedIdentity':
      return { kind: 'asked', about: 'identity', words, doubt: reason }
    case 'granted':
      return { kind, words, deed }
    case 'person_wrote':
      return {
        kind,
        words,
        ...(address === '' ? {} : address.includes('@') ? { email: address } : { address }),
      }
    case 'partly_refused':
      return { kind, words, reason, article, deed }
    case 'refused':
      return { kind, words, reason, article }
    case 'extended':
      return { kind, reasons: reason }
    case 'identity_proven':
      return { kind, proof, questions: proof === 'known_facts' ? questions : '' }
    case 'classified':
      return { kind, right }
    case 'withdrawn':
      return { kind }
  }
}

const SAYS: ReadonlySet<Kind> = new Set([
  'granted',
  'partly_refused',
  'askedRequest',
  'askedIdentity',
  'person_wrote',
])
const WRITES: ReadonlySet<Kind> = new Set([
  'granted',
  'partly_refused',
  'refused',
  'askedRequest',
  'askedIdentity',
  'extended',
  'withdrawn',
  'fee_announced',
])

const isOffered = (one: Case, kind: Kind): boolean => {
  if (kind === 'identity_proven') return one.identity === 'to_check' || one.identity === 'asked'
  if (kind === 'askedIdentity')
    return one.identity !== 'proven' && one.identityMode !== 'never' && !one.isWaiting
  if (kind === 'askedRequest') return !one.isWaiting
  if (isExcessKind(kind)) return isExcessOffered(one, kind)
  return kind === 'extended' ? one.extendableTo !== null : true
}

export const Acts = ({ one }: { one: Case }) => {
  const t = useTranslations('desk')
  const [kind, setKind] = useState<Kind>('granted')
  const [said, setSaid] = useState<Said>({
    words: '',
    reason: '',
    article: '',
    proof: 'code',
    right: one.right,
    excess: NO_EXCESS,
    questions: '',
    address: '',
  })
  const act = useAct(one, () =>
    setSaid((before) => ({ ...before, words: '', reason: '', article: '', deed: undefined })),
  )
  const preview = useMutation({ mutationFn: (wanted: Act) => previewAct(one.id, wanted) })
  const problem = useProblemText()
  const error = act.error ?? preview.error
  const wanted = actOf(kind, said)
  const isSeen = preview.data !== undefined && !preview.isPending
  const change = (more: Partial<Said>) => {
    preview.reset()
    setSaid((before) => ({ ...before, ...more }))
  }
  return (
    <PaneSection title={t('next')}>
      <form
        className="stack"
        noValidate
        aria-label={t('next')}
        onSubmit={(event) => {
          event.preventDefault()
          if (WRITES.has(kind) && !isSeen) preview.mutate(wanted)
          else act.mutate(wanted, { onSuccess: () => preview.reset() })
        }}
      >
        <Select
          label={t('do')}
          value={kind}
          options={KINDS.filter((each) => isOffered(one, each)).map((each) => ({
            value: each,
            label: t(`do_.${each}`),
          }))}
          onChange={(value) => {
            preview.reset()
            act.reset()
            setKind(value)
          }}
        />
        {needsDeed(one) && isKnown(one) && (kind === 'granted' || kind === 'partly_refused') ? (
          <DeedFields one={one} deed={said.deed} change={(deed) => change({ deed })} />
        ) : null}
        <Fields kind={kind} said={said} change={change} />
        {kind === 'person_wrote' && one.missing.includes('contact') ? (
          <TextField
            label={t('missing_.contact')}
            value={said.address}
            onChange={(address) => change({ address })}
          />
        ) : null}
        {isExcessKind(kind) ? (
          <ExcessFields
            one={one}
            kind={kind}
            said={said.excess}
            change={(excess) => change({ excess: { ...said.excess, ...excess } })}
          />
        ) : null}
        {error === null ? null : (
          <Notice kind="bad" announce="urgent">
            {problem(error)}
          </Notice>
        )}
        {isSeen && preview.data.letter !== null ? (
          <article className="sheet" aria-label={t('letterSoon')}>
            <p className="to">{preview.data.letter.sentTo}</p>
            <h4>{preview.data.letter.subject}</h4>
            <p>{preview.data.letter.body}</p>
          </article>
        ) : null}
        <div className="row">
          {WRITES.has(kind) && !isSeen ? (
            <Button kind="main" type="submit" busy={preview.isPending}>
              {t('seeLetter')}…
            </Button>
          ) : (
            <Button kind="main" type="submit" busy={act.isPending}>
              {t(
                one.right === 'erasure' && (kind === 'granted' || kind === 'partly_refused')
                  ? 'eraseAndWrite'
                  : WRITES.has(kind)
                    ? 'doAndWrite'
                    : 'doIt',
              )}
            </Button>
          )}
        </div>
        <p className="hint">{t(one.right === 'erasure' && kind === 'granted' ? 'noUndo' : 'beforehand')}</p>
      </form>
    </PaneSection>
  )
}

interface FieldsProps {
  readonly kind: Kind
  readonly said: Said
  readonly change: (more: Partial<Said>) => void
}

const Fields = ({ kind, said, change }: FieldsProps) => {
  const t = useTranslations('desk')
  const { right } = useCaseWords()
  const isRefusing = kind === 'refused' || kind === 'partly_refused'
  return (
    <>
      {SAYS.has(kind) ? (
        <TextArea
          label={t(kind === 'person_wrote' ? 'theirWords' : 'words')}
          value={said.words}
          onChange={(words) => change({ words })}
        />
      ) : null}
      {isRefusing || kind === 'extended' || kind === 'askedIdentity' || kind === 'excess_found' ? (
        <TextArea
          label={t(kind === 'askedIdentity' ? 'doubt' : 'reason')}
          value={said.reason}
          onChange={(reason) => change({ reason })}
        />
      ) : null}
      {isRefusing ? (
        <TextArea
          label={t('article')}
          value={said.article}
          onChange={(article) => change({ article })}
          rows={1}
        />
      ) : null}
      {kind === 'identity_proven' ? (
        <Select
          label={t('how')}
          value={said.proof}
          options={PROOFS.map((value) => ({ value, label: t(`proof.${value}`) }))}
          onChange={(proof) => change({ proof })}
        />
      ) : null}
      {kind === 'identity_proven' && said.proof === 'known_facts' ? (
        <TextArea
          label={t('questions')}
          value={said.questions}
          onChange={(questions) => change({ questions })}
          rows={2}
        />
      ) : null}
      {kind === 'classified' ? (
        <Select
          label={t('rightAsked')}
          value={said.right}
          options={RIGHTS.map((value) => ({ value, label: right(value) }))}
          onChange={(value) => change({ right: value })}
        />
      ) : null}
    </>
  )
}
