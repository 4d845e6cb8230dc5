/** Every command of `npx loge`. */
import type { Command } from './command.ts'
import { configCommand } from './config.ts'
import { uplinkCommand } from './uplink.ts'

export const COMMANDS: readonly Command[] = [configCommand, uplinkCommand]
