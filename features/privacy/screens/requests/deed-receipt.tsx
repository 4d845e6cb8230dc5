/** What a decision changed: the receipt, and whether a second look found it so. */
import { buttonClass, Notice, PaneSection, State, useWords } from '@loge/ui'
import { useTranslations } from 'use-intl'
import type { Case } from './queries.ts'

const MARKS = { due: 'wait', done: 'wait', proven: 'ok', doubtful: 'bad' } as const

export const DeedReceipt = ({ id, deed }: { id: string; deed: NonNullable<Case['deed']> }) => {
  const t = useTranslations('desk')
  const words = useWords()
  const { kind, state, changes, found, contentHash } = deed
  return (
    <PaneSection title={t('done')} link={<State kind={MARKS[state]}>{t(`deedState.${state}`)}</State>}>
      <p>{t(`deed.${kind}`)}</p>
      {changes === null ? null : (
        <dl className="differences">
          {changes.map(({ field, before, after }) => (
            <div key={field}>
              <dt>{words(`desk.field.${field}`) ?? field}</dt>
              <dd>
                <s>{before ?? '–'}</s> → <b>{after ?? '–'}</b>
              </dd>
            </div>
          ))}
        </dl>
      )}
      {contentHash === null ? null : <p className="note digest">SHA-256 {contentHash}</p>}
      {found.length === 0 ? null : (
        <Notice kind="bad">
          {t('notSo', { tables: found.map(({ table }) => table.replaceAll('_', ' ')).join(', ') })}
        </Notice>
      )}
      {kind === 'copy' ? (
        <div className="row">
          <a className={buttonClass()} href={`/api/v1/privacy/requests/${id}/copy`} download>
            {t('printCopy')}
          </a>
        </div>
      ) : null}
    </PaneSection>
  )
}
