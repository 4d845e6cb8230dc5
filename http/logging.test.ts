/** A log line carries what operators need, and nothing a person could be recognised by. */
import { EventEmitter } from 'node:events'
import { newId } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import { describe, expect, it } from 'vitest'
import { createLogger, type LogFields } from './logging.ts'

const PLANTED = [
  'helene.marchand@tilleuls.example',
  'Hélène Marchand',
  '+33 6 12 34 56 78',
  '12 rue Lamartine',
  '192.0.2.17',
  'loge_0123456789abcdef',
  '4821',
]

const capture = () => {
  const lines: string[] = []
  const logger = createLogger({ level: 'debug', stream: { write: (line) => void lines.push(line) } })
  return {
    logger,
    text: () => lines.join(''),
    lines: () => lines.map((line) => JSON.parse(line) as Record<string, unknown>),
  }
}

describe('a log line', () => {
  it('carries codes, ids, figures and route patterns', () => {
    const { logger, lines } = capture()
    const organizationId = newId(realWorld, 'organization')
    const siteId = 'sit_0193b5e0c1d27000800000000000abcd'
    logger.info('http_answered', {
      organizationId,
      siteId,
      route: '/api/v1/entrances/{id}/who',
      method: 'GET',
      status: 200,
      durationMs: 4.2,
    })
    expect(lines()[0]).toMatchObject({
      event: 'http_answered',
      organizationId,
      siteId,
      route: '/api/v1/entrances/{id}/who',
      durationMs: 4.2,
    })
  })

  it('drops every value planted in it, whichever field it is put in [S0-15 3/3, S0-79 partly]', () => {
    const { logger, text } = capture()
    const names = [
      'organizationId',
      'route',
      'method',
      'code',
      'reason',
      'error',
      'errorCode',
      'at',
      'count',
      'requestId',
      'name',
      'email',
      'url',
      'msg',
    ]
    for (const planted of PLANTED) {
      for (const name of names) {
        const fields: Record<string, unknown> = { [name]: planted }
        logger.info('planted', fields as LogFields)
        logger.warn('planted', { at: [planted], [name]: { nested: planted } } as LogFields)
      }
      logger.error(planted, new Error(planted), { code: planted })
      logger.error('failed', { message: planted, toString: () => planted })
      logger.error(
        'failed',
        Object.assign(new Error(planted, { cause: planted }), { code: planted, detail: planted }),
      )
    }
    for (const planted of PLANTED) expect(text()).not.toContain(planted)
  })

  it('says where an error was thrown, not what it says', () => {
    const { logger, lines, text } = capture()
    const error = new TypeError('no row for helene@tilleuls.example')
    logger.error('http_failed', error)
    expect(lines()[0]).toMatchObject({ level: 50, event: 'http_failed', error: 'TypeError' })
    expect(lines()[0]).toMatchObject({
      at: expect.arrayContaining([expect.stringContaining('http/logging.test.ts')]),
    })
    expect(text()).not.toContain('helene')
  })

  it('costs lines, never the process, when its disk is full', () => {
    const full = new EventEmitter()
    const write = () => void full.emit('error', Object.assign(new Error('full'), { code: 'ENOSPC' }))
    const logger = createLogger({ stream: Object.assign(full, { write }) })
    expect(() => logger.info('started')).not.toThrow()
  })

  it('has no process id, host name or address of its own accord', () => {
    const { logger, lines } = capture()
    logger.info('started')
    expect(Object.keys(lines()[0] ?? {}).toSorted()).toEqual(['event', 'level', 'time'])
  })
})
