/** What a house needs before its first resident comes home, in the order in which it is done; gone with the first door. */
import { tenanciesQuery } from '@loge/features/people/screens'
import { buttonClass, Ledger, LedgerItem, Section } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { Link, type LinkProps } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import type { Residence } from '../residence/use-residence.ts'

interface Step {
  readonly key: 'doors' | 'people' | 'rights' | 'backup'
  readonly to: NonNullable<LinkProps['to']>
  readonly isDone?: boolean
}

/** `undefined`: there is a door, or whether there is one is not known. A house with doors asks nothing more. */
export const useFirstSteps = (residence: Residence | undefined): readonly Step[] | undefined => {
  const isEmpty = residence?.entrances.length === 0 && residence.unseen.length === 0
  const { data: tenancies } = useQuery({ ...tenanciesQuery, enabled: isEmpty, throwOnError: false })
  if (!isEmpty || tenancies === undefined) return undefined
  return [
    { key: 'doors', to: '/doors' },
    { key: 'people', to: '/settings/import', isDone: tenancies.length > 0 },
    { key: 'rights', to: '/access' },
    { key: 'backup', to: '/settings/backup' },
  ]
}

export const FirstSteps = ({ steps }: { steps: readonly Step[] }) => {
  const t = useTranslations('today.first')
  const next = steps.find(({ isDone }) => isDone !== true)
  return (
    <Section title={t('title')} note={t('note')}>
      <Ledger>
        {steps.map(({ key, to, isDone }) => (
          <LedgerItem
            key={key}
            mark={isDone === true ? 'ok' : 'wait'}
            title={t(`${key}.title`)}
            when={isDone === true ? t('done') : undefined}
            acts={
              isDone === true ? undefined : (
                <Link className={buttonClass(key === next?.key ? 'main' : 'plain')} to={to}>
                  {t(`${key}.go`)}
                </Link>
              )
            }
          >
            {t(`${key}.text`)}
          </LedgerItem>
        ))}
      </Ledger>
    </Section>
  )
}
