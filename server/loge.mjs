#!/usr/bin/env node
// `npx loge …`: starts the command line on the Node of the lock file, whichever Node started this.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const pinned = join(root, 'node_modules', '.bin', 'node')
const node = existsSync(pinned) ? pinned : process.execPath
const stopWithParent = new URL('stop-with-parent.mjs', import.meta.url).href
const cli = join(root, 'server', 'cli.ts')
const child = spawn(node, ['--import', stopWithParent, cli, ...process.argv.slice(2)], {
  stdio: ['pipe', 'inherit', 'inherit'],
  env: { ...process.env, NODE_NO_WARNINGS: '1' },
})
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
child.on('exit', (code) => process.exit(code ?? 1))
