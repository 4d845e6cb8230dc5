/** Builds the browser app. No inline script or style: it must run under a strict content security policy. */
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { compressed } from './build/compressed.ts'
import { locales } from './build/locales.ts'
import { preloadedShell } from './build/preloaded-shell.ts'

const server = `http://127.0.0.1:${process.env['LOGE_HTTP_PORT'] ?? '8420'}`

/** What asks for everything else. It must not wait for the shell, so it shares no file with it. */
const START =
  /[\\/]web[\\/](?:main\.ts|shell[\\/](?:coming-texts|preferences)\.ts)|[\\/]http[\\/]client[\\/]|[\\/]screens[\\/](?:pages|residence[\\/]questions)\.ts|vite[\\/]preload-helper/

/** What no page does without travels as one file: packed together it is smaller than in pieces. */
const SHELL =
  /node_modules[\\/](?:react|react-dom|scheduler|@tanstack|use-intl|@formatjs|use-sync-external-store)[\\/]|[\\/]ui[\\/]live[\\/]|[\\/]web[\\/](?:app\.tsx|routes\.tsx|shell[\\/](?!settings))/

/** What several pages show: small pieces, worth one request and not ten. */
const PIECES = /[\\/]ui[\\/]|[\\/]screens[\\/](?:log|residence)[\\/]/

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
    // All of it is 13 KB: one request less for each page, and no page is ever without its look.
    cssCodeSplit: false,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'start', test: START, priority: 1 },
            { name: 'shell', test: SHELL },
            { name: 'pieces', test: PIECES, minShareCount: 2 },
          ],
        },
      },
    },
    // Icons live inside the style sheet as masks; everything else stays a file of its own.
    assetsInlineLimit: (file) => file.endsWith('.svg'),
  },
  server: { port: 8430, strictPort: true, proxy: { '/api': server, '/health': server } },
})
