/** What the build provides besides TypeScript modules. */
declare module 'virtual:texts/shell' {
  export const shell: Readonly<Record<'en' | 'fr', () => Promise<{ readonly messages: object }>>>
}
