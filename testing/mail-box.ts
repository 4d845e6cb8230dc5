/** A mail server on loopback that keeps what it is given, and refuses as it is told: the other end of SMTP in tests. */
import { createServer, type Socket } from 'node:net'

export interface ReceivedLetter {
  readonly to: string
  /** As it travelled, headers first. */
  readonly raw: string
  readonly subject: string
  readonly text: string
}

export interface MailBox {
  readonly url: string
  readonly letters: readonly ReceivedLetter[]
  /** What it answers to a recipient from now on: `450 later`, `550 unknown`; `undefined`: it takes the letter. */
  answer(to: string | undefined): void
  close(): Promise<void>
}

const decoded = (text: string, encoding: string): string => {
  if (encoding === 'base64') return Buffer.from(text, 'base64').toString('utf8')
  if (encoding !== 'quoted-printable') return text
  const bytes = text
    .replaceAll(/=\r?\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}

const decodedSubject = (text: string): string =>
  text
    .replaceAll(/\?=\s+=\?/g, '?==?')
    .replaceAll(/=\?utf-8\?(q|b)\?([^?]*)\?=/gi, (_, how: string, word: string) =>
      decoded(
        how.toLowerCase() === 'b' ? word : word.replaceAll('_', ' '),
        how.toLowerCase() === 'b' ? 'base64' : 'quoted-printable',
      ),
    )

const readLetter = (to: string, raw: string): ReceivedLetter => {
  const [head = '', ...body] = raw.split('\r\n\r\n')
  const headers = head.replaceAll(/\r\n[ \t]+/g, ' ')
  const header = (name: string) => new RegExp(`^${name}: (.*)$`, 'im').exec(headers)?.[1]?.trim() ?? ''
  return {
    to,
    raw,
    subject: decodedSubject(header('Subject')),
    text: decoded(body.join('\r\n\r\n'), header('Content-Transfer-Encoding')).replaceAll('\r\n', '\n'),
  }
}

export const startMailBox = async (): Promise<MailBox> => {
  const letters: ReceivedLetter[] = []
  const sockets = new Set<Socket>()
  let refusal: string | undefined
  const talk = (socket: Socket): void => {
    let pending = ''
    let to = ''
    let inData = false
    const say = (line: string) => socket.write(`${line}\r\n`)
    const command = (line: string): void => {
      const verb = line.slice(0, 4).toUpperCase()
      if (verb === 'RCPT') {
        to = /<([^>]*)>/.exec(line)?.[1] ?? ''
        say(refusal ?? '250 ok')
      } else if (verb === 'DATA') {
        inData = true
        say('354 go on')
      } else if (verb === 'QUIT') {
        say('221 bye')
        socket.end()
      } else say('250 ok')
    }
    socket.on('data', (chunk) => {
      pending += chunk.toString('latin1')
      for (;;) {
        const end = inData ? pending.indexOf('\r\n.\r\n') : pending.indexOf('\r\n')
        if (end === -1) return
        const part = pending.slice(0, end)
        pending = pending.slice(end + (inData ? 5 : 2))
        if (!inData) command(part)
        else {
          inData = false
          letters.push(readLetter(to, part.replaceAll('\r\n..', '\r\n.')))
          say('250 kept')
        }
      }
    })
    socket.on('error', () => socket.destroy())
    socket.on('close', () => sockets.delete(socket))
    sockets.add(socket)
    say('220 box')
  }
  const server = createServer(talk)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('a mail box needs a port')
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    letters,
    answer: (to) => {
      refusal = to
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}
