/** An edge on a real machine: its folder, its key, its drivers, its line to the server, its page. */
import type { Uptime, World } from '@loge/kernel'
import { realDisk } from '@loge/kernel/real-world'
import { createMqttDriver } from './drivers/mqtt/driver.ts'
import type { Driver } from './drivers/driver.ts'
import { startEdge, type Edge } from './edge.ts'
import { enrol, EnrolmentRefused } from './enrolment.ts'
import { takeFolder } from './folder-lock.ts'
import { identityOf, ownKey, readEnrolment } from './identity.ts'
import type { EdgeSettings } from './settings.ts'
import { serveStatus } from './status/server.ts'
import { webSocketTransport } from './uplink/websocket.ts'

export interface EdgeConfig extends EdgeSettings {
  readonly world: World & Uptime
  readonly say: (line: string) => void
  /** Instead of the MQTT driver, in tests. */
  readonly drivers?: readonly Driver[]
}

export interface RunningEdge {
  readonly edge: Edge
  readonly statusPort: number
  stop(): Promise<void>
}

const ENROL_AGAIN_MS = 2_000

/**
 * A server that is not there yet will be; a code that is refused stays refused. An edge out of service starts without
 * one too: its doors let people out.
 */
const enrolWhenPossible = async (
  { world, say, serverUrl, enrolmentCode }: EdgeConfig,
  disk: Parameters<typeof enrol>[0],
) => {
  for (let told = false; ; told = true) {
    try {
      return await enrol(disk, serverUrl, enrolmentCode)
    } catch (error) {
      const kept = await readEnrolment(disk)
      if (kept !== undefined) {
        say(
          `this edge stays out of service: ${error instanceof EnrolmentRefused ? error.message : 'the server does not answer'}`,
        )
        return kept
      }
      if (error instanceof EnrolmentRefused) throw error
      if (!told) say(`the server at ${serverUrl} does not answer yet; trying again`)
      await world.sleep(ENROL_AGAIN_MS)
    }
  }
}

const mqttDriver = ({ world, mqttUrl, mqttUsername, mqttPassword }: EdgeConfig, edgeId: string): Driver =>
  createMqttDriver(world, {
    url: mqttUrl,
    clientId: `loge-edge-${edgeId}`,
    ...(mqttUsername === undefined ? {} : { username: mqttUsername }),
    ...(mqttPassword === undefined ? {} : { password: mqttPassword }),
  })

export const runEdge = async (config: EdgeConfig): Promise<RunningEdge> => {
  const { world, folder, say, serverUrl, statusPort, simulated } = config
  const release = await takeFolder(folder)
  try {
    const disk = await realDisk(folder)
    const enrolment = await enrolWhenPossible(config, disk)
    const edge = await startEdge({
      world,
      disk,
      drivers: config.drivers ?? [mqttDriver(config, enrolment.edgeId)],
      transport: webSocketTransport(serverUrl),
      identity: identityOf(enrolment, await ownKey(disk)),
      siteId: enrolment.siteId,
      damaged: (what) => say(`damaged on the disk: ${what}`),
      // Errors of ours are told by their kind: a message could quote what a device sent.
      fault: (where, error) => say(`fault in ${where}: ${error instanceof Error ? error.name : 'unknown'}`),
    })
    const status = await serveStatus(edge, statusPort, simulated).catch(async (error: unknown) => {
      await edge.stop()
      throw error
    })
    const stop = async (): Promise<void> => {
      await status.close()
      await edge.stop()
      await release()
    }
    return { edge, statusPort: status.port, stop }
  } catch (error) {
    await release()
    throw error
  }
}
