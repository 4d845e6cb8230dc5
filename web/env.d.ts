/** What the build provides besides TypeScript modules. */
declare module 'virtual:locale/en' {
  export const messages: import('./messages.ts').Messages
}
declare module 'virtual:locale/fr' {
  export const messages: import('./messages.ts').Messages
}
