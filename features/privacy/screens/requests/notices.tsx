/** Who was told of a decision besides the person, and what they answered; noted by hand where no machine did it. */
import { Button, Notice, PaneSection, Select, State, useMoments, useProblemText } from '@loge/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { noteReply, noteTold, REQUESTS, type ToldNotice } from './queries.ts'
import { TextArea } from './text-area.tsx'

export const MARKS = {
  waiting: 'wait',
  to_tell: 'att',
  sent: 'wait',
  answered: 'ok',
  silent: 'att',
  failed: 'bad',
  given_up: 'bad',
} as const

export const Notices = ({ notices }: { notices: readonly ToldNotice[] }) => {
  const t = useTranslations('desk')
  return (
    <PaneSection title={t('toldTitle')}>
      <ul className="case-steps">
        {notices.map((notice) => (
          <OneNotice key={notice.id} notice={notice} />
        ))}
      </ul>
    </PaneSection>
  )
}

const REPLIES = ['done', 'holds_nothing', 'refused'] as const

const OneNotice = ({ notice }: { notice: ToldNotice }) => {
  const t = useTranslations('desk')
  const { date } = useMoments()
  const problem = useProblemText()
  const queries = useQueryClient()
  const [isReplying, setReplying] = useState(false)
  const settled = { onSettled: () => queries.invalidateQueries({ queryKey: REQUESTS }) }
  const told = useMutation({ mutationFn: () => noteTold(notice.id), ...settled })
  const { id, name, way, state, sentAt, reply, replyWords } = notice
  const mayTell = state === 'to_tell' || state === 'failed' || state === 'given_up'
  const mayReply = state === 'sent' || state === 'silent'
  return (
    <li className="told">
      <span>
        {name}
        <span className="note">
          {t(`way.${way}`)}
          {sentAt === null ? '' : `, ${date(Date.parse(sentAt))}`}
          {replyWords === null ? '' : `. “${replyWords}”`}
        </span>
      </span>
      <State kind={reply === 'refused' ? 'bad' : MARKS[state]}>
        {reply === null ? t(`telling.${state}`) : t(`reply.${reply}`)}
      </State>
      {told.error === null ? null : (
        <Notice kind="bad" announce="urgent">
          {problem(told.error)}
        </Notice>
      )}
      {mayTell ? (
        <Button
          small
          busy={told.isPending}
          onClick={() => told.mutate()}
          aria-label={t('iToldNamed', { name })}
        >
          {t('iTold')}
        </Button>
      ) : null}
      {mayReply && !isReplying ? (
        <Button small onClick={() => setReplying(true)} aria-label={t('noteReplyNamed', { name })}>
          {t('noteReply')}
        </Button>
      ) : null}
      {isReplying ? <ReplyForm id={id} close={() => setReplying(false)} /> : null}
    </li>
  )
}

const ReplyForm = ({ id, close }: { id: string; close: () => void }) => {
  const t = useTranslations('desk')
  const problem = useProblemText()
  const queries = useQueryClient()
  const [reply, setReply] = useState<(typeof REPLIES)[number]>('done')
  const [words, setWords] = useState('')
  const note = useMutation({
    mutationFn: () => noteReply(id, { reply, words }),
    onSuccess: close,
    onSettled: () => queries.invalidateQueries({ queryKey: REQUESTS }),
  })
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        note.mutate()
      }}
    >
      <Select
        label={t('theirAnswer')}
        value={reply}
        options={REPLIES.map((value) => ({ value, label: t(`reply.${value}`) }))}
        onChange={setReply}
      />
      <TextArea label={t('theirWords')} rows={2} value={words} onChange={setWords} />
      {note.error === null ? null : (
        <Notice kind="bad" announce="urgent">
          {problem(note.error)}
        </Notice>
      )}
      <div className="row">
        <Button kind="main" type="submit" busy={note.isPending}>
          {t('doIt')}
        </Button>
        <Button onClick={close}>{t('cancel')}</Button>
      </div>
    </form>
  )
}
