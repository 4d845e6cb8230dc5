/** `loge edge`: the process in the building alone, beside a server that runs elsewhere. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { stopWithParent } from '../child.ts'
import type { Command } from './command.ts'

export const edgeCommand: Command = {
  name: 'edge',
  usage:
    'loge edge [--server URL] [--code CODE]   (or LOGE_SERVER_URL, LOGE_ENROLMENT_CODE; LOGE_DATA_DIR, LOGE_MQTT_URL, LOGE_EDGE_PORT)',
  options: { server: { type: 'string' }, code: { type: 'string' } },
  run: ({ configuration, root, options }) =>
    new Promise((resolve, reject) => {
      const given = (name: string): string => (typeof options[name] === 'string' ? options[name] : '')
      const child = spawn(process.execPath, [...stopWithParent(root), join(root, 'edge', 'main.mjs')], {
        stdio: ['pipe', 'inherit', 'inherit'],
        env: {
          ...process.env,
          LOGE_DATA_DIR: configuration.dataDir,
          LOGE_MQTT_URL: configuration.mqttUrl,
          LOGE_EDGE_PORT: String(configuration.edgePort),
          LOGE_SERVER_URL: given('server') || process.env['LOGE_SERVER_URL'] || configuration.origin,
          LOGE_ENROLMENT_CODE: given('code') || (process.env['LOGE_ENROLMENT_CODE'] ?? ''),
          LOGE_SIMULATION: '0',
        },
      })
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
      child.once('error', reject)
      child.once('exit', (code) => resolve(code ?? 1))
    }),
}
