/** What becomes of one's data after one's death: as it was lodged, or the form to lodge it. */
import { Button, Notice, Section, useMoments, useProblemText } from '@loge/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { DirectiveForm } from './directive-form.tsx'
import { useLanguageOf } from './kept-list.tsx'
import { type Directive, type Kept, type MyData, myDataQuery, revoke } from './queries.ts'

interface DirectiveSectionProps extends Pick<MyData, 'directive' | 'categories'> {
  /** What was lodged is shown, and may be revoked, wherever they live since. */
  readonly isOffered: boolean
}

export const DirectiveSection = ({ directive, categories, isOffered }: DirectiveSectionProps) => {
  const t = useTranslations('myData.directive')
  const [isOpen, setOpen] = useState(false)
  return (
    <Section title={t('title')}>
      <p className="note">{t('note')}</p>
      {isOpen ? (
        <DirectiveForm directive={directive} categories={categories} close={() => setOpen(false)} />
      ) : directive === null ? (
        <div className="stack">
          <p className="fact">{t('none')}</p>
          <div className="row">
            <Button onClick={() => setOpen(true)}>{t('write')}</Button>
          </div>
        </div>
      ) : (
        <Lodged
          directive={directive}
          categories={categories}
          change={isOffered ? () => setOpen(true) : undefined}
        />
      )}
    </Section>
  )
}

interface LodgedProps {
  readonly directive: Directive
  readonly categories: readonly Kept[]
  readonly change: (() => void) | undefined
}

const Lodged = ({ directive, categories, change }: LodgedProps) => {
  const t = useTranslations('myData.directive')
  const language = useLanguageOf()
  const problem = useProblemText()
  const { date } = useMoments()
  const queries = useQueryClient()
  const end = useMutation({
    mutationFn: revoke,
    onSettled: () => queries.invalidateQueries({ queryKey: myDataQuery.queryKey }),
  })
  const { wishes, executorName, executorContact, heldBy, heldUnder, agreedAt } = directive
  const named = (id: string) => categories.find((one) => one.id === id)?.label[language] ?? id
  return (
    <div className="stack">
      <p>{t('since', { day: date(Date.parse(agreedAt)) })}</p>
      {Object.keys(wishes).length === 0 ? null : (
        <ul className="list">
          {Object.entries(wishes).map(([id, wish]) => (
            <li key={id} className="kept-head">
              <b>{named(id)}</b>
              <span>{t(`wish.${wish}`)}</span>
            </li>
          ))}
        </ul>
      )}
      {executorName === null ? null : (
        <p>{t('goesTo', { name: executorName, contact: executorContact ?? '' })}</p>
      )}
      {heldBy === null ? null : <p>{t('lies', { name: heldBy, number: heldUnder ?? t('noNumber') })}</p>}
      {end.error === null ? null : (
        <Notice kind="att" announce="urgent">
          {problem(end.error)}
        </Notice>
      )}
      <div className="row">
        {change === undefined ? null : <Button onClick={change}>{t('change')}</Button>}
        <Button kind="text" busy={end.isPending} onClick={() => end.mutate()}>
          {t('revoke')}
        </Button>
      </div>
    </div>
  )
}
