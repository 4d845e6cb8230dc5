/** Who gets data, what is left on devices, and how data are kept safe. */
import { evidenceOf, type Register } from '@loge/features/law/core'
import { Section, State, useMoments } from '@loge/ui'
import { Link } from '@tanstack/react-router'
import { useLocale, useTranslations } from 'use-intl'

interface Shown {
  readonly content: Register
}

const useLanguage = () => (useLocale().startsWith('fr') ? 'fr' : 'en')

export const Recipients = ({ content: { recipients, recipientKinds } }: Shown) => {
  const t = useTranslations('registerDesk')
  const language = useLanguage()
  const { civilDay } = useMoments()
  const kindOf = (id: string) => recipientKinds.find((kind) => kind.id === id)?.label[language] ?? id
  return (
    <Section title={t('recipients')}>
      {recipients.length === 0 ? <p className="fact">{t('noRecipient')}</p> : null}
      <ul className="list">
        {recipients.map(({ id, name, kind, country, contractOn, contract, safeguard, subProcessors }) => (
          <li key={id} className="rule-line">
            <span>
              <b>{name}</b>
              <span className="note">
                {[kindOf(kind), country, ...subProcessors.map((one) => `${one.name} (${one.country})`)].join(
                  ', ',
                )}
              </span>
            </span>
            <span>{safeguard === undefined ? null : t(`safeguard.${safeguard}`)}</span>
            {contractOn === null ? (
              <State kind="att">{t('noContract')}</State>
            ) : (
              <span>
                {t('contract', { day: civilDay(contractOn) })}
                {contract === undefined ? null : (
                  <span className="note">
                    {contract.document.name}
                    {contract.until === undefined
                      ? null
                      : `, ${t('contractUntil', { day: civilDay(contract.until) })}`}
                    {contract.confidentialityOn === undefined
                      ? null
                      : `, ${t('secrecySince', { day: civilDay(contract.confidentialityOn) })}`}
                  </span>
                )}
              </span>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}

export const Trackers = ({ content: { trackers } }: Shown) => {
  const t = useTranslations('registerDesk')
  const language = useLanguage()
  return (
    <Section title={t('trackers')}>
      <ul className="list">
        {trackers.map(({ id, name, provider, kind, store, lifetime, purpose }) => (
          <li key={id} className="rule-line">
            <span>
              <b>{name}</b>
              <span className="note">
                {purpose[language]} ({provider})
              </span>
            </span>
            <span>{t(`tracker.${kind}`)}</span>
            <span>
              {lifetime === null
                ? t(store === 'local_storage' || store === 'indexed_db' ? 'untilRemoved' : 'untilClosed')
                : t(`period.${lifetime.unit}`, { count: lifetime.count })}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}

export const Security = ({ content: { security } }: Shown) => {
  const t = useTranslations('registerDesk')
  const language = useLanguage()
  const { civilDay } = useMoments()
  if (security.length === 0) return null
  const shown = (measure: Register['security'][number]): string => {
    const evidence = evidenceOf(measure)
    if (evidence === undefined) return measure.evidence
    return 'on' in evidence ? t('evidenceOf', { day: civilDay(evidence.on) }) : t('lookedAt')
  }
  return (
    <Section title={t('security')}>
      <ul className="list">
        {security.map((measure) => (
          <li key={measure.id} className="change">
            {measure.sentence[language]} <span className="note">{shown(measure)}</span>
          </li>
        ))}
      </ul>
      <Link to="/privacy/measures">{t('howMeasuresStand')}</Link>
    </Section>
  )
}
