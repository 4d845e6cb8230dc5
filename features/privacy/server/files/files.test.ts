/** Files people send: each hostile one is refused for what it is, whatever it is called. */
import { deflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { inspectFile, ownNameOf, toldNameOf } from './inspect-file.ts'

const MOST = 100_000
const bytes = (text: string): Uint8Array => Buffer.from(text, 'latin1')
const pdf = (inside = '', after = '\n'): Uint8Array =>
  bytes(`%PDF-1.7\n1 0 obj\n<< /Type /Catalog ${inside} >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF${after}`)
const packed = (content: Uint8Array): Uint8Array =>
  Buffer.concat([
    bytes('%PDF-1.7\n1 0 obj\n<< /Type /ObjStm /Filter /FlateDecode >>\nstream\n'),
    deflateSync(content),
    bytes('\nendstream\nendobj\n%%EOF\n'),
  ])
const PNG = Buffer.concat([
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  bytes('...'),
  Buffer.from([0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82]),
])
const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3, 0xff, 0xd9])
const ARCHIVE_END = Buffer.from([0x50, 0x4b, 5, 6, ...Array.from({ length: 18 }, () => 0)])
const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR', '-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('')

const found = (content: Uint8Array) => {
  const seen = inspectFile(content, MOST)
  return seen.ok ? seen.type : seen.fault
}

describe('a file is what its bytes say', () => {
  it.each([
    ['a PDF', pdf(), 'application/pdf'],
    ['a PDF with a link to press', pdf('/A << /S /URI /URI (https://example.org) >>'), 'application/pdf'],
    ['a PDF with packed objects', packed(bytes('<< /Type /Page >>')), 'application/pdf'],
    ['a PNG', PNG, 'image/png'],
    ['a JPEG', JPEG, 'image/jpeg'],
    ['nothing', bytes(''), 'empty'],
    ['more than is taken', Buffer.alloc(MOST + 1, 0x25), 'too_large'],
    ['a page called a PDF', bytes('<!doctype html><script>alert(1)</script>'), 'kind'],
    ['a program', bytes('MZ\u0090\u0000'), 'kind'],
    ['a text', bytes('Ana Roux'), 'kind'],
    ['an archive', Buffer.concat([bytes('PK\u0003\u0004'), ARCHIVE_END]), 'kind'],
    ['a drawing that scripts', bytes('<svg onload="alert(1)">'), 'kind'],
    ['a PDF that does not begin with it', bytes(`GIF89a${String(pdf())}`), 'kind'],
    ['a PDF without an end', bytes('%PDF-1.7\n1 0 obj'), 'kind'],
    ['a PDF that is a page as well', pdf('(<script>alert(1)</script>)'), 'two_in_one'],
    ['a PDF that is an archive as well', Buffer.concat([pdf(), ARCHIVE_END]), 'two_in_one'],
    ['a PDF with more behind its end', pdf('', '\nMZ program'), 'two_in_one'],
    ['a PNG with more behind its end', Buffer.concat([PNG, bytes('<?php')]), 'two_in_one'],
    [
      'a JPEG with a page in a remark',
      Buffer.concat([JPEG.subarray(0, 4), bytes('<html>'), JPEG.subarray(-2)]),
      'two_in_one',
    ],
    ['a PDF that scripts', pdf('/OpenAction << /S /JavaScript /JS (app.alert(1)) >>'), 'active'],
    ['one that hides it by another spelling', pdf('/S /J#61vaScript'), 'active'],
    ['one that starts a program', pdf('/S /Launch /F (cmd.exe)'), 'active'],
    ['one that brings a file along', pdf('/Names << /EmbeddedFiles 2 0 R >>'), 'active'],
    ['one that scripts in packed objects', packed(bytes('<< /S /JavaScript /JS (x) >>')), 'active'],
    ['one that cannot be looked into', pdf('/Encrypt 5 0 R'), 'closed'],
    [
      'one whose packed objects are broken',
      Buffer.concat([bytes('%PDF-1.7\n1 0 obj\n<< /Type /ObjStm >>\nstream\nxxxx\nendstream\n%%EOF')]),
      'closed',
    ],
    ['one that grows without end', packed(Buffer.alloc(40 * 1024 * 1024)), 'bomb'],
    ['what every scanner knows', pdf(`(${EICAR})`), 'malware'],
  ])('%s', (_name, content, expected) => {
    expect(found(content)).toBe(expected)
  })
})

describe('a name is a text and nothing else', () => {
  it.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\ana\\cv.pdf', 'cv.pdf'],
    ['cv\u202efdp.exe', 'cvfdp.exe'],
    ['a"\r\nX-Header: 1.pdf', 'aX-Header 1.pdf'],
    ['', '-'],
    ['x'.repeat(500), 'x'.repeat(120)],
  ])('%j', (name, told) => expect(toldNameOf(name)).toBe(told))

  it('is saved under our own', () => expect(ownNameOf('cv', 'image/jpeg')).toBe('cv.jpg'))
})
