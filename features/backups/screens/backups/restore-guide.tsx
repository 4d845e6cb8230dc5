/** What to do to restore, step by step: read here, and printed while there is a page to print. */
import { Button, Fold, printSheet, Section } from '@loge/ui'
import { useTranslations } from 'use-intl'
import type { BackupState } from './queries.ts'

const SHEET = 'restore-guide'

/** Why the machine says no, with what to do then. */
const REFUSALS = [
  'backup_incomplete',
  'backup_damaged',
  'backup_newer_than_code',
  'backup_passphrase_wrong',
  'backup_keys_missing',
  'restore_ledger_missing',
  'restore_target_not_empty',
  'restore_failed',
] as const

const TEXT_STEPS = ['bring', 'folder', 'restore', 'start', 'look'] as const

const commandsOf = (step: (typeof TEXT_STEPS)[number], { folder, sealed }: Where): readonly string[] => {
  if (step === 'folder') return ['export LOGE_DATA_DIR=/var/lib/loge']
  if (step === 'start') return ['npx loge link', 'npm start']
  if (step !== 'restore') return []
  const passphrase = sealed ? ' --passphrase-file /etc/loge/backup.passphrase' : ''
  return [`npx loge restore --from ${folder}/loge-….tar${passphrase}`]
}

interface Where {
  readonly folder: string
  readonly sealed: boolean
}

export const RestoreGuide = ({ place }: Pick<BackupState, 'place'>) => {
  const t = useTranslations('backups')
  const where = { folder: place?.folder ?? '/srv/backup', sealed: place?.sealed ?? false }
  return (
    <Section title={t('restore.title')}>
      <div className="stack">
        <article id={SHEET} className="sheet stack" aria-label={t('restore.title')}>
          <p className="soft">{t('restore.lead')}</p>
          <ol className="restore">
            {TEXT_STEPS.map((step) => (
              <li key={step}>
                {t(`restore.${step === 'bring' && where.sealed ? 'bringSealed' : step}`)}
                {commandsOf(step, where).map((command) => (
                  <code key={command} className="copyable">
                    {command}
                  </code>
                ))}
              </li>
            ))}
          </ol>
          <Fold summary={t('restore.refused')}>
            <dl className="restore-refusals">
              {REFUSALS.map((code) => (
                <div key={code}>
                  <dt>
                    <code>{code}</code>
                  </dt>
                  <dd>{t(`restore.code.${code}`)}</dd>
                </div>
              ))}
            </dl>
          </Fold>
        </article>
        <div className="row">
          <Button onClick={() => printSheet(SHEET)}>{t('restore.print')}</Button>
          <span className="note">{t('restore.printWhy')}</span>
        </div>
      </div>
    </Section>
  )
}
