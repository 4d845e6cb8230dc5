/**
 * `npm start`: database, broker, server, edge and, unless switched off, the simulated residence, as one thing that
 * starts with a line per step and stops in order.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { realWorld } from '@loge/kernel/real-world'
import { StorageError } from '@loge/storage'
import { asDiskProblem, prepareDataDir, takeDataDir } from '@loge/storage/launcher'
import { createSteps } from './box.ts'
import { type Child, EDGE_RESTART_MS, runToEnd, startChild } from './child.ts'
import { type Configuration, readConfiguration } from './configuration.ts'
import { localRevoked, readEdges } from './edges.ts'
import { ensureOrganization, isUnsettled, makeEnrolmentCode, makeSignInLink } from './first-run.ts'
import { type Installation, openInstallation } from './installation.ts'
import { storageText, tellIn } from './messages.ts'
import { addressOf, answers, reachableHost } from './reachable.ts'
import { type RunningServer, runServer } from './run-server.ts'
import { runningBox } from './running-box.ts'
import { writeRuntime } from './runtime-file.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const pages = join(root, 'web', 'dist')
const write = (text: string): void => {
  process.stdout.write(text)
}
const say = (line: string): void => write(`  ${line}\n`)
const step = createSteps(write, () => realWorld.monotonicMs())

interface Running {
  readonly children: Child[]
  server: RunningServer | undefined
  installation: Installation | undefined
  forget: () => void
}

const childOf = (
  configuration: Configuration,
  name: string,
  entry: string,
  env: Record<string, string>,
): Child => {
  const restart = name === 'edge' ? { restartMs: EDGE_RESTART_MS } : {}
  return startChild({ name, entry, root, dataDir: configuration.dataDir, env, say, ...restart })
}

const startBroker = async (configuration: Configuration, running: Running): Promise<void> => {
  const tell = tellIn(configuration.language)
  if (!configuration.embeddedBroker) {
    const { hostname, port } = addressOf(configuration.mqttUrl)
    if (await answers(hostname, port)) return
    throw new Error(tell('start.noBroker', { address: `${hostname}:${port}` }))
  }
  const broker = childOf(configuration, 'broker', 'edge/broker/main.ts', {
    LOGE_DATA_DIR: configuration.dataDir,
    LOGE_MQTT_HOST: configuration.mqttHost,
    LOGE_MQTT_PORT: String(configuration.mqttPort),
  })
  running.children.push(broker)
  const { damaged } = await broker.ready
  if (typeof damaged === 'number' && damaged > 0) say(tell('start.damaged', { count: damaged }))
}

const startEdge = async (
  configuration: Configuration,
  running: Running,
  enrolmentCode: string | undefined,
): Promise<void> => {
  const edge = childOf(configuration, 'edge', 'edge/main.mjs', {
    LOGE_DATA_DIR: configuration.dataDir,
    LOGE_MQTT_URL: configuration.mqttUrl,
    LOGE_SERVER_URL: `http://${reachableHost(configuration.httpHost)}:${configuration.httpPort}`,
    LOGE_EDGE_PORT: String(configuration.edgePort),
    LOGE_SIMULATION: configuration.simulation ? '1' : '0',
    ...(enrolmentCode === undefined ? {} : { LOGE_ENROLMENT_CODE: enrolmentCode }),
  })
  running.children.push(edge)
  await edge.ready
}

const startResidence = async (configuration: Configuration, running: Running): Promise<void> => {
  const residence = childOf(configuration, 'residence', 'testing/residence/main.ts', {
    LOGE_DATA_DIR: configuration.dataDir,
    LOGE_MQTT_URL: configuration.mqttUrl,
    LOGE_SIMULATOR_PORT: String(configuration.simulatorPort),
    LOGE_EDGE_URL: `http://127.0.0.1:${configuration.edgePort}`,
  })
  running.children.push(residence)
  await residence.ready
}

const stop = async (running: Running): Promise<void> => {
  running.forget()
  for (const child of [...running.children].reverse()) await child.stop()
  await running.server?.close()
  await running.installation?.close()
}

/** `move-in` at the very first start; `doors` until every device was adopted once. */
const settle = async (configuration: Configuration, part: 'move-in' | 'doors'): Promise<void> => {
  const entry = 'testing/residence/install/main.ts'
  await runToEnd({ name: 'residence', entry, root, dataDir: configuration.dataDir, env: {}, args: [part] })
}

const startWithDatabase = async (configuration: Configuration, running: Running): Promise<Installation> => {
  const tell = tellIn(configuration.language)
  const onDatabaseExit = (): void => say(tell('start.databaseAgain'))
  const [opened, broker] = await Promise.allSettled([
    step(tell('step.database'), () =>
      openInstallation({ configuration, say, onDatabaseExit, isTaken: true }),
    ),
    step(tell(configuration.embeddedBroker ? 'step.broker' : 'step.brokerOwn'), () =>
      startBroker(configuration, running),
    ),
  ])
  // Whatever fails, nothing half made is left running: what began beside it ends first.
  if (opened.status === 'rejected') throw opened.reason
  const installation = opened.value
  running.installation = installation
  if (broker.status === 'rejected') throw broker.reason
  const { databaseUrl, ownerUrl } = installation
  running.forget = writeRuntime(configuration.dataDir, {
    pid: process.pid,
    databaseUrl,
    ownerUrl,
    origin: configuration.origin,
  })
  return installation
}

const start = async (configuration: Configuration, running: Running): Promise<void> => {
  const { simulation, language } = configuration
  const tell = tellIn(language)
  await prepareDataDir(configuration.dataDir, 'logs')
  // Before the broker reads what another Loge may be writing there; free again when this process ends.
  await takeDataDir(configuration.dataDir)
  const installation = await startWithDatabase(configuration, running)
  const organization = await ensureOrganization(installation)
  running.server = await step(tell('step.server'), () =>
    runServer({ configuration, installation, pages, world: realWorld }),
  )
  if (simulation && (await isUnsettled(installation, organization.id)))
    await step(tell('step.people'), () => settle(configuration, 'move-in'))
  const enrolmentCode = await makeEnrolmentCode(installation, configuration, organization.id)
  await Promise.all([
    step(tell('step.edge'), () => startEdge(configuration, running, enrolmentCode)),
    ...(simulation ? [step(tell('step.residence'), () => startResidence(configuration, running))] : []),
  ])
  // Also when an earlier first start was stopped between moving in and the doors.
  const note = join(configuration.dataDir, 'residence.json')
  if (simulation && existsSync(note) && !existsSync(`${note}.furnished`))
    await step(tell('step.doors'), () => settle(configuration, 'doors'))
  const signInLink = await makeSignInLink(installation, configuration, organization.id)
  const isEdgeRevoked =
    localRevoked(await readEdges(installation.database), configuration.dataDir) !== undefined
  const { place } = installation
  write(`\n${runningBox(configuration, { place, signInLink, isEdgeRevoked })}\n\n`)
}

const errorText = (error: unknown): string => (error instanceof Error ? error.message : String(error))

const main = async (): Promise<void> => {
  const { configuration, problems } = readConfiguration(process.env, root)
  const tell = tellIn(configuration.language)
  if (problems.length > 0) {
    write(`\n${tell('start.settingsWrong')}\n`)
    for (const { name, problem } of problems) write(`  ${name} ${problem}\n`)
    write(`\n  ${tell('start.settingsList')}\n\n`)
    process.exitCode = 2
    return
  }
  const running: Running = {
    children: [],
    server: undefined,
    installation: undefined,
    forget: () => undefined,
  }
  let stopping = false
  const end = async (code: number): Promise<void> => {
    if (stopping) return
    stopping = true
    await stop(running)
    process.exit(code)
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      say(tell('start.stopping'))
      void end(0)
    })
  }
  try {
    await start(configuration, running)
  } catch (cause) {
    const error = asDiskProblem(cause, configuration.dataDir)
    const { dataDir, language } = configuration
    const said = error instanceof StorageError ? storageText(error, language, dataDir) : errorText(error)
    write(`\n  ${said}\n\n`)
    await end(1)
  }
}

await main()
