/** Reads server-sent events from a stream of text, whatever the pieces it arrives in (HTML standard §9.2.6). */

export interface ServerSentEvent {
  readonly id: string | undefined
  readonly event: string
  readonly data: string
}

/** Feed it pieces of text; it gives back the events that became complete. */
export const serverSentEvents = (): ((piece: string) => readonly ServerSentEvent[]) => {
  let rest = ''
  let id: string | undefined
  let event = ''
  let data: string[] = []
  const take = (line: string): ServerSentEvent | undefined => {
    if (line === '') {
      const complete =
        data.length === 0 ? undefined : { id, event: event || 'message', data: data.join('\n') }
      event = ''
      data = []
      return complete
    }
    const colon = line.indexOf(':')
    const field = colon < 0 ? line : line.slice(0, colon)
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '')
    if (field === 'id' && !value.includes('\0')) id = value
    else if (field === 'event') event = value
    else if (field === 'data') data.push(value)
    return undefined
  }
  return (piece) => {
    const lines = (rest + piece).split(/\r\n|\n|\r(?!$)/)
    rest = lines.pop() ?? ''
    return lines.map(take).filter((complete) => complete !== undefined)
  }
}
