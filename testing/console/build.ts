/** Builds the browser app once for whoever needs it, into a folder of its own. */
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'

let built: Promise<string> | undefined

const buildIt = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'loge-web-'))
  const before = process.env['NODE_ENV']
  // A test runner sets `test`, and React would come as it is for development.
  process.env['NODE_ENV'] = 'production'
  await build({
    configFile: join(import.meta.dirname, '../../web/vite.config.ts'),
    build: { outDir: folder, emptyOutDir: true },
    logLevel: 'error',
  }).finally(() => {
    process.env['NODE_ENV'] = before
  })
  return folder
}

export const builtConsole = (): Promise<string> => {
  built ??= buildIt()
  return built
}
