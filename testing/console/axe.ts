/** What an automated reader would stumble over. Axe runs in the page itself: no page of its own, no second pass. */
import axe from 'axe-core'
import type { Page } from 'playwright-core'

/** The criteria of WCAG 2.2 up to AA, without what is merely advised. */
export const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] as const

interface Look {
  /** Only these criteria; all there are unless told. */
  readonly tags?: readonly string[]
  /** Only what is in here. */
  readonly within?: string
}

const TOLD = `({ violations }) =>
  violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ target, html }) => target.join(' ') + ' ' + html).join(', '))`

/** A line for each rule that is broken: its name, then where. */
export const axeFindings = async (page: Page, { tags, within }: Look = {}): Promise<readonly string[]> => {
  if ((await page.evaluate<string>('typeof axe')) === 'undefined') await page.evaluate(axe.source)
  const only = tags === undefined ? {} : { runOnly: { type: 'tag', values: tags } }
  const options = JSON.stringify({ ...only, resultTypes: ['violations'] })
  const where = within === undefined ? 'document' : JSON.stringify(within)
  return page.evaluate<readonly string[]>(`axe.run(${where}, ${options}).then(${TOLD})`)
}
