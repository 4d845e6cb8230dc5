/** The draft against what is in force: what keeps it from being published, what it changes for people, and when it may begin. */
import { boundsOn, compareRegisters, judgeRegister, type Register } from '@loge/features/law/core'
import { Button, DayField, isDay, Notice, Section, State, type TypedDay, useProblemText } from '@loge/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { nameAt, nameOf } from './naming.ts'
import { discardDraft, publishDraft, type Version } from './queries.ts'

interface DraftPaneProps {
  readonly before: Register
  readonly content: Register
  readonly version: Version
  readonly mayManage: boolean
}

export const DraftPane = ({ before, content, version, mayManage }: DraftPaneProps) => {
  const t = useTranslations('registerDesk')
  const language = useLocale().startsWith('fr') ? 'fr' : 'en'
  const { level, changes } = compareRegisters(before, content)
  const faults = judgeRegister(content, boundsOn(version.recordedAt.slice(0, 10)))
  return (
    <Section title={t('draft')} note={t(`level.${level}`)}>
      <ul className="list">
        {changes.map(({ kind, of }) => (
          <li key={`${kind} ${of.join('/')}`} className="change">
            {t(`changeKind.${kind}`)}{' '}
            {of.length === 0 ? null : (
              <span className="note">{of.map((one) => nameOf(content, one, language)).join(' / ')}</span>
            )}
          </li>
        ))}
      </ul>
      {faults.length === 0 ? null : (
        <>
          <p>{t('faulty', { count: faults.length })}</p>
          <ul className="list">
            {faults.map(({ pointer, code, about }) => (
              <li key={`${pointer} ${code} ${about ?? ''}`} className="change">
                <State kind="att">{t(`fault.${code}`)}</State>{' '}
                <span className="note">
                  {[nameAt(content, pointer, language), about]
                    .filter((one) => one !== undefined)
                    .map((one) => nameOf(content, one, language))
                    .join(', ') || pointer}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      {mayManage ? <Acts hash={version.hash} isFaulty={faults.length > 0} /> : null}
    </Section>
  )
}

const Acts = ({ hash, isFaulty }: { readonly hash: string; readonly isFaulty: boolean }) => {
  const t = useTranslations('registerDesk')
  const problem = useProblemText()
  const queries = useQueryClient()
  const [day, setDay] = useState<TypedDay>('')
  const onSettled = () => queries.invalidateQueries({ queryKey: ['register'] })
  const publish = useMutation({
    mutationFn: async () => {
      const from = isDay(day) ? { effectiveOn: day } : {}
      await publishDraft({ hash, ...from })
    },
    onSettled,
  })
  const discard = useMutation({ mutationFn: () => discardDraft(hash), onSettled })
  const error = publish.error ?? discard.error
  return (
    <div className="stack rule-form">
      <DayField label={t('from')} hint={t('fromHint')} value={day} onChange={setDay} />
      {error === null ? null : (
        <Notice kind="att" announce="urgent">
          {problem(error)}
        </Notice>
      )}
      <div className="row">
        <Button
          kind="main"
          off={isFaulty || day === 'unreadable'}
          busy={publish.isPending}
          onClick={() => publish.mutate()}
        >
          {t('publish')}
        </Button>
        <Button kind="text" busy={discard.isPending} onClick={() => discard.mutate()}>
          {t('discard')}
        </Button>
      </div>
    </div>
  )
}
