/** The connection to the server as the uplink sees it: frames of text, or none. */

export interface Line {
  send(text: string): void
  close(): void
}

export interface LineEvents {
  readonly opened: () => void
  readonly heard: (text: string) => void
  readonly closed: () => void
}

export interface Transport {
  /** Begins to connect; every later word comes through `events`. After `closed` nothing comes any more. */
  connect(events: LineEvents): Line
}
