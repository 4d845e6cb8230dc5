/** Builds the browser app. No inline script: it must run under a strict content security policy. */
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { compressed } from './build/compressed.ts'
import { locales, nameOfTexts } from './build/locales.ts'
import { preloadedShell } from './build/preloaded-shell.ts'

const server = `http://127.0.0.1:${process.env['LOGE_HTTP_PORT'] ?? '8420'}`

/** What asks for everything else. It must not wait for the shell, so it shares no file with it. */
const START =
  /[\\/]web[\\/](?:main\.ts|shell[\\/](?:coming-texts|pages|preferences)\.ts)|virtual:texts[\\/]shell$|[\\/]http[\\/]client[\\/]|[\\/]sign-in[\\/]hint\.ts|[\\/]screens[\\/](?:pages|residence[\\/]questions)\.ts|vite[\\/]preload-helper/

/** What no page does without travels as two files: packed small, on two lines at once. To change or to page on is not of it. */
const REACT = /node_modules[\\/](?:react|react-dom|scheduler)[\\/]/
const SHELL =
  /node_modules[\\/](?:@tanstack|use-intl|@formatjs|use-sync-external-store)[\\/](?!.*[\\/](?:useMutation|mutationObserver|useInfiniteQuery|infiniteQueryObserver)\.js$)|[\\/]web[\\/](?:app|routes)\.tsx/

/** What is around each page once one is signed in, and the first sentence of the page one lands on: one file. */
const CONSOLE = /[\\/]web[\\/]shell[\\/]console\.tsx$|[\\/]today-page\.tsx$/

/** The rest of that page, with the lists it shares with others. */
const TODAY = /[\\/]rest-of-today\.tsx$/

/** The look of every page but the first: one sheet, with the first of them. */
const SCREENS = /[\\/]features[\\/](?!.*[\\/]today\.css$).*\.css$/

/** What pages are made of, before one is signed in too; long lists and days only once a page shows one. */
const PIECES = /[\\/]ui[\\/](?!list[\\/]|day-|typed-day|month-grid)/

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), locales(), preloadedShell(), compressed()],
  // React has had this hook of its own since 18.
  resolve: {
    alias: { 'use-sync-external-store/shim/with-selector': 'use-sync-external-store/with-selector' },
  },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2023',
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        chunkFileNames: ({ facadeModuleId }) =>
          `assets/${nameOfTexts(facadeModuleId ?? null) ?? '[name]'}-[hash].js`,
        codeSplitting: {
          groups: [
            { name: 'start', test: START, priority: 2 },
            { name: 'react', test: REACT, priority: 2 },
            { name: 'shell', test: SHELL, priority: 1 },
            { name: 'pieces', test: PIECES, minShareCount: 2, priority: 1 },
            { name: 'console', test: CONSOLE, priority: 1 },
            { name: 'today', test: TODAY },
            { name: 'screens', test: SCREENS, priority: 3 },
          ],
        },
      },
    },
    // Icons live inside the style sheet as masks; everything else stays a file of its own.
    assetsInlineLimit: (file) => file.endsWith('.svg'),
  },
  server: { port: 8430, strictPort: true, proxy: { '/api': server, '/health': server } },
})
