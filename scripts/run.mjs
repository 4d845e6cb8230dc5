// Runs a TypeScript entry of this repository on the Node of the lock file: `node scripts/run.mjs bench/main.ts …`.
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { ensureInstalled, nodeOfTheLockFile } from './install.mjs'

await ensureInstalled()
const [entry, ...rest] = process.argv.slice(2)
const root = fileURLToPath(new URL('..', import.meta.url))
const child = spawn(nodeOfTheLockFile(), [entry, ...rest], { cwd: root, stdio: 'inherit' })
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
