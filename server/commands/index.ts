/** Every command of `npx loge`. */
import type { Command } from './command.ts'
import { configCommand } from './config.ts'
import { doctorCommand } from './doctor.ts'
import { migrateCommand } from './migrate.ts'
import { uplinkCommand } from './uplink.ts'

export const COMMANDS: readonly Command[] = [configCommand, doctorCommand, migrateCommand, uplinkCommand]
