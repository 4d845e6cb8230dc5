/**
 * `npm start`: database, broker, server, edge and, unless switched off, the simulated residence, as one thing that
 * starts with a line per step and stops in order.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { realWorld } from '@loge/kernel/real-world'
import { asDiskProblem, prepareDataDir, takeDataDir } from '@loge/storage/launcher'
import { type BoxLine, createSteps, drawBox } from './box.ts'
import { type Child, EDGE_RESTART_MS, runToEnd, startChild } from './child.ts'
import { type Configuration, readConfiguration } from './configuration.ts'
import { localRevoked, readEdges, TAKE_BACK } from './edges.ts'
import { ensureOrganization, isUnsettled, makeEnrolmentCode, makeSignInLink } from './first-run.ts'
import { type Installation, openInstallation } from './installation.ts'
import { addressOf, answers, reachableHost } from './reachable.ts'
import { type RunningServer, runServer } from './run-server.ts'
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
  if (!configuration.embeddedBroker) {
    const { hostname, port } = addressOf(configuration.mqttUrl)
    if (await answers(hostname, port)) return
    throw new Error(
      `Nothing answers at ${hostname}:${port} (LOGE_MQTT_URL). Start that broker or correct the address; without the setting Loge brings its own.`,
    )
  }
  const broker = childOf(configuration, 'broker', 'edge/broker/main.ts', {
    LOGE_DATA_DIR: configuration.dataDir,
    LOGE_MQTT_HOST: configuration.mqttHost,
    LOGE_MQTT_PORT: String(configuration.mqttPort),
  })
  running.children.push(broker)
  const { damaged } = await broker.ready
  if (typeof damaged === 'number' && damaged > 0)
    say(
      `the disk had damaged what ${damaged} devices last announced (logs/broker.log): one that stays away needs its power taken and given back`,
    )
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

interface Said {
  readonly signInLink: string
  /** The edge of this machine was taken out of service. */
  readonly isEdgeRevoked: boolean
}

const boxFor = (
  configuration: Configuration,
  installation: Installation,
  { signInLink, isEdgeRevoked }: Said,
): string => {
  const lines: BoxLine[] = [
    { label: 'Console', value: configuration.origin },
    ...(configuration.simulation
      ? [
          {
            label: 'Residence',
            value: `http://127.0.0.1:${configuration.simulatorPort} (cause trouble here)`,
          },
        ]
      : []),
    {
      label: 'Edge',
      value: `http://127.0.0.1:${configuration.edgePort}${isEdgeRevoked ? ' (out of service: its doors let nobody in)' : ''}`,
    },
    {
      label: 'MQTT',
      value: configuration.embeddedBroker ? configuration.mqttUrl : 'your broker (LOGE_MQTT_URL)',
    },
    {
      label: 'Data',
      value:
        configuration.databaseUrl === undefined
          ? `${configuration.dataDir}${installation.place.startsWith(configuration.dataDir) ? '' : ` (database: ${installation.place})`}`
          : `${configuration.dataDir} and your PostgreSQL`,
    },
    { label: 'Stop', value: 'Ctrl+C; nothing is lost' },
  ]
  const box = drawBox('Loge is running', lines)
  // Outside the frame, which would break an address that is longer than the terminal is wide.
  const takeBack = isEdgeRevoked ? `\n\n  The edge was taken out of service. ${TAKE_BACK}` : ''
  return `${box}${takeBack}\n\n  Sign in: ${signInLink}\n  It works once, for ten minutes; npx loge link makes another.`
}

/** `move-in` at the very first start; `doors` until every device was adopted once. */
const settle = async (configuration: Configuration, part: 'move-in' | 'doors'): Promise<void> => {
  const entry = 'testing/residence/install/main.ts'
  await runToEnd({ name: 'residence', entry, root, dataDir: configuration.dataDir, env: {}, args: [part] })
}

const startWithDatabase = async (configuration: Configuration, running: Running): Promise<Installation> => {
  const onDatabaseExit = (): void => say('the database stopped by itself and is being started again')
  const [opened, broker] = await Promise.allSettled([
    step('database', () => openInstallation({ configuration, say, onDatabaseExit, isTaken: true })),
    step(configuration.embeddedBroker ? 'message broker' : 'message broker (yours)', () =>
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
  const { simulation } = configuration
  await prepareDataDir(configuration.dataDir, 'logs')
  // Before the broker reads what another Loge may be writing there; free again when this process ends.
  await takeDataDir(configuration.dataDir)
  const installation = await startWithDatabase(configuration, running)
  const organization = await ensureOrganization(installation)
  running.server = await step('server', () =>
    runServer({ configuration, installation, pages, world: realWorld }),
  )
  if (simulation && (await isUnsettled(installation, organization.id)))
    await step('homes and people of the simulated residence', () => settle(configuration, 'move-in'))
  const enrolmentCode = await makeEnrolmentCode(installation, configuration, organization.id)
  await Promise.all([
    step('edge', () => startEdge(configuration, running, enrolmentCode)),
    ...(simulation ? [step('simulated residence', () => startResidence(configuration, running))] : []),
  ])
  // Also when an earlier first start was stopped between moving in and the doors.
  const note = join(configuration.dataDir, 'residence.json')
  if (simulation && existsSync(note) && !existsSync(`${note}.furnished`))
    await step('doors, badges and rights', () => settle(configuration, 'doors'))
  const signInLink = await makeSignInLink(installation, configuration, organization.id)
  const isEdgeRevoked =
    localRevoked(await readEdges(installation.database), configuration.dataDir) !== undefined
  write(`\n${boxFor(configuration, installation, { signInLink, isEdgeRevoked })}\n\n`)
}

const main = async (): Promise<void> => {
  const { configuration, problems } = readConfiguration(process.env, root)
  if (problems.length > 0) {
    write('\nThese settings keep Loge from starting:\n')
    for (const { name, problem } of problems) write(`  ${name} ${problem}\n`)
    write('\n  npx loge config lists every setting.\n\n')
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
      say('stopping')
      void end(0)
    })
  }
  try {
    await start(configuration, running)
  } catch (cause) {
    const error = asDiskProblem(cause, configuration.dataDir)
    write(`\n  ${error instanceof Error ? error.message : String(error)}\n\n`)
    await end(1)
  }
}

await main()
