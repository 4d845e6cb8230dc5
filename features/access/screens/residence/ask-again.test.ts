/** What is asked again after an event is never an answer that was read before it. */
import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { askAgain } from './ask-again.ts'

test('a first answer that was on its way when something changed is asked for once more', async () => {
  const queries = new QueryClient()
  const answers: ((text: string) => void)[] = []
  const observer = new QueryObserver(queries, {
    queryKey: ['doors'],
    queryFn: () => new Promise<string>((resolve) => answers.push(resolve)),
  })
  const leave = observer.subscribe(() => undefined)
  const asked = askAgain(queries, ['doors'])
  answers[0]?.('read before the event')
  await Promise.resolve()
  await expect.poll(() => answers.length).toBe(2)
  answers[1]?.('read after it')
  await asked
  expect(observer.getCurrentResult().data).toBe('read after it')
  leave()
  queries.clear()
})
