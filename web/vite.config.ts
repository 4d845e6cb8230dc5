/** Builds the browser app. No inline script or style: it must run under a strict content security policy. */
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { compressed } from './build/compressed.ts'
import { locales } from './build/locales.ts'
import { preloadedFonts } from './build/preloaded-fonts.ts'

const server = `http://127.0.0.1:${process.env['LOGE_HTTP_PORT'] ?? '8420'}`

/** What no page does without travels as one file: packed together it is smaller than in pieces. */
const SHELL =
  /node_modules[\\/](?:react|react-dom|scheduler|@tanstack|use-intl|@formatjs|use-sync-external-store)[\\/]|[\\/]http[\\/]client[\\/]|[\\/]ui[\\/]live[\\/]|[\\/]web[\\/]shell[\\/](?!settings)/

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), locales(), preloadedFonts(), compressed()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2023',
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: { groups: [{ name: 'shell', test: SHELL }] },
      },
    },
    // Icons live inside the style sheet as masks; everything else stays a file of its own.
    assetsInlineLimit: (file) => file.endsWith('.svg'),
  },
  server: { port: 8430, strictPort: true, proxy: { '/api': server, '/health': server } },
})
