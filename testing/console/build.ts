/** Builds the browser app once for whoever needs it, into a folder of its own. */
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'

let built: Promise<string> | undefined

const buildIt = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'loge-web-'))
  await build({
    configFile: join(import.meta.dirname, '../../web/vite.config.ts'),
    build: { outDir: folder, emptyOutDir: true },
    logLevel: 'error',
  })
  return folder
}

export const builtConsole = (): Promise<string> => {
  built ??= buildIt()
  return built
}
