/** The browser app for whoever needs it: built once into a folder of its own, or where `npm test` built it just before. */
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
  const ready = process.env['LOGE_TEST_PAGES']
  built ??= ready === undefined ? buildIt() : Promise.resolve(ready)
  return built
}
