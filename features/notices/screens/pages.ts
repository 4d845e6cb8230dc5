/** The page of letters, loaded when it is first opened. */
export const loadMessagesPage = () => import('./messages/messages-page.tsx')
