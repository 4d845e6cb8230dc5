/** Every command of `npx loge`. */
import { backupCommand } from './backup.ts'
import type { Command } from './command.ts'
import { configCommand } from './config.ts'
import { doctorCommand } from './doctor.ts'
import { edgeCommand } from './edge.ts'
import { keyCreateCommand } from './key-create.ts'
import { linkCommand } from './link.ts'
import { migrateCommand } from './migrate.ts'
import { organizationCreateCommand } from './organization-create.ts'
import { organizationListCommand } from './organization-list.ts'
import { purgeCommand } from './purge.ts'
import { restoreCommand } from './restore.ts'
import { serveCommand } from './serve.ts'
import { uplinkCommand } from './uplink.ts'
import { verifyLogCommand } from './verify-log.ts'

export const COMMANDS: readonly Command[] = [
  serveCommand,
  edgeCommand,
  migrateCommand,
  keyCreateCommand,
  organizationCreateCommand,
  organizationListCommand,
  linkCommand,
  verifyLogCommand,
  purgeCommand,
  backupCommand,
  restoreCommand,
  uplinkCommand,
  doctorCommand,
  configCommand,
]
