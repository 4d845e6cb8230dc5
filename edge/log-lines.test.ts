/** A log that cannot be written costs lines; the process that wrote them goes on. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { expect, it } from 'vitest'
import { linesTo } from './log-lines.ts'

it('a stream that fails is written to without a word', () => {
  const stream = new PassThrough()
  const say = linesTo(stream)
  say('one')
  stream.destroy(new Error('ENOSPC'))
  say('two')
  expect(String(stream.read() ?? '')).not.toContain('two')
})

// /dev/full answers every write as a full disk does.
it.runIf(process.platform === 'linux')(
  'an edge whose log lies on a full disk goes on looking for its server',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'loge-edge-log-'))
    const full = await open('/dev/full', 'w')
    // Whoever asks is hung up on, so the edge complains and asks again.
    let asked = 0
    const server = createServer((request) => {
      asked += 1
      if (asked === 2) server.emit('asked-again')
      request.socket.destroy()
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const edge = spawn(process.execPath, [join(import.meta.dirname, 'main.mjs')], {
      stdio: ['ignore', 'ignore', full.fd],
      env: {
        PATH: process.env['PATH'],
        LOGE_DATA_DIR: folder,
        LOGE_SERVER_URL: `http://127.0.0.1:${port}`,
        LOGE_EDGE_PORT: '0',
        LOGE_ENROLMENT_CODE: 'CODE',
      },
    })
    const exit = once(edge, 'exit')
    const ended = await Promise.race([once(server, 'asked-again').then(() => 'asked again'), exit])
    edge.kill('SIGKILL')
    await exit
    server.close()
    await full.close()
    await rm(folder, { recursive: true, force: true })
    expect(ended).toBe('asked again')
  },
  60_000,
)
