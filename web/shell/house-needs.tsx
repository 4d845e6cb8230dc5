/** Tells Today what the installation itself waits for: a backup that is not there, mail that cannot leave. */
import { type HouseNeed, HouseNeedsProvider } from '@loge/features/access/screens'
import { backupsQuery, installationQuery } from '@loge/features/backups/screens'
import { useNow } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import { type ReactNode, useMemo } from 'react'
import { backupState } from './settings-states.ts'
import { useMay } from './use-may.ts'

const BACKUP_NEEDS: Readonly<Partial<Record<ReturnType<typeof backupState>['says'], HouseNeed['code']>>> = {
  backupNever: 'backupNever',
  backupFailed: 'backupFailed',
  backupOld: 'backupOld',
  backupNoPlace: 'backupOld',
}

/** Asked on Today alone, and only by whoever could do something about it. */
export const HouseNeeds = ({ children }: { readonly children: ReactNode }) => {
  const may = useMay()
  const now = useNow(60_000)
  const isToday = useLocation({ select: ({ pathname }) => pathname === '/' })
  const quiet = { throwOnError: false, retry: false } as const
  const { data: backups } = useQuery({ ...backupsQuery, ...quiet, enabled: isToday && may('backups.run') })
  const { data: installation } = useQuery({
    ...installationQuery,
    ...quiet,
    enabled: isToday && may('accounts.manage'),
  })
  const says = backups === undefined ? undefined : backupState(backups, now).says
  const backup = says === undefined ? undefined : BACKUP_NEEDS[says]
  const hasNoMail = installation?.mail === false
  const needs = useMemo(
    (): readonly HouseNeed[] => [
      ...(backup === undefined ? [] : [{ code: backup, to: '/settings/backup' } as const]),
      ...(hasNoMail ? [{ code: 'mailNotSetUp', to: '/settings/installation' } as const] : []),
    ],
    [backup, hasNoMail],
  )
  return <HouseNeedsProvider value={needs}>{children}</HouseNeedsProvider>
}
