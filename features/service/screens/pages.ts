/** The desk of the service, loaded when it is first opened. */
export const loadServiceDesk = () => import('./service/service-desk.tsx')
