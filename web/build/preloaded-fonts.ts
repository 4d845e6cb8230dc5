/** Names the two faces in the page's head, so that they arrive with the style sheet instead of after it. */
import type { Plugin } from 'vite'

export const preloadedFonts = (): Plugin => ({
  name: 'loge-preloaded-fonts',
  transformIndexHtml: {
    order: 'post',
    handler: (_html, { bundle }) =>
      Object.keys(bundle ?? {})
        .filter((name) => name.endsWith('.woff2'))
        .map((name) => ({
          tag: 'link',
          attrs: { rel: 'preload', as: 'font', type: 'font/woff2', href: `/${name}`, crossorigin: true },
          injectTo: 'head-prepend' as const,
        })),
  },
})
