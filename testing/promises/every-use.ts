/** Every call a permission lets through and every job, each run once under the register in force: refused, or not. */
import { grantsOf, isPermission, PERMISSIONS, SERVES } from '@loge/features/accounts/core'
import { createPurposeGate } from '@loge/features/privacy/server'
import type { Principal } from '@loge/http'
import { silentLogger } from '@loge/http'
import { type ActivityId, newId, type OrganizationId } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import type { TestDatabase } from '@loge/testing'
import { sql } from 'kysely'
import { Counter, Registry } from 'prom-client'
import { declarations } from '../../server/declarations.ts'
import { type JobDependencies, JOBS, KEEPING, runFor } from '../../server/jobs.ts'
import { everyRoute, serverOf } from '../gates/every-route.ts'

interface Answer {
  readonly name: string
  readonly serves: readonly ActivityId[]
  readonly isRefused: boolean
}

interface Where {
  readonly database: TestDatabase
  readonly organizationId: OrganizationId
}

const everybody = (organizationId: OrganizationId): Principal => ({
  kind: 'account',
  organizationId,
  accountId: newId(realWorld, 'account'),
  sessionId: newId(realWorld, 'session'),
  personId: newId(realWorld, 'person'),
  grants: grantsOf([{ permissions: [...PERMISSIONS], scope: { kind: 'organization' } }]),
})

const everyCall = async ({ database, organizationId }: Where): Promise<readonly Answer[]> => {
  const routes = (await everyRoute()).filter(({ permission }) => isPermission(permission))
  const mayUse = createPurposeGate({ database, world: realWorld, declarations })
  const server = await serverOf(routes, () => everybody(organizationId), { mayUse })
  const answers: Answer[] = []
  for (const { method, path, permission } of routes) {
    const url = `/api/v1${path.replaceAll(/\{\w+\}/g, 'nothing')}`
    const answer = await server.inject({ method, url })
    const isRefused =
      answer.statusCode === 403 && answer.json<{ code: string }>().code === 'use_not_in_register'
    if (!isRefused && answer.statusCode === 403) throw new Error(`${path} was refused for another reason`)
    if (isPermission(permission)) answers.push({ name: permission, serves: SERVES[permission], isRefused })
  }
  await server.close()
  return answers
}

const everyJob = async (
  { database, organizationId }: Where,
  ran: (name: string) => void,
): Promise<readonly Answer[]> => {
  const answers: Answer[] = []
  const outcomes = new Counter({
    name: 'jobs',
    help: 'jobs',
    labelNames: ['job', 'outcome'],
    registers: [new Registry()],
  })
  const mayUse = createPurposeGate({ database, world: realWorld, declarations })
  const deps = {
    database,
    world: realWorld,
    mayUse,
    outcomes,
    logger: silentLogger,
  } as unknown as JobDependencies
  for (const job of JOBS) {
    let isRefused = true
    const run = async () => {
      isRefused = false
      ran(job.name)
    }
    await runFor({ ...job, run }, deps, organizationId)
    answers.push({ name: job.name, serves: job.serves === KEEPING ? [] : job.serves, isRefused })
  }
  return answers
}

export const everyUse = async (where: Where, ran: (name: string) => void): Promise<readonly Answer[]> => [
  ...(await everyCall(where)),
  ...(await everyJob(where, ran)),
]

/** What the log says was refused: permissions and jobs, each once. */
export const refusalsIn = (
  database: TestDatabase,
  organizationId: OrganizationId,
): Promise<readonly string[]> =>
  database.transaction(organizationId, async (inside) => {
    const { rows } = await sql<{ name: string }>`
      select coalesce(payload ->> 'permission', payload ->> 'job') as name from event where type = 'privacy.use_refused'`.execute(
      inside,
    )
    return rows.map(({ name }) => name)
  })
