/** The broker as a process of its own: one JSON line when it is ready, a graceful stop on SIGTERM and SIGINT. */
import { realDisk, realWorld } from '@loge/kernel/real-world'
import { startBroker } from './broker.ts'
import { readBrokerSettings, SettingFault, startFault } from './settings.ts'

const readSettings = (): ReturnType<typeof readBrokerSettings> => {
  try {
    return readBrokerSettings(process.env)
  } catch (error) {
    if (!(error instanceof SettingFault)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exit(2)
  }
}

const settings = readSettings()
const tell = (line: Readonly<Record<string, string | number | boolean>>): void => {
  process.stdout.write(`${JSON.stringify(line)}\n`)
}

try {
  const broker = await startBroker({
    ...settings,
    world: realWorld,
    disk: await realDisk(settings.folder),
    onFault: (error) => process.stderr.write(`retained messages were not written: ${String(error)}\n`),
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
  tell({ ready: true, process: 'broker', host: settings.host, port: broker.port })
} catch (error) {
  process.stderr.write(`${startFault(error, settings)}\n`)
  process.exit(1)
}
