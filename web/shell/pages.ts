/** What the shell itself loads when it is needed. */
export const loadConsole = () => import('./console.tsx')
export const loadCommands = () => import('./commands.tsx')
export const loadSettings = () => import('./settings.tsx')
