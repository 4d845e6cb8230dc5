/** Every version there was, which one is in force, and the one that is to come, taken back where it must not. */
import { Button, Notice, Section, State, useMoments, useProblemText } from '@loge/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { type Version, withdrawVersion } from './queries.ts'

const MARK = { draft: 'wait', scheduled: 'wait', in_force: 'ok', archived: 'off', withdrawn: 'no' } as const

interface VersionsProps {
  readonly versions: readonly Version[]
  readonly mayManage: boolean
}

export const Versions = ({ versions, mayManage }: VersionsProps) => {
  const t = useTranslations('registerDesk')
  const problem = useProblemText()
  const { date } = useMoments()
  const queries = useQueryClient()
  const back = useMutation({
    mutationFn: withdrawVersion,
    onSettled: () => queries.invalidateQueries({ queryKey: ['register'] }),
  })
  return (
    <Section title={t('versions')}>
      {versions.length === 0 ? <p className="fact">{t('noVersion')}</p> : null}
      {back.error === null ? null : (
        <Notice kind="att" announce="urgent">
          {problem(back.error)}
        </Notice>
      )}
      <ul className="list">
        {versions.map(({ number, state, effectiveAt, hash }) => (
          <li key={number} className="rule-line">
            <span>
              <b>{t('version', { number: String(number) })}</b>
              <span className="note">{hash.slice(0, 12)}</span>
            </span>
            <span>{effectiveAt === null ? null : t('since', { day: date(Date.parse(effectiveAt)) })}</span>
            <State kind={MARK[state]}>{t(`state.${state}`)}</State>
            {mayManage && state === 'scheduled' ? (
              <Button small busy={back.isPending} onClick={() => back.mutate(number)}>
                {t('takeBack')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </Section>
  )
}
