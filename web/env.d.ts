/** What the build provides besides TypeScript modules. */
declare module 'virtual:locale/*' {
  export const messages: import('./messages.ts').Messages
}
