/**
 * Names the app's files in the page's head, so that they travel beside the small file that starts everything. That one
 * is `async`: it asks for what is needed next, and must not wait for the style sheet to do so.
 */
import type { Plugin } from 'vite'

const NAMES = new Set(['app', 'react', 'shell', 'rolldown-runtime'])

export const preloadedShell = (): Plugin => ({
  name: 'loge-preloaded-shell',
  transformIndexHtml: {
    order: 'post',
    handler: (html, { bundle }) => ({
      html: html.replace('<script type="module"', '<script type="module" async'),
      tags: Object.values(bundle ?? {})
        .filter((part) => part.type === 'chunk' && NAMES.has(part.name))
        .map(({ fileName }) => ({
          tag: 'link',
          attrs: { rel: 'modulepreload', href: `/${fileName}`, crossorigin: true },
          injectTo: 'head' as const,
        })),
    }),
  },
})
