/** The built web app: hashed files are kept for ever, every other address of the app answers its one page. */
import { basename, dirname } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyRequest } from 'fastify'

/** Vite writes `assets/<name>-<hash>.<ext>`. */
const isHashed = (path: string): boolean =>
  basename(dirname(path)) === 'assets' && /-[\w-]{8}\.[\w.]+$/.test(basename(path))

export const registerStaticFiles = async (fastify: FastifyInstance, folder: string): Promise<void> => {
  await fastify.register(fastifyStatic, {
    root: folder,
    preCompressed: true,
    dotfiles: 'ignore',
    cacheControl: false,
    setHeaders: (response, path) => {
      response.header('Cache-Control', isHashed(path) ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
}

const OWN = /^\/(api|health|metrics)(\/|$)/

/** A page of the app that only the browser knows, such as `/doors/ent_…`. */
export const isAppPage = (request: FastifyRequest): boolean => {
  const path = request.url.split('?', 1)[0] ?? '/'
  return (
    (request.method === 'GET' || request.method === 'HEAD') &&
    !OWN.test(path) &&
    !/\.[a-z0-9]+$/i.test(path) &&
    (request.headers.accept ?? '').includes('text/html')
  )
}
