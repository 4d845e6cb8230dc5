/** Who may break the glass: named here by a manager, and taken back here. */
import { NoMail } from '@loge/features/notices/screens'
import { Button, Notice, Section, useMoments, useProblemText } from '@loge/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { GlassKeyForm } from './glass-key-form.tsx'
import { GLASS, type GlassKey, glassKeysQuery, withdrawGlassKey } from './queries.ts'

export const GlassKeys = () => {
  const t = useTranslations('emergency.glass')
  const problem = useProblemText()
  const { data, error } = useQuery({ ...glassKeysQuery, throwOnError: false })
  const [isOpen, setIsOpen] = useState(false)
  const queries = useQueryClient()
  const withdraw = useMutation({
    mutationFn: withdrawGlassKey,
    onSettled: () => queries.invalidateQueries({ queryKey: GLASS }),
  })
  const failed = withdraw.error ?? (data === undefined ? error : null)
  return (
    <Section title={t('keysTitle')}>
      <div className="stack">
        {isOpen || (data?.length ?? 0) > 0 ? <NoMail /> : null}
        <p className="soft">{data?.length === 0 ? t('noKeys') : t('keysText')}</p>
        {failed === null ? null : <Notice kind="att">{problem(failed)}</Notice>}
        <ul className="list">
          {(data ?? []).map((key) => (
            <Key key={key.id} glassKey={key} withdraw={() => withdraw.mutate(key.id)} />
          ))}
        </ul>
        {isOpen ? (
          <GlassKeyForm close={() => setIsOpen(false)} />
        ) : (
          <div className="row">
            <Button onClick={() => setIsOpen(true)}>{t('add')}</Button>
          </div>
        )}
      </div>
    </Section>
  )
}

const Key = ({ glassKey, withdraw }: { glassKey: GlassKey; withdraw: () => void }) => {
  const t = useTranslations('emergency.glass')
  const { date } = useMoments()
  const { personName: name, profileName: group, reason } = glassKey
  const counts = {
    opens: String(glassKey.opens),
    entrances: String(glassKey.entrances),
    minutes: String(glassKey.forMinutes),
  }
  return (
    <li className="list-row">
      <span>
        <b>{name}</b>
        <span className="note">
          {t('key', { ...counts, group, date: date(Date.parse(glassKey.validUntil) - 1), reason })}{' '}
          {t(glassKey.passesLockdown ? 'passes' : 'stops')}
        </span>
      </span>
      <Button small aria-label={t('withdrawOf', { name })} onClick={withdraw}>
        {t('withdraw')}
      </Button>
    </li>
  )
}
