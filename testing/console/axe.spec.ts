import { expect, test } from 'vitest'
import { launchBrowser } from '../browser.ts'
import { axeFindings, WCAG } from './axe.ts'

test('a picture without words and pale words are found, each where it is, and only what was asked for', async () => {
  const browser = await launchBrowser()
  try {
    const page = await browser.newPage()
    await page.setContent(
      '<html lang="en"><title>A page</title><main><h1>A page</h1><img src="data:,"><p style="color:#ccc">Pale</p></main></html>',
    )
    const found = (await axeFindings(page, { tags: WCAG })).map((line) => line.split(' <')[0]).join(', ')
    expect(found).toBe('color-contrast: p, image-alt: img')
    expect(await axeFindings(page, { within: 'h1' })).toEqual([])
    await page.evaluate("document.querySelector('main').innerHTML = '<h1>A page</h1>'")
    expect(await axeFindings(page)).toEqual([])
  } finally {
    await browser.close()
  }
})
