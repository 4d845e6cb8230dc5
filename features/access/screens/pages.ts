/** The pages of doors, each loaded when it is first opened. */
export const loadTodayPage = () => import('./today/today-page.tsx')
export const loadDoorsPage = () => import('./doors/doors-page.tsx')
export const loadEventEvidence = () => import('./evidence/event-evidence.tsx')
export const loadAccessPage = () => import('./rights/access-page.tsx')
export const loadOwnDoorsPage = () => import('./own-doors/own-doors-page.tsx')
export const loadResidentPage = () => import('./resident/resident-page.tsx')
export const loadEmergencyPage = () => import('./emergency/emergency-page.tsx')
export const loadPlaces = () => import('./residence/use-places.ts')
