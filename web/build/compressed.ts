/** Writes each text file of the build again as `.br` and `.gz`, so that the server never compresses while it serves. */
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, gzip } from 'node:zlib'
import type { Plugin } from 'vite'

const TEXT = /\.(?:js|css|html|svg|webmanifest)$/
const asBrotli = promisify(brotliCompress)
const asGzip = promisify(gzip)

export const compressed = (): Plugin => {
  let folder = ''
  return {
    name: 'loge-compressed',
    apply: 'build',
    configResolved: (config) => {
      folder = resolve(config.root, config.build.outDir)
    },
    closeBundle: async () => {
      const files = await readdir(folder, { recursive: true })
      for (const file of files.filter((name) => TEXT.test(name))) {
        const content = await readFile(join(folder, file))
        await writeFile(join(folder, `${file}.br`), await asBrotli(content))
        await writeFile(join(folder, `${file}.gz`), await asGzip(content, { level: 9 }))
      }
    },
  }
}
