import { expect, it } from 'vitest'
import { type Devices, isFolderEncrypted } from './storage-encryption.ts'

/** A machine whose disks say this. */
const machine = (files: Readonly<Record<string, string>>): Devices => {
  const under = (path: string) => [
    ...new Set(
      Object.keys(files).flatMap((file) =>
        file.startsWith(`${path}/`) ? [file.slice(path.length + 1).split('/')[0] ?? ''] : [],
      ),
    ),
  ]
  return {
    numberOf: async () => '254:1',
    read: async (path) => files[path] ?? Promise.reject(new Error('no such file')),
    list: async (path) =>
      under(path).length === 0 ? Promise.reject(new Error('no such folder')) : under(path),
  }
}
const DISK = '/sys/dev/block/254:1'

it.each([
  ['a crypt target', { [`${DISK}/dm/uuid`]: 'CRYPT-LUKS2-0123-home' }, true],
  [
    'a volume on a crypt target',
    { [`${DISK}/dm/uuid`]: 'LVM-0123', [`${DISK}/slaves/dm-0/dm/uuid`]: 'CRYPT-LUKS2-0123' },
    true,
  ],
  [
    'a volume over two disks, one of them bare',
    {
      [`${DISK}/dm/uuid`]: 'LVM-0123',
      [`${DISK}/slaves/dm-0/dm/uuid`]: 'CRYPT-LUKS2-0123',
      [`${DISK}/slaves/sdb/size`]: '4',
    },
    false,
  ],
  ['a bare disk', { [`${DISK}/size`]: '4' }, false],
  ['nothing this machine knows', {}, undefined],
])('data on %s', async (_what, files, answer) => {
  expect(await isFolderEncrypted('/srv/loge', machine(files))).toBe(answer)
})

it('reads the machine it runs on without failing', async () => {
  expect([true, false, undefined]).toContain(await isFolderEncrypted(import.meta.dirname))
})
