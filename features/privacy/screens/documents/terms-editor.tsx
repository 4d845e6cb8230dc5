/** The terms as they are written: both languages side by side, kept as a draft, then published from a day on. */
import { Button, DayField, Field, Fold, isDay, Notice, type TypedDay, useProblemText } from '@loge/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { fromPlain, judgeText, toPlain } from '../../core/index.ts'
import {
  documentsQuery,
  type DocumentAnswer,
  type DocumentVersion,
  draftTerms,
  publishTerms,
  termsQuery,
} from './queries.ts'

interface EditorProps {
  readonly draft: DocumentVersion | undefined
  readonly mayPublish: boolean
}

export const TermsEditor = ({ draft, mayPublish }: EditorProps) => {
  const t = useTranslations('documents')
  const { data: content } = useQuery(termsQuery(draft?.number))
  return (
    <Fold summary={t(draft === undefined ? 'writeNew' : 'goOn')}>
      {content === undefined ? null : <Writing draft={draft} content={content} mayPublish={mayPublish} />}
    </Fold>
  )
}

type Content = DocumentAnswer['content']

const Writing = ({ draft, content, mayPublish }: EditorProps & { readonly content: Content }) => {
  const t = useTranslations('documents')
  const problem = useProblemText()
  const queries = useQueryClient()
  const [written, write] = useState({ en: toPlain(content.en), fr: toPlain(content.fr) })
  const again = () => queries.invalidateQueries({ queryKey: documentsQuery.queryKey })
  const keep = useMutation({
    mutationFn: () =>
      draftTerms({
        content: { en: fromPlain(written.en), fr: fromPlain(written.fr) },
        replaces: draft?.hash ?? null,
      }),
    onSuccess: again,
  })
  const isKept =
    draft !== undefined && written.en === toPlain(content.en) && written.fr === toPlain(content.fr)
  return (
    <div className="stack">
      <p className="note">{t('howToWrite')}</p>
      <div className="terms-both">
        {(['en', 'fr'] as const).map((language) => (
          <Field key={language} label={t(`in.${language}`)}>
            {(ids) => (
              <textarea
                {...ids}
                className="in"
                rows={18}
                lang={language}
                value={written[language]}
                onChange={({ target }) => write({ ...written, [language]: target.value })}
              />
            )}
          </Field>
        ))}
      </div>
      {keep.error === null ? null : (
        <Notice kind="att" announce="urgent">
          {problem(keep.error)}
        </Notice>
      )}
      <div className="row">
        <Button busy={keep.isPending} off={isKept} onClick={() => keep.mutate()}>
          {t('keep')}
        </Button>
        {isKept ? <span className="note">{t('kept')}</span> : null}
      </div>
      <Faults content={{ en: fromPlain(written.en), fr: fromPlain(written.fr) }} />
      {isKept ? <Publishing hash={draft.hash} mayPublish={mayPublish} onDone={again} /> : null}
    </div>
  )
}

/** Numbers, references and summaries, as they are judged when it is published. */
const Faults = ({ content }: { readonly content: Content }) => {
  const t = useTranslations('documents')
  const faults = judgeText(content)
  if (faults.length === 0) return null
  return (
    <Notice kind="att">
      {t('faulty')}
      <ul>
        {faults.map(({ language, section, code, about }) => (
          <li key={`${language} ${section} ${code} ${about}`}>
            {t(`fault.${code}`, { language: language.toUpperCase(), section, about })}
          </li>
        ))}
      </ul>
    </Notice>
  )
}

interface PublishingProps {
  readonly hash: string
  readonly mayPublish: boolean
  readonly onDone: () => Promise<void>
}

const Publishing = ({ hash, mayPublish, onDone }: PublishingProps) => {
  const t = useTranslations('documents')
  const problem = useProblemText()
  const [from, setFrom] = useState<TypedDay>('')
  const [isSubstantial, setSubstantial] = useState(false)
  const publish = useMutation({
    mutationFn: () =>
      publishTerms({
        hash,
        isSubstantial,
        ...(isDay(from) ? { effectiveOn: from } : {}),
      }),
    onSuccess: onDone,
  })
  return (
    <div className="stack">
      <DayField label={t('fromDay')} hint={t('fromDayHint')} value={from} onChange={setFrom} />
      <label className="opt">
        <input
          type="checkbox"
          checked={isSubstantial}
          onChange={({ target }) => setSubstantial(target.checked)}
        />
        <span>{t('substantial')}</span>
      </label>
      {publish.error === null ? null : (
        <Notice kind="att" announce="urgent">
          {problem(publish.error)}
        </Notice>
      )}
      <div className="row">
        <Button
          kind="main"
          busy={publish.isPending}
          off={!mayPublish || from === 'unreadable'}
          onClick={() => publish.mutate()}
        >
          {t(from === '' ? 'publishNow' : 'publishLater')}
        </Button>
      </div>
    </div>
  )
}
