/** The broker as a process of its own: one JSON line when it is ready, a graceful stop on SIGTERM and SIGINT. */
import { realDisk, realWorld } from '@loge/kernel/real-world'
import { linesTo } from '../log-lines.ts'
import { startBroker } from './broker.ts'
import { DAMAGED_NAME } from './retained-file.ts'
import { readBrokerSettings, SettingFault, startFault } from './settings.ts'

const say = linesTo(process.stderr)
const tell = linesTo(process.stdout)

const readSettings = (): ReturnType<typeof readBrokerSettings> => {
  try {
    return readBrokerSettings(process.env)
  } catch (error) {
    if (!(error instanceof SettingFault)) throw error
    say(error.message)
    process.exit(2)
  }
}

const settings = readSettings()

try {
  const broker = await startBroker({
    ...settings,
    world: realWorld,
    disk: await realDisk(settings.folder),
    onFault: (error) => say(`retained messages are not written: ${String(error)}`),
  })
  let isStopping = false
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (isStopping) return
      isStopping = true
      void broker.stop().then(() => process.exit(0))
    })
  }
  // Only now: whoever starts this process may stop it at once.
  const { port, damaged } = broker
  tell(JSON.stringify({ ready: true, process: 'broker', host: settings.host, port, damaged }))
  if (damaged > 0) say(`${damaged} retained messages were damaged (see ${DAMAGED_NAME}) and are lost`)
} catch (error) {
  say(startFault(error, settings))
  process.exit(1)
}
