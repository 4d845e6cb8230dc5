/** What the page of backups asks and tells the server. */
import { api } from '@loge/http/client'
import type { WireAnswer } from '@loge/http/contract'
import { queryOptions } from '@tanstack/react-query'
import type { backupRoutes } from '../../wire.ts'

type Routes = typeof backupRoutes
export type BackupState = WireAnswer<Routes['read']>

export const backupsQuery = queryOptions({
  queryKey: ['backups'],
  queryFn: ({ signal }) => api.call<Routes['read']>('GET', '/backups', { signal }),
})

export const runBackup = () => api.call<Routes['run']>('POST', '/backups', {})

export const writeDrill = (whole: boolean) =>
  api.call<Routes['drill']>('POST', '/backup-drills', { body: { whole } })
