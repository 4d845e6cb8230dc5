/** `loge doctor`: what on this machine would keep Loge from running well, and what to do about each. */
import { existsSync, statfsSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { openDatabase } from '@loge/storage'
import { readConfiguration, type Configuration } from '../configuration.ts'
import { readEdges, worriesOf } from '../edges.ts'
import { readRuntime } from '../runtime-file.ts'
import { addressOf, answers } from '../reachable.ts'
import type { Command } from './command.ts'

interface Finding {
  readonly check: string
  readonly state: 'ok' | 'attention' | 'wrong'
  readonly says: string
}

const ok = (check: string, says: string): Finding => ({ check, state: 'ok', says })
const attention = (check: string, says: string): Finding => ({ check, state: 'attention', says })
const wrong = (check: string, says: string): Finding => ({ check, state: 'wrong', says })

const portIsFree = (host: string, port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, host, () => server.close(() => resolve(true)))
  })

const checkSettings = (): readonly Finding[] => {
  const { problems } = readConfiguration(process.env, process.cwd())
  return problems.length === 0
    ? [ok('settings', 'every LOGE_ variable is known and valid')]
    : problems.map(({ name, problem }) => wrong('settings', `${name} ${problem}`))
}

const checkNode = (): Finding => {
  const major = Number(process.versions.node.split('.')[0])
  return major >= 24
    ? ok('node', `Node ${process.versions.node}`)
    : wrong(
        'node',
        `Node ${process.versions.node}: Loge runs on the Node 24 of its lock file. Run npm start, which installs it.`,
      )
}

const checkDisk = (dataDir: string): Finding => {
  let folder = dataDir
  while (!existsSync(folder)) folder = dirname(folder)
  const disk = statfsSync(folder)
  const freeGb = (disk.bavail * disk.bsize) / 1024 ** 3
  const says = `${freeGb.toFixed(1)} GB free at ${dataDir}`
  return freeGb < 1
    ? attention(
        'disk',
        `${says}. Plan for 1 GB at least: events and the edge journal grow with the building.`,
      )
    : ok('disk', says)
}

const checkPorts = async (configuration: Configuration, running: boolean): Promise<readonly Finding[]> => {
  if (running) return [ok('ports', 'Loge is running and holds its ports')]
  const wanted = [
    { name: 'LOGE_HTTP_PORT', host: configuration.httpHost, port: configuration.httpPort },
    ...(configuration.embeddedBroker
      ? [{ name: 'LOGE_MQTT_PORT', host: configuration.mqttHost, port: configuration.mqttPort }]
      : []),
    { name: 'LOGE_EDGE_PORT', host: '127.0.0.1', port: configuration.edgePort },
    ...(configuration.simulation
      ? [{ name: 'LOGE_SIMULATOR_PORT', host: '127.0.0.1', port: configuration.simulatorPort }]
      : []),
  ]
  return Promise.all(
    wanted.map(async ({ name, host, port }) =>
      (await portIsFree(host, port))
        ? ok('ports', `${host}:${port} is free`)
        : wrong(
            'ports',
            `${host}:${port} is taken by another program. Stop it, or set ${name} to a free port.`,
          ),
    ),
  )
}

const checkBroker = async ({ embeddedBroker, mqttUrl }: Configuration): Promise<Finding> => {
  if (embeddedBroker) return ok('broker', 'the embedded one')
  const { hostname, port: number } = addressOf(mqttUrl)
  return (await answers(hostname, number))
    ? ok('broker', `${hostname}:${number} answers`)
    : wrong(
        'broker',
        `nothing answers at ${hostname}:${number} (LOGE_MQTT_URL). Doors would not hear badges.`,
      )
}

const checkDatabase = async ({ databaseUrl }: Configuration): Promise<Finding> => {
  if (databaseUrl === undefined) return ok('database', 'the embedded one')
  try {
    const database = await openDatabase({ url: databaseUrl, maxConnections: 1 })
    try {
      await database.ping()
    } finally {
      await database.close()
    }
    return ok('database', 'your PostgreSQL answers')
  } catch (error) {
    return wrong(
      'database',
      `LOGE_DATABASE_URL does not answer (${error instanceof Error ? error.message : 'no reason given'})`,
    )
  }
}

/** Only a running Loge knows them. */
const checkEdges = async (databaseUrl: string | undefined): Promise<readonly Finding[]> => {
  if (databaseUrl === undefined) return []
  const database = await openDatabase({ url: databaseUrl, maxConnections: 1 })
  try {
    const edges = await readEdges(database)
    const worries = worriesOf(edges)
    if (worries.length > 0) return worries.map(({ state, says }) => ({ check: 'edges', state, says }))
    return edges.length === 0
      ? [
          attention(
            'edges',
            'none is enrolled: no door is decided. Add one in the console (Settings, Edges).',
          ),
        ]
      : [ok('edges', 'every site that has one is heard')]
  } finally {
    await database.close()
  }
}

const MARKS = { ok: 'ok       ', attention: 'attention', wrong: 'wrong    ' } as const

export const doctorCommand: Command = {
  name: 'doctor',
  summary: 'what on this machine would keep Loge from running well',
  usage: 'loge doctor [--json]',
  options: {},
  withoutValidConfiguration: true,
  run: async ({ configuration, root, print }) => {
    const runtime = readRuntime(configuration.dataDir)
    const running = runtime !== undefined
    const settings = checkSettings()
    // Ports and addresses that are no ports and no addresses cannot be tried.
    const isTryable = settings.every(({ state }) => state === 'ok')
    const findings = [
      ...settings,
      checkNode(),
      checkDisk(configuration.dataDir),
      existsSync(join(root, 'web/dist/index.html'))
        ? ok('pages', 'built')
        : attention('pages', 'not built yet; npm start builds them'),
      ...(isTryable
        ? [
            ...(await checkPorts(configuration, running)),
            await checkBroker(configuration),
            await checkDatabase(configuration),
            ...(await checkEdges(runtime?.databaseUrl)),
          ]
        : []),
    ]
    print(
      findings.map(({ check, state, says }) => `${MARKS[state]}  ${check.padEnd(8)}  ${says}`),
      { findings },
    )
    return findings.some(({ state }) => state === 'wrong') ? 1 : 0
  },
}
