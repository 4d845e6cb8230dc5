/** Whether the log, and this event in it, is as it was written. */
import { Notice, PaneSection, useMoments, useNow } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { type EventWithSeal, verificationQuery } from './queries.ts'

/** Sixteen hex digits in groups of four: enough to compare by eye; the whole is in the API. */
const short = (hash: string): string => hash.slice(0, 16).replace(/(.{4})(?=.)/g, '$1 ')

export const Proof = ({ seal }: { seal: EventWithSeal['seal'] }) => {
  const t = useTranslations('events')
  const moments = useMoments()
  const now = useNow(60_000)
  return (
    <PaneSection title={t('proof')}>
      <SealBadge sealedAt={seal?.sealedAt} />
      {seal === null ? (
        <p className="note">{t('notSealed')}</p>
      ) : (
        <>
          <p className="note">
            {t('sealed', { time: moments.when(Date.parse(seal.sealedAt), now), block: String(seal.block) })}
          </p>
          <dl className="kv">
            <div>
              <dt>{t('seal')}</dt>
              <dd className="hex" title={seal.hash}>
                {short(seal.hash)}
              </dd>
            </div>
            <div>
              <dt>{t('previous')}</dt>
              <dd className="hex" title={seal.previousHash}>
                {short(seal.previousHash)}
              </dd>
            </div>
          </dl>
        </>
      )}
    </PaneSection>
  )
}

/** The state of the whole log: unaltered, not checked since this event was sealed, or altered. */
const SealBadge = ({ sealedAt }: { readonly sealedAt: string | undefined }) => {
  const t = useTranslations('events')
  const moments = useMoments()
  const now = useNow(60_000)
  const { data } = useQuery(verificationQuery)
  if (data === undefined) return null
  if (data.state === 'broken')
    return (
      <Notice kind="bad" announce="urgent">
        <b>{t('broken')}</b> {t('brokenText', { block: String(data.broken?.block ?? '') })}
      </Notice>
    )
  const lastAt = data.state === 'intact' ? data.checkedAt : null
  // A check that was made before this event was sealed says nothing about it.
  const covers = lastAt !== null && sealedAt !== undefined && Date.parse(lastAt) >= Date.parse(sealedAt)
  const checkedAt = covers ? lastAt : null
  return (
    <div className="seal">
      <svg width="44" height="44" viewBox="0 0 44 44" aria-hidden="true">
        <circle cx="22" cy="22" r="20" className="seal-ring" />
        <circle cx="22" cy="22" r="15.5" className="seal-dots" />
        {checkedAt !== null ? <path d="M15 22.5l5 5 9.5-10.5" className="seal-tick" /> : null}
      </svg>
      <p>
        {checkedAt !== null ? (
          <>
            <b>{t('intact')}</b>{' '}
            {t('intactText', { time: moments.when(Date.parse(checkedAt), now), count: data.events })}
          </>
        ) : (
          <>
            <b>{t('neverChecked')}</b>{' '}
            {lastAt === null
              ? t('neverCheckedText')
              : t('checkedBefore', { time: moments.when(Date.parse(lastAt), now) })}
          </>
        )}
      </p>
    </div>
  )
}
