/** Whose data it is about: proposed by name, address, number and home; said by a human. */
import { Button, Loading, Notice, useProblemText } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { type Case, candidatesQuery } from './queries.ts'
import { useAct } from './use-act.ts'

export const Match = ({ one }: { one: Case }) => {
  const t = useTranslations('desk')
  const problem = useProblemText()
  const act = useAct(one)
  if (one.personId !== null || one.endedAt !== null)
    return (
      <p className="row">
        <span>{one.personName ?? t('nobody')}</span>
        {one.endedAt === null && one.channel !== 'in_app' ? (
          <Button
            kind="text"
            small
            busy={act.isPending}
            onClick={() => act.mutate({ kind: 'matched', personId: null })}
          >
            {t('somebodyElse')}
          </Button>
        ) : null}
      </p>
    )
  return (
    <>
      <Candidates one={one} choose={(personId) => act.mutate({ kind: 'matched', personId })} />
      {act.error === null ? null : (
        <Notice kind="bad" announce="urgent">
          {problem(act.error)}
        </Notice>
      )}
    </>
  )
}

const Candidates = ({ one, choose }: { one: Case; choose: (personId: string) => void }) => {
  const t = useTranslations('desk')
  const { data } = useQuery(candidatesQuery(one.id))
  if (data === undefined) return <Loading label={t('who')} lines={2} />
  if (data.data.length === 0) return <p className="note">{t('noCandidate')}</p>
  return (
    <ul className="case-steps">
      {data.data.map(({ personId, name, homes, by }) => (
        <li key={personId}>
          <span>
            {[name, ...homes].join(', ')}
            <span className="note">{by.map((why) => t(`by.${why}`)).join(', ')}</span>
          </span>
          <Button small onClick={() => choose(personId)} aria-label={t('itIsNamed', { name })}>
            {t('itIs')}
          </Button>
        </li>
      ))}
    </ul>
  )
}
