/** What comes before everything else for whoever has not answered it: a document as it is, and one thing to press. */
import { Button, Notice, useMoments, useProblemText, useTitle } from '@loge/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import type { Block, Section } from '../../core/index.ts'
import { answerDocument, type DocumentAnswer, openDocumentsQuery } from './queries.ts'
import './documents.css'

interface ToAnswerProps {
  readonly open: DocumentAnswer
  /** A way to the doors, which wait for nobody’s agreement. */
  readonly doors: ReactNode
}

const PATHS = {
  terms: '/terms',
  privacy_policy: '/privacy-policy',
  cookie_policy: '/cookies',
  legal_notice: '/legal',
  confidentiality: '/confidentiality',
} as const

export const ToAnswerPage = ({ open: { version, content }, doors }: ToAnswerProps) => {
  const t = useTranslations('documents')
  const problem = useProblemText()
  const { date } = useMoments()
  const language = useLocale().startsWith('fr') ? 'fr' : 'en'
  const queries = useQueryClient()
  const { document, number, hash, asks, effectiveAt } = version
  const how = asks === 'acceptance' ? 'accepted' : 'seen'
  const isSecrecy = document === 'confidentiality'
  const answer = useMutation({
    mutationFn: () => answerDocument({ document, number, hash, how, language, surface: 'console' }),
    onSuccess: () => {
      // What was refused until now, the live line with it, is asked anew.
      if (isSecrecy) location.reload()
      else return queries.invalidateQueries({ queryKey: openDocumentsQuery.queryKey })
    },
  })
  const { title, lead, sections } = content[language]
  useTitle(title)
  const from = effectiveAt === null ? '' : date(Date.parse(effectiveAt))
  return (
    <div className="page to-answer">
      <div className="page-head">
        <div>
          <p className="note">
            {t(isSecrecy ? 'beforeSign' : how === 'accepted' ? 'beforeAccept' : 'beforeSeen')}
          </p>
          <h1>{title}</h1>
          <p className="lead">{lead}</p>
          <p className="note">{t('stamp', { number: String(number), day: from })}</p>
        </div>
      </div>
      {version.level === 'material' && version.changes.length > 0 ? (
        <Changed changes={version.changes} />
      ) : null}
      <DocumentText sections={sections} />
      {answer.error === null ? null : (
        <Notice kind="att" announce="urgent">
          {problem(answer.error)}
        </Notice>
      )}
      <div className="row to-answer-acts">
        <Button kind="main" busy={answer.isPending} onClick={() => answer.mutate()}>
          {t(isSecrecy ? 'sign' : how)}
        </Button>
        {doors}
        <a href={`${PATHS[document]}?lang=${language}&version=${number}`}>{t('toPrint')}</a>
      </div>
    </div>
  )
}

/** What changed in the register, by kind: each kind once. */
const Changed = ({ changes }: { readonly changes: readonly string[] }) => {
  const t = useTranslations('documents.change')
  const kinds = [...new Set(changes.map((change) => change.split(' ', 1)[0] ?? ''))]
  return (
    <Notice>
      <b>{t('title')}</b> {kinds.map((kind) => t(kind as 'wording')).join(' · ')}
    </Notice>
  )
}

const DocumentText = ({ sections }: { readonly sections: readonly Section[] }) => (
  <div className="document-text">
    {sections.map(({ id, title, summary, blocks }) => (
      <section key={id}>
        <h2>{title}</h2>
        {summary === undefined ? null : <p className="soft">{summary}</p>}
        {blocks.map((block, index) => (
          // A document stays as it is, so its places are its keys.
          <BlockText key={`${id}-${index}`} block={block} />
        ))}
      </section>
    ))}
  </div>
)

const BlockText = ({ block }: { readonly block: Block }) => {
  if (block.kind === 'text') return <p>{block.text}</p>
  if (block.kind === 'list')
    return (
      <ul>
        {block.items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
    )
  return (
    <table className="tbl">
      <thead>
        <tr>
          {block.head.map((cell) => (
            <th scope="col" key={cell}>
              {cell}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {block.rows.map((row) => (
          <tr key={row.join('\n')}>
            {row.map((cell, index) => (
              <td key={block.head[index]}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
