/**
 * Starts the edge with little memory. Compiled code is kept on the disk, so that a start needs no compiler; a start
 * that had to compile begins anew, in place, without what compiling took: some 40 MB of 128. This file is JavaScript
 * for the same reason.
 */
import { statSync } from 'node:fs'
import { enableCompileCache, flushCompileCache, getCompileCacheDir } from 'node:module'
import './small-memory.mjs'

const ANEW = '--anew'

enableCompileCache(`${process.env['LOGE_DATA_DIR'] || './.loge'}/code-cache`)
const cache = getCompileCacheDir()
/** Changes when code is added or replaced. */
const keptAt = () => cache && statSync(cache, { throwIfNoEntry: false })?.mtimeMs

const before = keptAt()
const { runProcess } = await import('./process.ts')
flushCompileCache()
if (keptAt() !== before && !process.argv.includes(ANEW) && process.platform !== 'win32')
  process.execve?.(process.execPath, [process.execPath, ...process.execArgv, ...process.argv.slice(1), ANEW])
await runProcess()
