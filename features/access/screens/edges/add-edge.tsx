/** Makes the one-time code of a new edge, says exactly what to type with it, and sees the edge arrive. */
import { Button, Notice, Section, Select, TextField, useMoments, useNow, useProblemText } from '@loge/ui'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import { type Edge, type Enrolment, issueEnrolment, sitesQuery } from './queries.ts'

interface AddEdgeProps {
  /** Those in service: one more than when the code was made is the one that joined. */
  readonly edges: readonly Edge[]
  readonly onDone: () => void
}

export const AddEdge = ({ edges, onDone }: AddEdgeProps) => {
  const t = useTranslations('edges')
  const problem = useProblemText()
  const { data: sites } = useQuery(sitesQuery)
  const [before, setBefore] = useState<ReadonlySet<string>>(new Set())
  const [name, setName] = useState('')
  const [chosen, setSite] = useState('')
  const [tried, setTried] = useState(false)
  const issue = useMutation({ mutationFn: issueEnrolment })
  const siteId = sites?.data.find(({ id }) => id === chosen)?.id ?? sites?.data[0]?.id
  if (issue.data !== undefined) {
    const joined = edges.find((edge) => !before.has(edge.id) && edge.name === name.trim())
    return <Code enrolment={issue.data} name={name.trim()} joined={joined} onDone={onDone} />
  }
  const send = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (name.trim() === '' || siteId === undefined) return
    setBefore(new Set(edges.map(({ id }) => id)))
    issue.mutate({ siteId, name: name.trim() })
  }
  return (
    <Section title={t('add')}>
      <form className="stack give" noValidate aria-label={t('add')} onSubmit={send}>
        {issue.error === null ? null : (
          <Notice kind="att" announce="urgent">
            {problem(issue.error)}
          </Notice>
        )}
        <TextField
          label={t('name')}
          hint={t('nameHint')}
          value={name}
          onChange={setName}
          maxLength={200}
          error={tried && name.trim() === '' ? t('nameMissing') : undefined}
        />
        {(sites?.data.length ?? 0) > 1 ? (
          <Select
            label={t('site')}
            value={siteId ?? ''}
            options={(sites?.data ?? []).map((one) => ({ value: one.id, label: one.name }))}
            onChange={setSite}
          />
        ) : null}
        <div className="row">
          <Button kind="main" type="submit" busy={issue.isPending}>
            {t('makeCode')}
          </Button>
          <Button kind="text" onClick={onDone}>
            {t('cancel')}
          </Button>
        </div>
      </form>
    </Section>
  )
}

interface CodeProps {
  readonly enrolment: Enrolment
  readonly name: string
  readonly joined: Edge | undefined
  readonly onDone: () => void
}

/** Names that mean another machine there than here. */
const LOCAL = /^(localhost|127\.|\[::1\])/

const Code = ({ enrolment, name, joined, onDone }: CodeProps) => {
  const t = useTranslations('edges')
  const { time } = useMoments()
  const now = useNow(1_000)
  const [isCopied, setCopied] = useState(false)
  const until = Date.parse(enrolment.expiresAt)
  const command = `npx loge edge --server ${location.origin} --code ${enrolment.code}`
  return (
    <Section title={t('codeTitle', { name })}>
      <div className="stack" role="group" aria-label={t('code')}>
        <div aria-live="polite">
          {joined !== undefined ? (
            <Notice kind="ok">{t('joined', { name })}</Notice>
          ) : now >= until ? (
            <Notice kind="att">{t('expired')}</Notice>
          ) : (
            <p>{t('codeText', { time: time(until) })}</p>
          )}
        </div>
        {joined === undefined && now < until ? (
          <>
            <code className="command">{command}</code>
            {LOCAL.test(location.host) ? <p className="hint">{t('local', { host: location.host })}</p> : null}
          </>
        ) : null}
        <div className="row">
          {joined === undefined && now < until ? (
            <Button
              kind="main"
              onClick={() => void navigator.clipboard.writeText(command).then(() => setCopied(true))}
            >
              {isCopied ? t('copied') : t('copy')}
            </Button>
          ) : null}
          <Button onClick={onDone}>{t('close')}</Button>
        </div>
      </div>
    </Section>
  )
}
