/** Backups on the network: how they stand, one made now, a restore drill written down; and what the installation was set to. */
import { defineRoute, wireActor, wireInstant } from '@loge/http/contract'
import { z } from 'zod'

const state = z
  .object({
    /** Null: no folder is configured, so no copy is made by itself or from here. */
    place: z
      .object({
        folder: z.string(),
        /** From which hour of the day on the daily copy is made, in UTC. */
        hour: z.number().int(),
        keep: z.number().int(),
        sealed: z.boolean(),
        copies: z.array(z.object({ name: z.string(), bytes: z.number().int(), madeAt: wireInstant })),
      })
      .nullable(),
    /** Null: none is being made from here. Tables done of all. */
    running: z.object({ startedAt: wireInstant, done: z.number().int(), total: z.number().int() }).nullable(),
    made: z
      .object({ at: wireInstant, by: wireActor, bytes: z.number().int(), verified: z.boolean() })
      .nullable(),
    failed: z.object({ at: wireInstant, by: wireActor, code: z.string() }).nullable(),
    drilled: z.object({ at: wireInstant, by: wireActor, whole: z.boolean() }).nullable(),
  })
  .meta({ id: 'BackupState' })

const BACKUPS = { tag: 'Backups', permission: 'backups.run' } as const

export const backupRoutes = {
  installation: defineRoute({
    tag: 'Installation',
    permission: 'accounts.read',
    method: 'GET',
    path: '/installation',
    summary: 'What whoever runs the machine has set: mail, the simulated residence, the release',
    rateLimit: 'read',
    answer: z.object({ mail: z.boolean(), simulation: z.boolean(), release: z.string() }),
  }),
  read: defineRoute({
    ...BACKUPS,
    method: 'GET',
    path: '/backups',
    summary: 'How the backups of the installation stand',
    rateLimit: 'read',
    answer: state,
    problems: ['backups_not_yours'],
  }),
  run: defineRoute({
    ...BACKUPS,
    method: 'POST',
    path: '/backups',
    summary: 'Make a backup now, into the configured folder; goes on after the answer',
    rateLimit: 'write',
    answer: state,
    status: 202,
    problems: ['backup_no_place', 'backup_running', 'backups_not_yours'],
  }),
  drill: defineRoute({
    ...BACKUPS,
    method: 'POST',
    path: '/backup-drills',
    summary: 'Write down that a copy was restored elsewhere, and whether everything was there',
    rateLimit: 'write',
    body: z.strictObject({ whole: z.boolean() }),
    answer: state,
    status: 201,
    problems: ['backups_not_yours'],
  }),
} as const
