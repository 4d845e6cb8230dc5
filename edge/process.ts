/** The edge as a process: one JSON line when it is ready, a graceful stop on SIGTERM and SIGINT. */
import { flushCompileCache } from 'node:module'
import { realWorld } from '@loge/kernel/real-world'
import { EnrolmentRefused } from './enrolment.ts'
import { FolderTaken } from './folder-lock.ts'
import { linesTo } from './log-lines.ts'
import { runEdge } from './run-edge.ts'
import { readEdgeSettings, SettingFault } from './settings.ts'

const why = (error: unknown): string => {
  if (error instanceof SettingFault || error instanceof FolderTaken || error instanceof EnrolmentRefused)
    return error.message
  if (!(error instanceof Error) || !('code' in error)) return String(error)
  switch (error.code) {
    case 'EADDRINUSE':
      return 'the port of the status page is taken; set LOGE_EDGE_PORT to a free one'
    case 'EACCES':
    case 'EROFS':
      return 'the data folder cannot be written; set LOGE_DATA_DIR to a folder of this user'
    case 'ENOSPC':
      return 'the disk is full; free some space, then start again'
    default:
      return error.message
  }
}

const say = linesTo(process.stderr)
const tell = linesTo(process.stdout)

export const runProcess = async (): Promise<void> => {
  try {
    const running = await runEdge({ ...readEdgeSettings(process.env), world: realWorld, say })
    tell(JSON.stringify({ ready: true, process: 'edge', port: running.statusPort }))
    // Now, not at the end: an edge ends when its power does.
    flushCompileCache()
    let isStopping = false
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.on(signal, () => {
        if (isStopping) return
        isStopping = true
        void running.stop().then(() => process.exit(0))
      })
    }
  } catch (error) {
    say(`the edge did not start: ${why(error)}`)
    process.exit(error instanceof SettingFault ? 2 : 1)
  }
}
