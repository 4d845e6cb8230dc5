/** An MQTT client that sends at once: small packets that wait for each other would measure the kernel's 40 ms. */
import { Socket } from 'node:net'
import { connectAsync, type MqttClient } from 'mqtt'

export const connectWithoutDelay = async (url: string, clientId: string): Promise<MqttClient> => {
  const client = await connectAsync(url, { protocolVersion: 4, clientId })
  if (client.stream instanceof Socket) client.stream.setNoDelay(true)
  return client
}
