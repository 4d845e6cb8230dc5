/** The letters as they were written: sent by mail, or printed and posted. */
import { Button, Fold, PaneSection, printSheet, State, useMoments } from '@loge/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { type Letter, notePosted, REQUESTS } from './queries.ts'

const MARKS = { waiting: 'wait', to_post: 'att', sent: 'ok', failed: 'bad', given_up: 'bad' } as const

export const Letters = ({ letters }: { letters: readonly Letter[]; requestId: string }) => {
  const t = useTranslations('desk')
  return (
    <PaneSection title={t('letters')}>
      {letters.map((letter) => (
        <OneLetter key={letter.id} letter={letter} />
      ))}
    </PaneSection>
  )
}

const OneLetter = ({ letter }: { letter: Letter }) => {
  const t = useTranslations('desk')
  const { date } = useMoments()
  const queries = useQueryClient()
  const posted = useMutation({
    mutationFn: () => notePosted(letter.id),
    onSettled: () => queries.invalidateQueries({ queryKey: REQUESTS }),
  })
  const isHeld = letter.state === 'to_post' || letter.state === 'failed' || letter.state === 'given_up'
  return (
    <div className="letter">
      <div className="split">
        <b>{t(`letter.${letter.kind}`)}</b>
        <State kind={MARKS[letter.state]}>{t(`letterState.${letter.state}`)}</State>
      </div>
      <Fold summary={t('read')}>
        <article id={`letter-${letter.id}`} className="sheet" lang={letter.language}>
          <p className="to">{letter.sentTo}</p>
          <p>{date(Date.parse(letter.writtenAt))}</p>
          <h4>{letter.subject}</h4>
          <p>{letter.body}</p>
        </article>
        <div className="row">
          <Button small onClick={() => printSheet(`letter-${letter.id}`)}>
            {t('print')}
          </Button>
          {isHeld ? (
            <Button small busy={posted.isPending} onClick={() => posted.mutate()}>
              {t('posted')}
            </Button>
          ) : null}
        </div>
      </Fold>
    </div>
  )
}
