/** The pages of those outside, each loaded when it is first opened. */
export const loadOutsidePage = () => import('./outside/outside-page.tsx')
