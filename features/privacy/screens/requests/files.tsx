/** Scans that came with a request: the letter, and a proof of who asks for as long as it is needed. */
import { Button, Notice, PaneSection, Select, useMoments, useProblemText } from '@loge/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { isKnown } from './is-known.ts'
import { addFile, type Case, type FileKind, REQUESTS } from './queries.ts'

export const Files = ({ one }: { one: Case }) => {
  const t = useTranslations('desk')
  const { date } = useMoments()
  const isOpen = one.endedAt === null
  if (one.files.length === 0 && !isOpen) return null
  return (
    <PaneSection title={t('files')}>
      <ul className="case-steps">
        {one.files.map((file) => (
          <li key={file.id}>
            {file.destroyedAt === null ? (
              <a href={`/api/v1/privacy/requests/${one.id}/files/${file.id}`} download={file.name}>
                {t(`file.${file.kind}`)}
                <span className="note">{file.name}</span>
              </a>
            ) : (
              <span>
                {t(`file.${file.kind}`)}
                <span className="note">{t('fileGone', { day: date(Date.parse(file.destroyedAt)) })}</span>
              </span>
            )}
            <time className="note" dateTime={file.addedAt}>
              {date(Date.parse(file.addedAt))}
            </time>
          </li>
        ))}
      </ul>
      {isOpen ? <Add one={one} /> : null}
    </PaneSection>
  )
}

const Add = ({ one }: { one: Case }) => {
  const t = useTranslations('desk')
  const problem = useProblemText()
  const queries = useQueryClient()
  const [kind, setKind] = useState<FileKind>('letter')
  const [file, setFile] = useState<File>()
  const add = useMutation({
    mutationFn: (scan: File) => addFile(one.id, kind, scan),
    onSuccess: () => setFile(undefined),
    onSettled: () => queries.invalidateQueries({ queryKey: REQUESTS }),
  })
  const kinds: readonly FileKind[] = isKnown(one) ? ['letter', 'enclosure'] : ['letter', 'proof', 'enclosure']
  return (
    <form
      className="stack"
      aria-label={t('addFile')}
      onSubmit={(event) => {
        event.preventDefault()
        if (file !== undefined) add.mutate(file)
      }}
    >
      <Select
        label={t('fileKind')}
        value={kind}
        options={kinds.map((value) => ({ value, label: t(`file.${value}`) }))}
        onChange={setKind}
      />
      <Scan key={one.files.length} label={t('scan')} choose={setFile} />
      {add.error === null ? null : (
        <Notice kind="bad" announce="urgent">
          {problem(add.error)}
        </Notice>
      )}
      <div className="row">
        <Button small type="submit" busy={add.isPending}>
          {t('addFile')}
        </Button>
      </div>
    </form>
  )
}

/** The device's own control: a picture, or the PDF of a scanner. */
export const Scan = ({
  label,
  choose,
}: {
  readonly label: string
  readonly choose: (file: File | undefined) => void
}) => (
  <label className="stack">
    <span>{label}</span>
    <input
      type="file"
      accept=".pdf,.png,.jpg,.jpeg"
      onChange={({ target }) => choose(target.files?.[0] ?? undefined)}
    />
  </label>
)
