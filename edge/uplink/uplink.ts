/**
 * The edge's one connection to the server. It carries what the journal and the board hold, brings snapshots and
 * commands, and may be cut for days: nothing here is on the way of a door.
 */
import {
  edgeProofText,
  lastSequenceOf,
  LINK_PROTOCOL,
  serverProofText,
  withdrawalText,
  type EdgeEvent,
  type EdgeHealth,
  type EdgeMessage,
  type LinkCommand,
  type ServerMessage,
} from '@loge/features/access/core'
import { readServerMessage } from '@loge/features/access/link-wire'
import type { Instant, World } from '@loge/kernel'
import type { ClockTrust } from '../clock-trust.ts'
import type { Journal } from '../journal/journal.ts'
import type { SnapshotStore } from '../snapshot-store.ts'
import { backOffMs } from './back-off.ts'
import type { StateBoard } from './state-board.ts'
import type { Line, Transport } from './transport.ts'

export const LINK_TIMES = {
  handshakeMs: 10_000,
  heartbeatMs: 10_000,
  /** Nothing heard for so long: the other end is gone, whatever the socket says. */
  silenceMs: 30_000,
  resendMs: 5_000,
  gatherMs: 100,
} as const

const BATCH = 400
const SOFTWARE = 'loge-edge 0.1.0'

export interface EdgeIdentity {
  readonly organizationId: string
  readonly edgeId: string
  readonly sign: (text: string) => string
  readonly verifyServer: (text: string, signature: string) => boolean
}

export interface UplinkPorts {
  readonly world: World
  readonly transport: Transport
  readonly identity: EdgeIdentity
  readonly journal: Journal
  readonly clock: ClockTrust
  readonly snapshots: SnapshotStore
  readonly board: StateBoard
  readonly command: (command: LinkCommand) => void
  readonly snapshotChanged: () => void
  /** The server took this edge out of service; resolves once that outlives a restart. */
  readonly withdrawn: () => Promise<void>
  readonly keepSiteKey: (siteKey: string) => Promise<void>
  readonly fault: (where: string, error: unknown) => void
}

export interface UplinkStatus {
  readonly connected: boolean
  readonly since: Instant
  /** Why the last connection ended or did not come about; a stable code. */
  readonly lastTrouble: string | null
  readonly cut: boolean
}

type Phase = 'greeting' | 'proving' | 'settling' | 'open'

interface Connection {
  readonly line: Line
  readonly nonce: string
  phase: Phase
  heardAtMs: number
  /** The last number of the batch that is under way; `undefined`: none is. */
  underWay: number | undefined
  sentAtMs: number
  pumping: boolean
  openedAtMs: number
  /** What the journal held when the line came up waited for it. */
  backlogUntil: number
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

export class Uplink {
  readonly #ports: UplinkPorts
  #connection: Connection | undefined
  #status: UplinkStatus
  #attempts = 0
  #cancelRetry: (() => void) | undefined
  #cancelBeat: (() => void) | undefined
  #gathering = false
  #stopped = true

  constructor(ports: UplinkPorts) {
    this.#ports = ports
    this.#status = { connected: false, since: ports.clock.now().at, lastTrouble: null, cut: false }
  }

  get status(): UplinkStatus {
    return this.#status
  }

  start(): void {
    this.#stopped = false
    this.#connect()
  }

  stop(): void {
    this.#stopped = true
    this.#cancelRetry?.()
    this.#drop('stopped')
  }

  /** Pulls the cable, or puts it back. Only a simulated residence does this. */
  setCut(cut: boolean): void {
    if (cut === this.#status.cut) return
    this.#status = { ...this.#status, cut }
    if (cut) this.#drop('cut')
    else if (this.#connection === undefined && !this.#stopped) {
      this.#attempts = 0
      this.#cancelRetry?.()
      this.#connect()
    }
  }

  /** The journal or the board has something new. */
  nudge(): void {
    if (this.#connection?.phase !== 'open' || this.#gathering) return
    void this.#pump(this.#connection)
    this.#gathering = true
    this.#ports.world.after(LINK_TIMES.gatherMs, () => {
      this.#gathering = false
      this.#tellBoard()
      if (this.#connection !== undefined) void this.#pump(this.#connection)
    })
  }

  health(): EdgeHealth {
    const { journal, clock, snapshots, board } = this.#ports
    const { durableUntil, acknowledgedUntil, bytes, problem } = journal.state
    return {
      snapshotVersion: snapshots.version,
      backlog: Math.max(0, durableUntil - acknowledgedUntil),
      journalBytes: bytes,
      journalProblem: problem,
      clockTrusted: clock.now().trusted,
      unknownPayloads: board.unknownPayloads,
    }
  }

  #connect(): void {
    if (this.#stopped || this.#status.cut) return
    const { world, transport } = this.#ports
    const nowMs = world.monotonicMs()
    const ours = (): boolean => this.#connection === connection
    const line = transport.connect({
      opened: () => {
        if (ours()) this.#greet(connection)
      },
      heard: (text) => {
        if (ours()) this.#hear(connection, text)
      },
      closed: () => {
        if (ours()) this.#drop('connection_lost')
      },
    })
    const connection: Connection = {
      line,
      nonce: hex(world.bytes(32)),
      phase: 'greeting',
      heardAtMs: nowMs,
      underWay: undefined,
      sentAtMs: nowMs,
      pumping: false,
      openedAtMs: nowMs,
      backlogUntil: 0,
    }
    this.#connection = connection
    world.after(LINK_TIMES.handshakeMs, () => {
      if (ours() && connection.phase !== 'open') this.#drop('handshake_timed_out')
    })
  }

  #greet(connection: Connection): void {
    const { organizationId, edgeId } = this.#ports.identity
    this.#send(connection, {
      kind: 'hello',
      protocol: LINK_PROTOCOL,
      organizationId,
      edgeId,
      nonce: connection.nonce,
    })
  }

  #hear(connection: Connection, text: string): void {
    const message = readServerMessage(text)
    if (message === undefined) return this.#drop('server_not_understood')
    connection.heardAtMs = this.#ports.world.monotonicMs()
    this.#answer(connection, message).catch((error: unknown) => {
      this.#ports.fault('uplink', error)
      if (this.#connection === connection) this.#drop('fault')
    })
  }

  async #answer(connection: Connection, message: ServerMessage): Promise<void> {
    if (message.kind === 'goodbye') return this.#drop(message.reason)
    if (message.kind === 'challenge') return this.#prove(connection, message)
    if (message.kind === 'welcome') return this.#settleIn(connection, message)
    if (message.kind === 'withdrawn') return this.#withdrawn(connection, message.signature)
    // Before the server proved itself nothing it says counts.
    if (connection.phase === 'greeting' || connection.phase === 'proving') return undefined
    switch (message.kind) {
      case 'acknowledged':
        return this.#acknowledged(connection, message.until)
      case 'announced':
        this.#ports.board.answered(message)
        return this.#tellBoard()
      case 'snapshot': {
        const { offer } = message
        return this.#snapshot(connection, offer.version, this.#ports.snapshots.offered(offer))
      }
      case 'pieces': {
        const { version, pieces } = message
        return this.#snapshot(connection, version, this.#ports.snapshots.pieces(version, pieces))
      }
      case 'commands':
        // Until the server's time is known no deadline can be judged; the server asks again.
        if (this.#ports.clock.serverNowAtMost() === undefined) return undefined
        for (const command of message.commands) this.#ports.command(command)
        return undefined
      case 'heartbeat':
        this.#ports.clock.learn(message.now, message.sentAt)
        return this.#ports.clock.keep()
    }
  }

  /** Said under the server's key and for this connection, or not at all. */
  async #withdrawn(connection: Connection, signature: string): Promise<void> {
    const { identity, withdrawn } = this.#ports
    if (!identity.verifyServer(withdrawalText(identity.edgeId, connection.nonce), signature))
      return this.#drop('server_proof_invalid')
    await withdrawn()
    this.#send(connection, { kind: 'withdrawn' })
    await this.#pump(connection)
  }

  #prove(connection: Connection, { nonce, signature }: Extract<ServerMessage, { kind: 'challenge' }>): void {
    if (connection.phase !== 'greeting') return
    const { edgeId, sign, verifyServer } = this.#ports.identity
    if (!verifyServer(serverProofText(edgeId, connection.nonce, nonce), signature))
      return this.#drop('server_proof_invalid')
    connection.phase = 'proving'
    this.#send(connection, {
      kind: 'proof',
      signature: sign(edgeProofText(edgeId, connection.nonce, nonce)),
      journalId: this.#ports.journal.id,
      software: SOFTWARE,
      health: this.health(),
    })
  }

  async #settleIn(
    connection: Connection,
    welcome: Extract<ServerMessage, { kind: 'welcome' }>,
  ): Promise<void> {
    if (connection.phase !== 'proving') return
    connection.phase = 'settling'
    const { journal, clock, board, world, keepSiteKey } = this.#ports
    clock.forgetServer()
    await keepSiteKey(welcome.siteKey)
    await journal.moveAbove(welcome.journalBase)
    await journal.resumeAfter(welcome.acknowledgedUntil)
    if (this.#connection !== connection) return
    connection.phase = 'open'
    connection.openedAtMs = world.monotonicMs()
    connection.backlogUntil = journal.state.durableUntil
    this.#status = { ...this.#status, connected: true, since: clock.now().at, lastTrouble: null }
    board.tellAgain()
    this.#tellBoard()
    this.#beat(connection)
    await this.#pump(connection)
  }

  #beat(connection: Connection): void {
    const { world, clock } = this.#ports
    if (world.monotonicMs() - connection.heardAtMs > LINK_TIMES.silenceMs) return this.#drop('server_silent')
    this.#send(connection, { kind: 'heartbeat', sentAt: clock.uptimeMs(), health: this.health() })
    this.#ports.board.ask()
    this.#tellBoard()
    void this.#pump(connection)
    this.#cancelBeat = world.after(LINK_TIMES.heartbeatMs, () => {
      if (this.#connection === connection) this.#beat(connection)
    })
  }

  async #acknowledged(connection: Connection, until: number): Promise<void> {
    const { journal } = this.#ports
    await journal.acknowledge(Math.min(until, journal.state.durableUntil))
    if (connection.underWay !== undefined && until >= connection.underWay) {
      connection.underWay = undefined
      await this.#pump(connection)
    }
  }

  /** One batch is under way at a time; it goes again when no answer comes. */
  async #pump(connection: Connection): Promise<void> {
    const { journal, world } = this.#ports
    const isFresh = world.monotonicMs() - connection.sentAtMs < LINK_TIMES.resendMs
    const isWaiting = connection.underWay !== undefined && isFresh
    if (connection.pumping || connection.phase !== 'open' || isWaiting) return
    const { acknowledgedUntil, durableUntil } = journal.state
    if (durableUntil <= acknowledgedUntil) return
    connection.pumping = true
    try {
      const events: readonly EdgeEvent[] = await journal.read(acknowledgedUntil, BATCH)
      const last = events.at(-1)
      if (last === undefined || this.#connection !== connection) return
      connection.underWay = lastSequenceOf(last)
      connection.sentAtMs = world.monotonicMs()
      this.#send(connection, { kind: 'events', events, backlogUntil: connection.backlogUntil })
    } catch (error) {
      this.#ports.fault('journal', error)
    } finally {
      connection.pumping = false
    }
  }

  async #snapshot(
    connection: Connection,
    version: number,
    accepting: ReturnType<SnapshotStore['offered']>,
  ): Promise<void> {
    const before = this.#ports.snapshots.version
    const result = await accepting
    if (!result.ok)
      return this.#send(connection, { kind: 'snapshotRefused', version, reason: result.refusal })
    const progress = result.value
    if (progress.kind === 'wanting')
      return this.#send(connection, { kind: 'piecesWanted', version, hashes: progress.hashes })
    if (progress.kind === 'waiting') return
    if (progress.version !== before) this.#ports.snapshotChanged()
    this.#send(connection, { kind: 'applied', version: progress.version })
  }

  #tellBoard(): void {
    const connection = this.#connection
    if (connection?.phase !== 'open') return
    for (const message of this.#ports.board.takeMessages()) this.#send(connection, message)
  }

  #send(connection: Connection, message: EdgeMessage): void {
    if (this.#connection === connection) connection.line.send(JSON.stringify(message))
  }

  #drop(trouble: string): void {
    const connection = this.#connection
    this.#connection = undefined
    this.#cancelBeat?.()
    const { world } = this.#ports
    if (this.#status.connected)
      this.#status = { ...this.#status, connected: false, since: this.#ports.clock.now().at }
    this.#status = { ...this.#status, lastTrouble: trouble }
    if (connection !== undefined) {
      connection.line.close()
      const wasStable =
        connection.phase === 'open' && world.monotonicMs() - connection.openedAtMs > LINK_TIMES.silenceMs
      this.#attempts = wasStable ? 0 : this.#attempts + 1
    }
    if (this.#stopped || this.#status.cut) return
    this.#cancelRetry?.()
    this.#cancelRetry = world.after(backOffMs(this.#attempts, world.bytes(1)), () => this.#connect())
  }
}
