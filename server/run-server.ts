/** The server process: everything built from configuration, started, and stopped in order. */
import { join } from 'node:path'
import { pino } from 'pino'
import { PERMISSIONS } from '@loge/features/accounts/core'
import { type BackupsDeps, backupsEndpoints } from '@loge/features/backups/server'
import { createEdgeLink } from '@loge/features/access/server'
import { createAuthenticate } from '@loge/features/accounts/server'
import { watchCommands } from '@loge/features/equipment/server'
import { createStreamFrom } from '@loge/features/events/server'
import { createGuard, documentPages, replayErasures } from '@loge/features/privacy/server'
import { createTellRefusal, publicForms, sealStored } from '@loge/features/relations/server'
import { servicePages } from '@loge/features/service/server'
import { createHttpServer, createIdempotencyStore, createLogger, type Logger } from '@loge/http'
import type { World } from '@loge/kernel'
import { collectDefaultMetrics, Counter, Registry } from 'prom-client'
import { ledgerIn } from './backup/ledger.ts'
import { createBackupDesk } from './backup/desk.ts'
import { startNightlyBackups } from './backup/nightly.ts'
import type { Configuration } from './configuration.ts'
import { declarations } from './declarations.ts'
import { everyEndpoint } from './endpoints.ts'
import { followLog } from './follow-log.ts'
import type { Installation } from './installation.ts'
import { startJobs } from './jobs.ts'
import { problemTexts } from './problem-texts.ts'
import { placeChecks, requireAllowedPlaces } from './locations.ts'
import { answers } from './reachable.ts'
import { makeParts, type ServerParts } from './server-parts.ts'
import { VERSION } from './version.ts'

export interface RunningServer {
  readonly port: number
  readonly logger: Logger
  close(): Promise<void>
}

export interface RunServer {
  readonly configuration: Configuration
  readonly installation: Installation
  /** Where the built browser app lies. */
  readonly pages: string
  readonly world: World
}

const loggerFor = (configuration: Configuration): Logger =>
  createLogger({
    level: configuration.logLevel,
    stream: pino.destination({
      dest: join(configuration.dataDir, 'logs', 'server.log'),
      mkdir: true,
      sync: false,
    }),
  })

const portTaken = (configuration: Configuration): Error =>
  new Error(
    `Port ${configuration.httpPort} of ${configuration.httpHost} is taken by another program. Stop it, or set LOGE_HTTP_PORT to a free port.`,
  )

/** `localhost` is two addresses. A stranger at one of them would be taken for us by some browsers, and get our links. */
const requireFreeLocalhost = async (configuration: Configuration): Promise<void> => {
  if (configuration.httpHost !== 'localhost') return
  const answered = ['127.0.0.1', '::1'].map((host) => answers(host, configuration.httpPort))
  if ((await Promise.all(answered)).includes(true)) throw portTaken(configuration)
}

const countJobs = (metrics: Registry): Counter<'job' | 'outcome'> =>
  new Counter({
    name: 'loge_jobs_total',
    help: 'Turns of each job, by outcome',
    labelNames: ['job', 'outcome'],
    registers: [metrics],
  })

const countRefusals = (metrics: Registry): Counter<'kind'> =>
  new Counter({
    name: 'loge_security_total',
    help: 'Callers who were refused or slowed down, by what they did',
    labelNames: ['kind'],
    registers: [metrics],
  })

const countEverything = () => {
  const metrics = new Registry()
  collectDefaultMetrics({ register: metrics })
  return { metrics, outcomes: countJobs(metrics), refusals: countRefusals(metrics) }
}

type InDesks = Pick<BackupsDeps, 'database' | 'world'>

const desks = (
  { smtpUrl, simulation }: Configuration,
  { database, world }: InDesks,
  desk: BackupsDeps['desk'],
) =>
  backupsEndpoints({
    database,
    world,
    desk,
    installation: { mail: smtpUrl !== undefined, simulation, release: VERSION },
  })

/** The privacy desk is told which backups are kept. */
const endpointsOf = (parts: ServerParts, desk: Pick<BackupsDeps['desk'], 'copies'>) =>
  everyEndpoint({ ...parts, copies: () => desk.copies() })

const ledgersOf = ({ dataDir, backup }: Configuration) => ({
  ledger: ledgerIn(dataDir),
  ledgerCopy: backup && ledgerIn(backup.folder),
})

/** A restore may have brought back people who were erased: nobody is answered before they are gone again. */
const prepare = async (
  configuration: Configuration,
  { database, keys }: Pick<Installation, 'database' | 'keys'>,
  world: World,
): Promise<void> => {
  await requireFreeLocalhost(configuration)
  await requireAllowedPlaces({ database, world }, configuration.places)
  for (const { id } of await database.organizations()) {
    await replayErasures({ database, world, declarations }, id)
    await sealStored({ database, ...keys }, id)
  }
}

const readinessOf = ({ places }: Configuration, { database, world }: InDesks) => ({
  database: () => database.ping(),
  ...placeChecks({ database, world }, places),
})

interface Work {
  readonly jobs: Pick<Parameters<typeof startJobs>[0], 'outcomes' | 'ledger' | 'ledgerCopy'>
  readonly onAccounts: () => void
}

/** What the server does without being asked; answers how to end it. */
const startWork = (parts: ServerParts, { jobs, onAccounts }: Work): (() => Promise<void>) => {
  const stopJobs = startJobs({ ...parts, ...jobs })
  const stopWatching = watchCommands(parts, (error) => parts.logger.error('watch_commands_failed', error))
  const stopFollowing = followLog({ parts, onAccounts })
  return async () => {
    stopWatching()
    await stopFollowing()
    await stopJobs()
  }
}

export const runServer = async ({
  configuration,
  installation,
  pages,
  world,
}: RunServer): Promise<RunningServer> => {
  const { database } = installation
  await prepare(configuration, installation, world)
  const logger = loggerFor(configuration)
  const { metrics, outcomes, refusals } = countEverything()
  const parts = makeParts({ configuration, installation, logger, world })
  const link = createEdgeLink({
    access: parts,
    keys: installation.keys,
    onError: (error) => logger.error('edge_link_failed', error),
  })
  const backups = { database, ownerUrl: installation.ownerUrl, configuration, world, logger }
  const desk = createBackupDesk(backups)
  const http = await createHttpServer({
    endpoints: [...endpointsOf(parts, desk), ...link.endpoints, ...desks(configuration, parts, desk)],
    permissions: PERMISSIONS,
    authenticate: createAuthenticate(parts),
    mayUse: parts.mayCall,
    tellRefusal: createTellRefusal(parts),
    guard: createGuard({ ...parts, count: (kind) => refusals.inc({ kind }) }),
    streamFrom: createStreamFrom(database, world),
    world,
    idempotency: createIdempotencyStore(database, world),
    logger,
    metrics,
    origin: configuration.origin,
    version: VERSION,
    texts: problemTexts,
    staticDir: pages,
    pages: [...documentPages(parts), ...publicForms(parts), ...servicePages(parts)],
    readiness: readinessOf(configuration, { database, world }),
    trustedProxies: configuration.trustedProxies,
    ...(configuration.metricsToken === undefined ? {} : { metricsToken: configuration.metricsToken }),
  })
  await link.attach(http.fastify.server)
  const stopNightly = startNightlyBackups(backups)
  const stopOthers = startWork(parts, {
    jobs: { outcomes, ...ledgersOf(configuration) },
    onAccounts: () => http.recheckStreams(),
  })
  const stopWork = async (): Promise<void> => {
    await stopNightly()
    await desk.stop()
    await stopOthers()
  }
  const { port } = await http
    .listen({ host: configuration.httpHost, port: configuration.httpPort })
    .catch(async (error: unknown) => {
      await stopWork()
      throw error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
        ? portTaken(configuration)
        : error
    })
  logger.info('server_started', { port })
  return {
    port,
    logger,
    close: async () => {
      await link.close()
      await http.close()
      await stopWork()
      await parts.hub.stop()
    },
  }
}
