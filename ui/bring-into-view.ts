/** Brings what was opened elsewhere on the page to where one looks, and the focus with it. */
export const bringIntoView = (heading: HTMLElement): void => {
  heading.focus({ preventScroll: true })
  const isCalm = window.matchMedia('(prefers-reduced-motion: reduce)').matches
  heading.scrollIntoView({ block: 'start', behavior: isCalm ? 'instant' : 'smooth' })
}
