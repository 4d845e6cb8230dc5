/** What the house itself waits for, beside its doors: the app knows it, Today says it. */
import { buttonClass, LedgerItem } from '@loge/ui'
import { Link, type LinkProps } from '@tanstack/react-router'
import { createContext, useContext } from 'react'
import { useTranslations } from 'use-intl'

export interface HouseNeed {
  readonly code: 'backupNever' | 'backupFailed' | 'backupOld' | 'mailNotSetUp'
  readonly to: NonNullable<LinkProps['to']>
}

/** Supplied once by the app: backups stand to the right of access, and cannot be asked from here. */
const HouseNeeds = createContext<readonly HouseNeed[]>([])

export const HouseNeedsProvider = HouseNeeds.Provider

export const useHouseNeeds = (): readonly HouseNeed[] => useContext(HouseNeeds)

export const HouseNeedItem = ({ need: { code, to } }: { readonly need: HouseNeed }) => {
  const t = useTranslations('today.house')
  return (
    <LedgerItem
      mark={code === 'backupFailed' ? 'bad' : 'att'}
      title={t(`${code}.title`)}
      when={null}
      acts={
        <Link className={buttonClass()} to={to}>
          {t(`${code}.go`)}
        </Link>
      }
    >
      {t(`${code}.text`)}
    </LedgerItem>
  )
}
