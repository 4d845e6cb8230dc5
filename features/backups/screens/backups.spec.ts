/** A backup made from the console, read back, recorded with who asked for it; and a drill written down. */
import { readdir } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { specInHouse } from '../../../testing/console/spec.ts'

const spec = specInHouse()

describe('backups', () => {
  test('are made now, are read back whole, and are known to the log by who asked', async () => {
    const { page } = await spec.sitDownSignedIn('/settings')
    await page.getByRole('link', { name: 'Backup' }).click()
    await page.getByText('No backup has been made yet.').waitFor()
    await page.getByRole('button', { name: 'Make a backup now' }).click()
    await page.getByText('Read back and found whole.').waitFor()
    await page.getByText(/Made .+MB, asked for by somebody here\.$/).waitFor()
    expect((await readdir(spec.house.backups)).filter((name) => name.endsWith('.tar'))).toHaveLength(1)
    await page.getByText('1 copy').waitFor()
    const copies = page.getByRole('table', { name: 'Where copies lie' })
    await copies.getByRole('rowheader', { name: /^loge-.+\.tar$/ }).waitFor()
    await copies.getByRole('button', { name: 'Size' }).click()

    await page.getByText(/^No drill has been written down\./).waitFor()
    await page.getByRole('button', { name: 'Everything was there' }).click()
    await page.getByText(/^On .+ everything was there\.$/).waitFor()
  })

  test('are restored by steps that are read here, with this folder in them', async () => {
    const { page } = await spec.sitDownSignedIn('/settings/backup')
    const guide = page.getByRole('article', { name: 'To restore' })
    await guide.getByText(`npx loge restore --from ${spec.house.backups}/loge-….tar`).waitFor()
    await expect.poll(() => guide.getByRole('listitem').count()).toBe(5)
    await guide.getByText('When it says no').click()
    await guide.getByText('restore_target_not_empty').waitFor()
    await page.getByRole('button', { name: 'Print these steps' }).waitFor()
  })

  test('that fail say why, and leave the copies of before alone', async () => {
    const { page } = await spec.sitDownSignedIn('/settings/backup')
    await spec.house.loseBackupFolder()
    await page.getByRole('button', { name: 'Make a backup now' }).click()
    await page.getByText(/^The last try failed, .+ Reason: backup_\w+\.$/).waitFor()
  })
})
