/**
 * What a file that somebody sends really is: told by its bytes, never by its name. A few kinds that are looked at and not
 * run; whatever is something else as well, does something by itself or cannot be looked into is refused whole.
 */
import { inflateSync } from 'node:zlib'

export const FILE_TYPES = ['application/pdf', 'image/png', 'image/jpeg'] as const
export type FileType = (typeof FILE_TYPES)[number]

export const FILE_FAULTS = [
  'empty',
  'too_large',
  'kind',
  'two_in_one',
  'active',
  'closed',
  'bomb',
  'malware',
] as const
export type FileFault = (typeof FILE_FAULTS)[number]

export type Inspected =
  | { readonly ok: true; readonly type: FileType }
  | { readonly ok: false; readonly fault: FileFault }

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const PNG_END = Buffer.from([0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82])
const JPEG = Buffer.from([0xff, 0xd8, 0xff])
const JPEG_END = Buffer.from([0xff, 0xd9])
const ZIP_END = Buffer.from([0x50, 0x4b, 0x05, 0x06])
const ZIP_END_LENGTH = 22

/** The file every scanner knows: https://www.eicar.org/download-anti-malware-testfile/ */
const EICAR = 'X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'

/** What a reader would run, open or send by itself. A link that somebody must press is none of it. */
const ACTIVE = [
  'JavaScript',
  'JS',
  'Launch',
  'EmbeddedFile',
  'EmbeddedFiles',
  'RichMedia',
  'Movie',
  'XFA',
  'SubmitForm',
  'ImportData',
  'GoToE',
]

/** What a stream of a file may grow to, and all of them together. */
const MOST_OF_STREAM = 16 * 1024 * 1024
const MOST_OF_ALL = 64 * 1024 * 1024
const MOST_STREAMS = 5_000

const startsWith = (bytes: Buffer, begin: Buffer): boolean => bytes.subarray(0, begin.length).equals(begin)
const endsWith = (bytes: Buffer, end: Buffer): boolean => bytes.subarray(-end.length).equals(end)

/** An archive is read from its end: its last record says how long its remark is, up to the end of the file. */
const isArchiveToo = (bytes: Buffer): boolean => {
  for (
    let at = bytes.lastIndexOf(ZIP_END);
    at >= 0;
    at = at === 0 ? -1 : bytes.lastIndexOf(ZIP_END, at - 1)
  ) {
    if (at + ZIP_END_LENGTH > bytes.length) continue
    if (at + ZIP_END_LENGTH + bytes.readUInt16LE(at + 20) === bytes.length) return true
    if (bytes.length - at > 70_000) return false
  }
  return false
}

/** A page or a script that a browser or a server would take it for. */
const isPageToo = (bytes: Buffer): boolean =>
  /<(?:!doctype|html|script|svg|iframe|body|\?php)/i.test(bytes.subarray(0, 2_048).toString('latin1'))

/** `/J#61vaScript` is `/JavaScript`. */
const namesIn = (text: string): ReadonlySet<string> =>
  new Set(
    [...text.matchAll(/\/([^\s/<>[\](){}%]{1,64})/g)].map(([, name = '']) =>
      name.replaceAll(/#([0-9a-f]{2})/gi, (_, code: string) =>
        String.fromCharCode(Number.parseInt(code, 16)),
      ),
    ),
  )

const isActive = (text: string): boolean => {
  const names = namesIn(text)
  return ACTIVE.some((name) => names.has(name))
}

/** Readers look for objects inside of packed streams as well, so they are opened here, and never further than this. */
const faultInStreams = (bytes: Buffer): FileFault | undefined => {
  let all = 0
  let at = 0
  for (let count = 0; ; count += 1) {
    const begin = bytes.indexOf('stream', at, 'latin1')
    if (begin === -1) return undefined
    if (count > MOST_STREAMS) return 'bomb'
    const head = bytes.subarray(Math.max(0, begin - 2_048), begin).toString('latin1')
    const end = bytes.indexOf('endstream', begin, 'latin1')
    if (end === -1) return undefined
    at = end + 'endstream'.length
    const own = head.slice(head.lastIndexOf(' obj'))
    if (!namesIn(own).has('ObjStm')) continue
    const from = begin + 'stream'.length + (bytes[begin + 6] === 0x0d ? 2 : 1)
    try {
      const opened = inflateSync(bytes.subarray(from, end), {
        maxOutputLength: MOST_OF_STREAM,
        finishFlush: 2,
      })
      all += opened.length
      if (all > MOST_OF_ALL) return 'bomb'
      if (isActive(opened.toString('latin1'))) return 'active'
    } catch (error) {
      const isTooLong = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'
      return isTooLong ? 'bomb' : 'closed'
    }
  }
}

const faultOfPdf = (bytes: Buffer): FileFault | undefined => {
  const end = bytes.lastIndexOf('%%EOF', undefined, 'latin1')
  if (end === -1) return 'kind'
  if (
    bytes
      .subarray(end + 5)
      .toString('latin1')
      .trim() !== ''
  )
    return 'two_in_one'
  const text = bytes.toString('latin1')
  if (isActive(text)) return 'active'
  if (namesIn(text).has('Encrypt')) return 'closed'
  return faultInStreams(bytes)
}

const typeOf = (bytes: Buffer): FileType | undefined => {
  if (/^%PDF-[12]\.\d/.test(bytes.subarray(0, 8).toString('latin1'))) return 'application/pdf'
  if (startsWith(bytes, PNG)) return 'image/png'
  return startsWith(bytes, JPEG) ? 'image/jpeg' : undefined
}

const faultOf = (bytes: Buffer, type: FileType): FileFault | undefined => {
  if (isArchiveToo(bytes) || isPageToo(bytes)) return 'two_in_one'
  if (type === 'application/pdf') return faultOfPdf(bytes)
  return endsWith(bytes, type === 'image/png' ? PNG_END : JPEG_END) ? undefined : 'two_in_one'
}

export const inspectFile = (content: Uint8Array, most: number): Inspected => {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength)
  const refused = (fault: FileFault): Inspected => ({ ok: false, fault })
  if (bytes.length === 0) return refused('empty')
  if (bytes.length > most) return refused('too_large')
  if (bytes.includes(EICAR, 0, 'latin1')) return refused('malware')
  const type = typeOf(bytes)
  if (type === undefined) return refused('kind')
  const fault = faultOf(bytes, type)
  return fault === undefined ? { ok: true, type } : refused(fault)
}

const ENDINGS: Readonly<Record<FileType, string>> = {
  'application/pdf': 'pdf',
  'image/png': 'png',
  'image/jpeg': 'jpg',
}

/** What it is saved as: our own word, whatever its sender calls it. */
export const ownNameOf = (word: string, type: FileType): string => `${word}.${ENDINGS[type]}`

/** What its sender calls it, as a text alone: no folder, nothing that hides, turns or ends what is read. */
export const toldNameOf = (name: string): string =>
  name
    .toWellFormed()
    .normalize('NFC')
    .replaceAll(/^.*[\\/]/gs, '')
    .replaceAll(/[\p{Cc}\p{Cf}"<>|:*?]/gu, '')
    .trim()
    .slice(0, 120) || '-'
