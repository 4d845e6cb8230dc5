/** Files on the way in and out: bounded while they arrive, sent as they are made. */
import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Route } from '../contract/index.ts'
import type { Download } from '../endpoint.ts'
import { Problem } from '../problem.ts'

const FILE = 'application/octet-stream'

const tooLarge = (most: number): Problem =>
  new Problem(413, 'body_too_large', `The file is larger than ${Math.floor(most / 1024 / 1024)} MB.`)

const bounded = async function* (
  content: AsyncIterable<Uint8Array>,
  most: number,
): AsyncGenerator<Uint8Array> {
  let length = 0
  for await (const chunk of content) {
    length += chunk.byteLength
    if (length > most) throw tooLarge(most)
    yield chunk
  }
}

const nothing = async function* (): AsyncGenerator<Uint8Array> {}

/** The file of the request; of a route that takes none, nothing. */
export const contentOf = (route: Route, { body, headers }: FastifyRequest): AsyncIterable<Uint8Array> => {
  if (route.upload === undefined || !(body instanceof Readable)) return nothing()
  if (Number(headers['content-length'] ?? 0) > route.upload) throw tooLarge(route.upload)
  return bounded(body, route.upload)
}

/** Only routes that take a file accept one, and they accept nothing else. */
export const withFiles = async (server: FastifyInstance, register: (inner: FastifyInstance) => void) => {
  await server.register(async (inner) => {
    inner.removeAllContentTypeParsers()
    inner.addContentTypeParser(FILE, (_request, payload, done) => done(null, payload))
    register(inner)
  })
}

const PLAIN_NAME = /[^\w. -]/g

export const sendDownload = (
  reply: FastifyReply,
  mediaType: string,
  { fileName, content, mediaType: chosen = mediaType }: Download,
): FastifyReply =>
  reply
    .type(chosen)
    .header('Content-Disposition', `attachment; filename="${fileName.replaceAll(PLAIN_NAME, '_')}"`)
    .send(Readable.from(content, { highWaterMark: 1 }))
