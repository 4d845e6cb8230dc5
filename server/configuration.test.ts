import { describe, expect, it } from 'vitest'
import { readEdgeSettings } from '../edge/settings.ts'
import { describeSettings, readConfiguration } from './configuration.ts'
import { addressOf } from './reachable.ts'

const problems = (environment: Record<string, string>) => readConfiguration(environment, '/srv').problems

describe('configuration', () => {
  it('needs no setting at all', () => {
    const { configuration, problems } = readConfiguration({}, '/srv/loge')
    expect(problems).toEqual([])
    expect(configuration).toMatchObject({
      dataDir: '/srv/loge/.loge',
      httpPort: 8420,
      mqttUrl: 'mqtt://127.0.0.1:8421',
      // By name: passkeys need one.
      origin: 'http://localhost:8420',
      embeddedBroker: true,
    })
  })

  it.each([
    ['LOGE_HTTP_PORT', 'eighty', /port from 1 to 65535/],
    ['LOGE_HTTP_PORT', '0', /port from 1 to 65535/],
    ['LOGE_DATABASE_URL', 'mysql://x', /postgres:/],
    ['LOGE_MQTT_URL', 'localhost:1883', /mqtt:/],
    ['LOGE_LOG_LEVEL', 'loud', /one of error/],
    ['LOGE_HTPP_PORT', '80', /not a setting/],
    ['LOGE_MQTT_PORT', '8420', /like LOGE_HTTP_PORT/],
  ])('says what is wrong with %s=%s', (name, value, sentence) => {
    const found = problems({ [name]: value })
    expect(found).toHaveLength(1)
    expect(found[0]).toMatchObject({ name })
    expect(found[0]?.problem).toMatch(sentence)
  })

  it.each(['mqtt://broker', 'mqtts://broker', 'ws://broker/mqtt', 'wss://broker/mqtt'])(
    'takes %s for a broker, as the edge does',
    (address) => {
      expect(problems({ LOGE_MQTT_URL: address })).toEqual([])
      expect(readEdgeSettings({ LOGE_MQTT_URL: address }).mqttUrl).toBe(address)
    },
  )

  it.each([
    ['mqtt://broker', 1883],
    ['mqtts://broker', 8883],
    ['ws://broker/mqtt', 80],
    ['wss://broker:8443/mqtt', 8443],
  ])('knows where %s answers', (address, port) => {
    expect(addressOf(address)).toEqual({ hostname: 'broker', port })
  })

  it.each([
    [{ LOGE_HTTP_HOST: '192.168.1.20' }, ['LOGE_HTTP_HOST']],
    [{ LOGE_HTTP_HOST: '0.0.0.0' }, ['LOGE_HTTP_HOST']],
    [{ LOGE_HTTP_HOST: '::' }, ['LOGE_HTTP_HOST']],
    [{ LOGE_HTTP_HOST: '127.0.0.1.example.org' }, ['LOGE_HTTP_HOST']],
    [{ LOGE_HTTP_HOST: '0.0.0.0', LOGE_PUBLIC_URL: 'http://localhost:8420' }, ['LOGE_HTTP_HOST']],
    [{ LOGE_HTTP_HOST: '0.0.0.0', LOGE_PUBLIC_URL: 'http://192.168.1.20:8420' }, ['LOGE_PUBLIC_URL']],
    [{ LOGE_PUBLIC_URL: 'http://loge.example.org' }, ['LOGE_PUBLIC_URL']],
    [{ LOGE_HTTP_HOST: '0.0.0.0', LOGE_PUBLIC_URL: 'https://loge.example.org' }, []],
    [{ LOGE_PUBLIC_URL: 'https://loge.example.org' }, []],
    [{ LOGE_HTTP_HOST: '::1', LOGE_PUBLIC_URL: 'http://[::1]:8420' }, []],
    [{ LOGE_HTTP_HOST: '127.0.0.2', LOGE_PUBLIC_URL: 'http://localhost:8420' }, []],
  ])(
    'is seen from other machines under TLS only: %j [S0-79 partly, S4-11 partly]',
    (environment, refused) => {
      expect(problems(environment).map(({ name }) => name)).toEqual(refused)
      for (const language of ['en', 'fr'])
        for (const { problem } of problems({ ...environment, LOGE_LANGUAGE: language }))
          expect(problem).toContain('LOGE_PUBLIC_URL=https://')
    },
  )

  it('tells everything that is wrong at once', () => {
    expect(problems({ LOGE_HTTP_PORT: 'x', LOGE_LOG_LEVEL: 'y' })).toHaveLength(2)
  })

  it('never shows a secret', () => {
    const shown = JSON.stringify(describeSettings({ LOGE_DATABASE_URL: 'postgres://u:hush@db/loge' }))
    expect(shown).not.toContain('hush')
  })
})
