/** PostgreSQL's COPY over the driver's connection, as a stream in bounded memory: no program of PostgreSQL is needed. */
import type { Duplex } from 'node:stream'
import { once } from 'node:events'
import pg from 'pg'

declare module 'pg' {
  interface Connection {
    sendCopyFromChunk(chunk: Uint8Array): void
    endCopyFrom(): void
    sendCopyFail(reason: string): void
  }
}

/** Above it the socket rests until the reader has caught up. */
const MOST_WAITING_BYTES = 1024 * 1024

const rowsOf = (commandTag: string): number => Number(commandTag.split(' ').at(-1))

interface Tag {
  readonly text: string
}

/** What both directions share: the driver hands the conversation over until it is ready for the next question. */
class CopyQuery {
  readonly #text: string
  readonly #ended = Promise.withResolvers<number>()
  #rows = 0
  #error: Error | undefined

  constructor(text: string) {
    this.#text = text
    // Whoever reads to the end hears of it; whoever gave up earlier has another error already.
    this.#ended.promise.catch(() => undefined)
  }

  /** The number of rows, or why not. */
  get ended(): Promise<number> {
    return this.#ended.promise
  }

  submit(connection: pg.Connection): void {
    connection.query(this.#text)
  }

  handleCommandComplete({ text }: Tag): void {
    this.#rows = rowsOf(text)
  }

  handleError(error: Error): void {
    this.#error ??= error
    this.#ended.reject(error)
  }

  handleReadyForQuery(): void {
    if (this.#error === undefined) this.#ended.resolve(this.#rows)
  }
}

class CopyOut extends CopyQuery {
  #chunks: Buffer[] = []
  #waiting = 0
  #socket: Duplex | undefined
  #more = Promise.withResolvers<void>()

  override submit(connection: pg.Connection): void {
    this.#socket = connection.stream
    super.submit(connection)
  }

  handleCopyData({ chunk }: { readonly chunk: Buffer }): void {
    // The driver uses the memory of the chunk again.
    this.#chunks.push(Buffer.from(chunk))
    this.#waiting += chunk.length
    if (this.#waiting > MOST_WAITING_BYTES) this.#socket?.pause()
    this.#more.resolve()
  }

  async *read(): AsyncGenerator<Buffer, number> {
    let isOver = false
    const over = this.ended.finally(() => (isOver = true))
    over.catch(() => undefined)
    for (;;) {
      await Promise.race([this.#more.promise, over])
      const chunks = this.#chunks
      this.#chunks = []
      this.#waiting = 0
      this.#more = Promise.withResolvers<void>()
      this.#socket?.resume()
      for (const chunk of chunks) yield chunk
      if (isOver && this.#chunks.length === 0) return this.ended
    }
  }
}

class CopyIn extends CopyQuery {
  readonly #content: AsyncIterable<Uint8Array>

  constructor(text: string, content: AsyncIterable<Uint8Array>) {
    super(text)
    this.#content = content
  }

  handleCopyInResponse(connection: pg.Connection): void {
    this.#send(connection).then(
      () => connection.endCopyFrom(),
      (error: unknown) => {
        this.handleError(error instanceof Error ? error : new Error(String(error)))
        connection.sendCopyFail('the backup could not be read further')
      },
    )
  }

  async #send(connection: pg.Connection): Promise<void> {
    for await (const chunk of this.#content) {
      connection.sendCopyFromChunk(chunk)
      if (connection.stream.writableNeedDrain) await once(connection.stream, 'drain')
    }
  }
}

/** Yields what `copy … to stdout` sends and returns the number of rows. */
export const copyOut = (client: pg.Client, text: string): AsyncGenerator<Buffer, number> =>
  client.query(new CopyOut(text)).read()

/** Feeds `copy … from stdin`; resolves with the number of rows. */
export const copyIn = (
  client: pg.Client,
  text: string,
  content: AsyncIterable<Uint8Array>,
): Promise<number> => client.query(new CopyIn(text, content)).ended
