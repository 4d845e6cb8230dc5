/** The pages of those outside, each loaded when it is first opened. */
export const loadCustomersPage = () => import('./customers/customers-page.tsx')
export const loadOutsidePage = () => import('./outside/outside-page.tsx')
