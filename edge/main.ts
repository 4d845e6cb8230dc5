/**
 * Starts the edge with little memory. Compiled code is kept in the data folder from the first start on, so that later
 * ones need no compiler: some 25 MB less of 128. That must be said before the first module of the edge is read.
 */
import { enableCompileCache } from 'node:module'
import './small-memory.ts'

enableCompileCache(`${process.env['LOGE_DATA_DIR'] || './.loge'}/code-cache`)
await import('./process.ts')
