/**
 * Makes features/accounts/server/common-passwords.bin: digests of what passwords are guessed from first. The lists are
 * those of zxcvbn-ts (MIT): passwords found in breaches, and the words and names of English and French.
 *
 *   npm install --no-save --prefix FOLDER @zxcvbn-ts/language-common@4.1.3 @zxcvbn-ts/language-en@4.1.1 @zxcvbn-ts/language-fr@4.1.2
 *   node scripts/common-passwords.mjs FOLDER
 */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { plainPassword, SHORTEST } from '../features/accounts/core/index.ts'
import { digestOf } from '../features/accounts/server/listed-passwords.ts'

const LISTS = [
  'common/src/passwords',
  ...['en', 'fr'].flatMap((language) =>
    ['commonWords', 'firstnames', 'lastnames', 'wikipedia'].map((list) => `${language}/src/${list}`),
  ),
]

const folder = process.argv[2]
if (folder === undefined) throw new Error('name the folder the lists were installed into')
const digests = new Set()
for (const list of LISTS) {
  const words = JSON.parse(
    await readFile(join(folder, `node_modules/@zxcvbn-ts/language-${list}.json`), 'utf8'),
  )
  // Anything shorter is refused for its length.
  for (const word of words.map(plainPassword))
    if (Array.from(word).length >= SHORTEST) digests.add(digestOf(word))
}
const sorted = Uint32Array.from(digests).sort()
const bytes = Buffer.alloc(sorted.length * 4)
sorted.forEach((digest, index) => bytes.writeUInt32BE(digest, index * 4))
await writeFile(join(import.meta.dirname, '../features/accounts/server/common-passwords.bin'), bytes)
console.log(`${sorted.length} digests, ${bytes.length} bytes`)
