/** `loge doctor`: what on this machine would keep Loge from running well, and what to do about each. */
import { existsSync, statfsSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { openDatabase } from '@loge/storage'
import { readConfiguration, type Configuration } from '../configuration.ts'
import { readEdges, worriesOf } from '../edges.ts'
import { readRuntime } from '../runtime-file.ts'
import { addressOf, answers } from '../reachable.ts'
import type { Tell } from '../messages.ts'
import type { Command } from './command.ts'

type CheckName = 'settings' | 'node' | 'disk' | 'ports' | 'broker' | 'database' | 'edges' | 'pages'

interface Finding {
  readonly check: CheckName
  readonly state: 'ok' | 'attention' | 'wrong'
  readonly says: string
}

const ok = (check: CheckName, says: string): Finding => ({ check, state: 'ok', says })
const attention = (check: CheckName, says: string): Finding => ({ check, state: 'attention', says })
const wrong = (check: CheckName, says: string): Finding => ({ check, state: 'wrong', says })

const portIsFree = (host: string, port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, host, () => server.close(() => resolve(true)))
  })

const checkSettings = (tell: Tell): readonly Finding[] => {
  const { problems } = readConfiguration(process.env, process.cwd())
  return problems.length === 0
    ? [ok('settings', tell('doctor.settings'))]
    : problems.map(({ name, problem }) => wrong('settings', `${name} ${problem}`))
}

const checkNode = (tell: Tell): Finding => {
  const major = Number(process.versions.node.split('.')[0])
  return major >= 24
    ? ok('node', `Node ${process.versions.node}`)
    : wrong('node', tell('doctor.oldNode', { version: process.versions.node }))
}

const checkDisk = (folder: string, tell: Tell): Finding => {
  let present = folder
  while (!existsSync(present)) present = dirname(present)
  const disk = statfsSync(present)
  const freeGb = (disk.bavail * disk.bsize) / 1024 ** 3
  const free = { gigabytes: freeGb.toFixed(1), folder }
  return freeGb < 1
    ? attention('disk', tell('doctor.diskShort', free))
    : ok('disk', tell('doctor.disk', free))
}

const checkPorts = async (configuration: Configuration, tell: Tell): Promise<readonly Finding[]> => {
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
        ? ok('ports', tell('doctor.portFree', { address: `${host}:${port}` }))
        : wrong('ports', tell('doctor.portTaken', { address: `${host}:${port}`, name })),
    ),
  )
}

const checkBroker = async ({ embeddedBroker, mqttUrl }: Configuration, tell: Tell): Promise<Finding> => {
  if (embeddedBroker) return ok('broker', tell('doctor.embeddedBroker'))
  const { hostname, port: number } = addressOf(mqttUrl)
  return (await answers(hostname, number))
    ? ok('broker', tell('doctor.answers', { address: `${hostname}:${number}` }))
    : wrong('broker', tell('doctor.noBroker', { address: `${hostname}:${number}` }))
}

const checkDatabase = async ({ databaseUrl }: Configuration, tell: Tell): Promise<Finding> => {
  if (databaseUrl === undefined) return ok('database', tell('doctor.embeddedDatabase'))
  try {
    const database = await openDatabase({ url: databaseUrl, maxConnections: 1 })
    try {
      await database.ping()
    } finally {
      await database.close()
    }
    return ok('database', tell('doctor.postgres'))
  } catch (error) {
    const why = error instanceof Error ? error.message : tell('doctor.noReason')
    return wrong('database', tell('doctor.noDatabase', { why }))
  }
}

/** Only a running Loge knows them. */
const checkEdges = async (databaseUrl: string | undefined, tell: Tell): Promise<readonly Finding[]> => {
  if (databaseUrl === undefined) return []
  const database = await openDatabase({ url: databaseUrl, maxConnections: 1 })
  try {
    const edges = await readEdges(database)
    const worries = worriesOf(edges, tell)
    if (worries.length > 0)
      return worries.map(({ state, says }) => ({ check: 'edges' as const, state, says }))
    return edges.length === 0
      ? [attention('edges', tell('doctor.noEdge'))]
      : [ok('edges', tell('doctor.edges'))]
  } finally {
    await database.close()
  }
}

export const doctorCommand: Command = {
  name: 'doctor',
  usage: 'loge doctor [--json]',
  options: {},
  withoutValidConfiguration: true,
  run: async ({ configuration, root, print, tell }) => {
    const runtime = readRuntime(configuration.dataDir)
    const settings = checkSettings(tell)
    // Ports and addresses that are no ports and no addresses cannot be tried.
    const isTryable = settings.every(({ state }) => state === 'ok')
    const findings = [
      ...settings,
      checkNode(tell),
      checkDisk(configuration.dataDir, tell),
      existsSync(join(root, 'web/dist/index.html'))
        ? ok('pages', tell('doctor.pages'))
        : attention('pages', tell('doctor.noPages')),
      ...(isTryable
        ? [
            ...(runtime === undefined
              ? await checkPorts(configuration, tell)
              : [ok('ports', tell('doctor.running'))]),
            await checkBroker(configuration, tell),
            await checkDatabase(configuration, tell),
            ...(await checkEdges(runtime?.databaseUrl, tell)),
          ]
        : []),
    ]
    print(
      findings.map(
        ({ check, state, says }) =>
          `${tell(`doctor.${state}`).padEnd(9)}  ${tell(`check.${check}`).padEnd(8)}  ${says}`,
      ),
      { findings },
    )
    return findings.some(({ state }) => state === 'wrong') ? 1 : 0
  },
}
