/** The simulated residence as a process of its own: one JSON line when it is ready, a graceful stop on SIGTERM. */
import { realWorld } from '@loge/kernel/real-world'
import { startControl } from './control.ts'
import { startResidence } from './live.ts'
import { makeResidence } from './residence.ts'
import { readSeed } from './seed-file.ts'

const setting = (name: string, otherwise: string): string => process.env[name] || otherwise

const say = (line: string): void => {
  process.stderr.write(`${line}\n`)
}

const seed = await readSeed(setting('LOGE_DATA_DIR', '.loge'))
const living = await startResidence({
  world: realWorld,
  residence: makeResidence(seed),
  seed,
  broker: {
    url: setting('LOGE_MQTT_URL', `mqtt://127.0.0.1:${setting('LOGE_MQTT_PORT', '8421')}`),
    ...(process.env['LOGE_MQTT_USERNAME'] ? { username: process.env['LOGE_MQTT_USERNAME'] } : {}),
    ...(process.env['LOGE_MQTT_PASSWORD'] ? { password: process.env['LOGE_MQTT_PASSWORD'] } : {}),
  },
  // Life is quiet in a residence, and somebody who tries Loge looks at it for five minutes.
  speed: 10,
  say,
})

const port = Number(setting('LOGE_SIMULATOR_PORT', '8423'))
try {
  const control = await startControl({
    living,
    port,
    edgeUrl: setting('LOGE_EDGE_URL', 'http://127.0.0.1:8422'),
  })
  process.stdout.write(
    `${JSON.stringify({ ready: true, process: 'residence', port: control.port, url: `http://127.0.0.1:${control.port}/` })}\n`,
  )
  let isStopping = false
  const stop = async (): Promise<void> => {
    if (isStopping) return
    isStopping = true
    await control.stop()
    await living.stop()
    process.exit(0)
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop())
} catch (error) {
  const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
  say(
    isTaken
      ? `The port ${port} is taken by another program: stop it or set LOGE_SIMULATOR_PORT to a free port.`
      : `The page of the simulated residence did not start: ${error instanceof Error ? error.message : String(error)}`,
  )
  process.exit(1)
}
