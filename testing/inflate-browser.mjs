// Inflates the browser of npm, its fonts and its libraries where temporary files go (`TMPDIR`); told where they will be.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import chromium, { inflate } from '@sparticuz/chromium'

const [, , folder] = process.argv
const packed = (name) => fileURLToPath(new URL(`../bin/${name}`, import.meta.resolve('@sparticuz/chromium')))
await chromium.executablePath()
await inflate(packed('al2023.tar.br'))
const fonts = await inflate(packed('fonts.tar.br'))
// Its own names folders of other machines only.
writeFileSync(
  join(fonts, 'fonts.conf'),
  `<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig>\n  <dir>${folder}/fonts</dir>\n  <dir>/usr/share/fonts</dir>\n  <cachedir>${folder}/fonts-cache</cachedir>\n</fontconfig>\n`,
)
