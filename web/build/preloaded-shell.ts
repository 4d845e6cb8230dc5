/**
 * Names the app's files in the page's head, so that they travel beside the small file that starts everything. That one
 * is `async`: it asks for what is needed next, and must not wait for the style sheet to do so. The style sheet stands
 * behind the first frame, which has a look of its own (`index.html`) and is seen as soon as the page is there.
 */
import type { Plugin } from 'vite'

const STYLES = /\s*<link rel="stylesheet"[^>]*>/g
const FIRST = '<script src="/first.js"></script>'

const stylesLast = (html: string): string => {
  const styles = html.match(STYLES) ?? []
  return html.replace(STYLES, '').replace(FIRST, [FIRST, ...styles].join(''))
}

const NAMES = new Set(['app', 'react', 'shell', 'rolldown-runtime'])

export const preloadedShell = (): Plugin => ({
  name: 'loge-preloaded-shell',
  transformIndexHtml: {
    order: 'post',
    handler: (html, { bundle }) => ({
      html: stylesLast(html).replace('<script type="module"', '<script type="module" async'),
      tags: Object.values(bundle ?? {})
        .filter((part) => part.type === 'chunk' && NAMES.has(part.name))
        .map(({ fileName }) => ({
          tag: 'link',
          attrs: { rel: 'modulepreload', href: `/${fileName}`, crossorigin: true, fetchpriority: 'low' },
          injectTo: 'head' as const,
        })),
    }),
  },
})
