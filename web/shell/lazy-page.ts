/**
 * A page whose code comes when it is first opened. The router answers missing code by loading the whole app anew,
 * which is right after an update; while the server is away it would leave a blank window, so then the shell stays.
 */
import { lazyRouteComponent } from '@tanstack/react-router'

export class PageMissing extends Error {
  constructor(cause: unknown) {
    super('the code of this page did not come', { cause })
    this.name = 'PageMissing'
  }
}

/** Whether the server is there at all. */
export const serverAnswers = (): Promise<boolean> =>
  fetch('/robots.txt', { method: 'HEAD', cache: 'no-store' }).then(
    ({ status }) => status < 500,
    () => false,
  )

const keepingTheShell =
  <Page>(load: () => Promise<Page>) =>
  async (): Promise<Page> => {
    try {
      return await load()
    } catch (error) {
      throw (await serverAnswers()) ? error : new PageMissing(error)
    }
  }

export const lazyPage: typeof lazyRouteComponent = (load, name) =>
  lazyRouteComponent(keepingTheShell(load), name)
