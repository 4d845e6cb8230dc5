/**
 * Long answers to a GET travel zipped to whoever can read them. Answers to a POST do not: a secret shown once must
 * not betray itself by how well it shrinks.
 */
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { FastifyInstance } from 'fastify'

const asGzip = promisify(gzip)

/** Shorter ones fit in one packet as they are. */
const LEAST_LENGTH = 1_400

/** `gzip, br` accepts it; `gzip;q=0` does not. */
const accepts = (header: string | readonly string[] | undefined): boolean =>
  /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/.test(String(header ?? ''))

/** The zipped text, or nothing when it is better sent as it is. */
export const zip = async (text: string, acceptEncoding: string | readonly string[] | undefined) =>
  text.length >= LEAST_LENGTH && accepts(acceptEncoding) ? asGzip(text) : undefined

export const registerZippedAnswers = (server: FastifyInstance): void => {
  server.addHook('onSend', async (request, reply, payload) => {
    const isJson = String(reply.getHeader('content-type')).startsWith('application/json')
    if (request.method !== 'GET' || !isJson || typeof payload !== 'string') return payload
    reply.header('Vary', 'Accept-Encoding')
    const zipped = await zip(payload, request.headers['accept-encoding'])
    if (zipped === undefined) return payload
    reply.header('Content-Encoding', 'gzip').removeHeader('Content-Length')
    return zipped
  })
}
