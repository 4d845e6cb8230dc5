/**
 * One conversation with one edge, from its first word to its last. Takes one message at a time; whatever is lost or
 * doubled is asked for or offered again with the next heartbeat.
 */
import { asId, isUuid, type World } from '@loge/kernel'
import { sha256 } from '@loge/kernel/real-world'
import {
  type CutSnapshot,
  cutSnapshot,
  edgeProofText,
  lastSequenceOf,
  LINK_PROTOCOL,
  serverProofText,
  withdrawalText,
  type EdgeMessage,
  type GoodbyeReason,
  type ServerMessage,
} from '../../core/index.ts'
import { readEdgeMessage } from '../../link-wire.ts'
import type { EdgeLinkStore, LinkedEdge } from './edge-link-store.ts'

/** An edge that says nothing for so long is gone, whatever the socket says. */
export const SILENCE_MS = 30_000
/** A snapshot that was not confirmed is offered again after this. */
const OFFER_AGAIN_MS = 15_000
/** How long an edge that was just taken out of service is still listened to. */
const LAST_WORDS_MS = 5_000

export interface LinkKeys {
  /** Ed25519 by the server, base64url. */
  readonly sign: (text: string) => string
  readonly verify: (publicKey: string, text: string, signature: string) => boolean
}

export interface SessionPorts {
  readonly world: World
  readonly store: EdgeLinkStore
  readonly keys: LinkKeys
  readonly send: (text: string) => void
  readonly close: () => void
  /** The edge has proved itself. */
  readonly welcomed: (edge: LinkedEdge) => void
  readonly fault: (error: unknown) => void
}

type Hello = Extract<EdgeMessage, { kind: 'hello' }>
type Proof = Extract<EdgeMessage, { kind: 'proof' }>
type Batch = Extract<EdgeMessage, { kind: 'events' }>

type Phase =
  | { readonly kind: 'strange' }
  | { readonly kind: 'challenged'; readonly edge: LinkedEdge; readonly hello: Hello; readonly nonce: string }
  | { readonly kind: 'open'; readonly edge: LinkedEdge; readonly connection: number; readonly nonce: string }
  /** Out of service: it is told so, and all that is waited for is that it heard. */
  | { readonly kind: 'leaving'; readonly edge: LinkedEdge }
  | { readonly kind: 'closed' }

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

export class ServerSession {
  readonly #ports: SessionPorts
  #phase: Phase = { kind: 'strange' }
  #turn: Promise<void> = Promise.resolve()
  #heardAtMs: number
  #acknowledged = 0
  #reportedVersion = 0
  /** Version and reason of the last refusal that is in the record. */
  #toldRefusal: string | undefined
  #confirmedVersion = 0
  /** That it is out of service. */
  #isTold = false
  /** What the edge was told of and has not yet confirmed; it asks for the pieces it has not. */
  #offered: { readonly version: number; readonly atMs: number; readonly cut: CutSnapshot } | undefined

  constructor(ports: SessionPorts) {
    this.#ports = ports
    this.#heardAtMs = ports.world.monotonicMs()
    this.#watchSilence()
  }

  get edge(): LinkedEdge | undefined {
    return this.#phase.kind === 'open' ? this.#phase.edge : undefined
  }

  receive(text: string): void {
    this.#heardAtMs = this.#ports.world.monotonicMs()
    this.#inTurn(async () => {
      if (this.#phase.kind === 'closed') return
      const message = readEdgeMessage(text)
      if (message === undefined) return this.#end()
      await this.#take(message)
    })
  }

  /** Rights or commands of this edge changed. */
  wake(): void {
    this.#inTurn(() => this.#offer())
  }

  /** The socket is gone. */
  closed(): void {
    const phase = this.#phase
    this.#phase = { kind: 'closed' }
    if (phase.kind !== 'open') return
    this.#turn = this.#turn
      .then(() => this.#ports.store.disconnected(phase.edge, phase.connection))
      .catch((error: unknown) => this.#ports.fault(error))
  }

  goodbye(reason: GoodbyeReason): void {
    this.#send({ kind: 'goodbye', reason })
    this.#end()
  }

  /** Resolves when everything received so far is done. */
  settled(): Promise<void> {
    return this.#turn
  }

  #inTurn(work: () => Promise<void>): void {
    this.#turn = this.#turn.then(work).catch((error: unknown) => {
      // The edge repeats what was not acknowledged, on another connection and perhaps to another replica.
      this.#ports.fault(error)
      this.#end()
    })
  }

  #end(): void {
    this.#ports.close()
    this.closed()
  }

  #watchSilence(): void {
    this.#ports.world.after(SILENCE_MS / 3, () => {
      if (this.#phase.kind === 'closed') return
      if (this.#ports.world.monotonicMs() - this.#heardAtMs > SILENCE_MS) this.#end()
      else this.#watchSilence()
    })
  }

  #send(message: ServerMessage): void {
    if (this.#phase.kind !== 'closed') this.#ports.send(JSON.stringify(message))
  }

  async #take(message: EdgeMessage): Promise<void> {
    const phase = this.#phase
    if (phase.kind === 'strange') return message.kind === 'hello' ? this.#challenge(message) : this.#end()
    if (phase.kind === 'challenged') {
      // A doubled hello is answered once; anything else before the proof is not listened to.
      return message.kind === 'proof' ? this.#welcome(phase, message) : undefined
    }
    if (phase.kind === 'leaving') return this.#leave(phase.edge, message)
    if (phase.kind === 'open') await this.#listen(phase.edge, phase.connection, message)
  }

  async #challenge(hello: Hello): Promise<void> {
    const { world, store, keys } = this.#ports
    if (hello.protocol !== LINK_PROTOCOL) return this.goodbye('protocol_unsupported')
    if (!isUuid(hello.organizationId) || !isUuid(hello.edgeId)) return this.goodbye('edge_unknown')
    const edge = await store.find(asId('organization', hello.organizationId), asId('edge', hello.edgeId))
    if (edge === undefined) return this.goodbye('edge_unknown')
    const nonce = hex(world.bytes(32))
    this.#phase = { kind: 'challenged', edge, hello, nonce }
    this.#send({
      kind: 'challenge',
      nonce,
      signature: keys.sign(serverProofText(edge.edgeId, hello.nonce, nonce)),
    })
  }

  async #welcome(
    { edge, hello, nonce }: Extract<Phase, { kind: 'challenged' }>,
    proof: Proof,
  ): Promise<void> {
    const { store, keys } = this.#ports
    const text = edgeProofText(edge.edgeId, hello.nonce, nonce)
    if (!keys.verify(edge.publicKey, text, proof.signature)) return this.goodbye('proof_invalid')
    if (edge.revoked) {
      this.#phase = { kind: 'leaving', edge }
      return this.#tellWithdrawn(edge, hello.nonce)
    }
    const { journalId, software, health } = proof
    const { connection, siteKey, acknowledgedUntil, journalBase } = await store.connected(edge, {
      journalId,
      software,
      health,
    })
    if (this.#phase.kind === 'closed') return store.disconnected(edge, connection)
    this.#phase = { kind: 'open', edge, connection, nonce: hello.nonce }
    this.#acknowledged = acknowledgedUntil
    this.#reportedVersion = health.snapshotVersion
    this.#ports.welcomed(edge)
    this.#send({ kind: 'welcome', siteId: edge.siteId, siteKey, acknowledgedUntil, journalBase })
  }

  /** An edge that hears it in the middle of a conversation has a moment to deliver what it journaled until then. */
  #tellWithdrawn(edge: LinkedEdge, nonce: string): void {
    this.#send({ kind: 'withdrawn', signature: this.#ports.keys.sign(withdrawalText(edge.edgeId, nonce)) })
    if (this.#isTold) return
    this.#isTold = true
    this.#ports.world.after(LAST_WORDS_MS, () => this.goodbye('edge_revoked'))
  }

  /** One that comes back after it was revoked is asked for nothing but that it heard. */
  async #leave(edge: LinkedEdge, { kind }: EdgeMessage): Promise<void> {
    if (kind !== 'withdrawn') return
    await this.#ports.store.withdrawn(edge)
    this.goodbye('edge_revoked')
  }

  async #listen(edge: LinkedEdge, connection: number, message: EdgeMessage): Promise<void> {
    const { store, world } = this.#ports
    switch (message.kind) {
      case 'events':
        return this.#events(edge, message)
      case 'heartbeat':
        this.#send({ kind: 'heartbeat', sentAt: message.sentAt, now: world.now() })
        await store.heard(edge, connection, message.health)
        // The word that a snapshot is in force may have been lost; every heartbeat says it again.
        await this.#applied(edge, message.health.snapshotVersion)
        return this.#offer()
      case 'piecesWanted':
        return this.#sendPieces(message.version, message.hashes)
      case 'applied':
        return this.#applied(edge, message.version)
      case 'snapshotRefused':
        this.#offered = undefined
        return this.#refused(edge, message)
      case 'announcements':
        return this.#send({
          kind: 'announced',
          number: message.number,
          ...(await store.announced(edge, message.devices, message.withdrawn)),
        })
      case 'availability':
        return store.availability(edge, message.reports)
      case 'readings':
        return store.readings(edge, message.readings)
      case 'unknownPayloads':
        return store.unknownPayloads(edge, message.payloads)
      case 'withdrawn':
        return store.withdrawn(edge)
      case 'hello':
      case 'proof':
        return undefined
    }
  }

  async #events(edge: LinkedEdge, { events, backlogUntil }: Batch): Promise<void> {
    const fresh = events
      .filter((event) => lastSequenceOf(event) > this.#acknowledged)
      .map((event) => ({ ...event, fromBacklog: event.sequence <= backlogUntil }))
    const first = fresh[0]
    if (first !== undefined && first.sequence <= this.#acknowledged + 1) {
      this.#acknowledged = await this.#ports.store.accept(edge, fresh)
    }
    this.#send({ kind: 'acknowledged', until: this.#acknowledged })
  }

  /** It is offered again with every heartbeat, for a right taken away must not wait; why it was refused is told once. */
  async #refused(
    edge: LinkedEdge,
    { version, reason }: Extract<EdgeMessage, { kind: 'snapshotRefused' }>,
  ): Promise<void> {
    const told = `${version} ${reason}`
    if (told === this.#toldRefusal) return
    await this.#ports.store.snapshotRefused(edge, version, reason)
    this.#toldRefusal = told
  }

  async #applied(edge: LinkedEdge, version: number): Promise<void> {
    this.#reportedVersion = version
    if (this.#offered?.version === version) this.#offered = undefined
    if (version <= this.#confirmedVersion) return
    await this.#ports.store.snapshotApplied(edge, version)
    this.#confirmedVersion = version
  }

  /** Sends what the edge should have and, as far as we know, has not. */
  async #offer(): Promise<void> {
    const phase = this.#phase
    if (phase.kind !== 'open') return
    const { store, world } = this.#ports
    // By whatever replica it was revoked.
    const known = await store.find(phase.edge.organizationId, phase.edge.edgeId)
    if (known?.revoked === true) return this.#tellWithdrawn(phase.edge, phase.nonce)
    const commands = await store.commands(phase.edge)
    if (commands.length > 0) this.#send({ kind: 'commands', commands })
    const snapshot = await store.snapshot(phase.edge)
    if (snapshot === undefined || snapshot.version <= this.#reportedVersion) return
    const { version } = snapshot
    const isUnderWay =
      this.#offered?.version === version && world.monotonicMs() - this.#offered.atMs < OFFER_AGAIN_MS
    if (isUnderWay) return
    const cut = this.#offered?.version === version ? this.#offered.cut : cutSnapshot(snapshot, sha256)
    this.#offered = { version, atMs: world.monotonicMs(), cut }
    const { header } = cut
    this.#send({
      kind: 'snapshot',
      offer: { version, header, signature: this.#ports.keys.sign(header) },
    })
    await store.snapshotSent(phase.edge, version)
  }

  #sendPieces(version: number, hashes: readonly string[]): void {
    const { cut } = this.#offered?.version === version ? this.#offered : {}
    if (cut === undefined) return
    const pieces = hashes.flatMap((hash) => cut.pieces.get(hash) ?? [])
    this.#send({ kind: 'pieces', version, pieces })
  }
}
