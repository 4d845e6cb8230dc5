/**
 * The snapshot in force, kept twice. Nothing is decided with bytes whose signature does not hold; an older version never
 * replaces a newer one, nor does a damaged file: it is mended from its copy, and without one nobody enters until the
 * server was asked. A newer one is put together piece by piece, from what we hold already and what we ask for; a change
 * of one right is a few pieces.
 */
import type { Policy, SnapshotOffer, SnapshotRefusal } from '@loge/features/access/core'
import { MOST_PIECES, readSnapshotItems } from '@loge/features/access/link-wire'
import { ok, refuse, type AppendFile, type Disk, type Result } from '@loge/kernel'
import { sha256 } from '@loge/kernel/real-world'
import { readAgain, SnapshotAssembly, type Place, type SnapshotTrust } from './snapshot-assembly.ts'
import { copyFile, isSameFile, keepFloor, readFloor } from './snapshot-copies.ts'
import { linesOf } from './snapshot-file.ts'
import { isWithdrawn, keepWithdrawn } from './withdrawal.ts'

const CURRENT = 'snapshot.current'
const MIRROR = 'snapshot.mirror'
const INCOMING = 'snapshot.incoming'

/** What came of an offer, or of pieces: a version in force, pieces to ask for, or nothing to do. */
export type SnapshotProgress =
  | { readonly kind: 'inForce'; readonly version: number }
  | { readonly kind: 'wanting'; readonly version: number; readonly hashes: readonly string[] }
  | { readonly kind: 'waiting' }

type Progress = Result<SnapshotProgress, SnapshotRefusal>

interface Held {
  readonly file: string
  readonly policy: Policy
  readonly places: ReadonlyMap<string, Place>
}

interface Incoming {
  readonly offer: SnapshotOffer
  readonly assembly: SnapshotAssembly
  readonly file: AppendFile
}

const NOTHING: ReadonlyMap<string, string> = new Map()
const lineOf = (...texts: readonly string[]): Uint8Array => Buffer.from(`${texts.join('\n')}\n`)

const readKept = async (
  disk: Disk,
  file: string,
  trust: SnapshotTrust,
): Promise<Result<Held, SnapshotRefusal>> => {
  const lines = linesOf(disk, file)
  const signature = (await lines.next()).value?.text ?? ''
  const header = (await lines.next()).value?.text ?? ''
  const begun = SnapshotAssembly.begin({ header, signature }, trust)
  if (!begun.ok) return begun
  for await (const { text, from, length } of lines) {
    const taken = begun.value.take(text, { from, length }, readAgain)
    if (!taken.ok) return taken
  }
  const policy = begun.value.finish()
  return policy.ok ? ok({ file, policy: policy.value, places: begun.value.places }) : policy
}

export class SnapshotStore {
  readonly #disk: Disk
  readonly #trust: SnapshotTrust
  #held: Held | undefined
  /** The highest version that was ever in force here. */
  #floor = 0
  #incoming: Incoming | undefined
  /** Why the newest file on the disk could not be used, if so. */
  #damage: SnapshotRefusal | undefined
  /** What is held, as it is decided by. */
  #policy: Policy | null = null
  #isWithdrawn = false
  #turn: Promise<unknown> = Promise.resolve()

  private constructor(disk: Disk, trust: SnapshotTrust) {
    this.#disk = disk
    this.#trust = trust
  }

  static async open(disk: Disk, trust: SnapshotTrust): Promise<SnapshotStore> {
    const store = new SnapshotStore(disk, trust)
    store.#isWithdrawn = await isWithdrawn(disk)
    await store.#readKept()
    return store
  }

  /** What was taken and not yet given its name when the power went lies complete where it was put together. */
  async #readKept(): Promise<void> {
    this.#floor = await readFloor(this.#disk)
    const names = await this.#disk.list()
    for (const name of [CURRENT, MIRROR, INCOMING]) {
      if (!names.includes(name)) continue
      const kept = await readKept(this.#disk, name, this.#trust)
      const isBelow = kept.ok && kept.value.policy.version < this.#floor
      const isNeverTaken = name === INCOMING && this.#floor === 0
      if (kept.ok && !isBelow && !isNeverTaken) {
        if (name === INCOMING) await this.#disk.rename(INCOMING, CURRENT)
        this.#hold(name === INCOMING ? { ...kept.value, file: CURRENT } : kept.value)
        this.#damage = undefined
        void this.#inTurn(() => this.#keepTwice())
        return
      }
      if (name !== INCOMING) this.#damage ??= kept.ok ? 'snapshot_older' : kept.refusal
    }
  }

  get policy(): Policy | null {
    return this.#policy
  }

  /** Taken out of service: whoever is inside gets out, and nobody gets in, until it joins anew. */
  get isWithdrawn(): boolean {
    return this.#isWithdrawn
  }

  /** From now on, though the disk fail; once this resolves, also after a restart. */
  async withdraw(): Promise<void> {
    this.#isWithdrawn = true
    if (this.#held !== undefined) this.#hold(this.#held)
    await keepWithdrawn(this.#disk)
  }

  get version(): number {
    return this.#held?.policy.version ?? 0
  }

  get damage(): SnapshotRefusal | undefined {
    return this.#damage
  }

  /** The server has a snapshot for us. The same once more asks again for what may have been lost. */
  offered(offer: SnapshotOffer): Promise<Progress> {
    return this.#inTurn(() => this.#offered(offer))
  }

  /** Pieces of a snapshot that was offered, as they come from the server. */
  pieces(version: number, texts: readonly string[]): Promise<Progress> {
    return this.#inTurn(async () => {
      const incoming = this.#incoming
      if (incoming?.offer.version !== version) return ok({ kind: 'waiting' })
      const before = incoming.assembly.taken
      const progress = await this.#goOn(incoming, new Map(texts.map((text) => [sha256(text), text])))
      // What brought us no further is not asked for again at once.
      const isStuck = progress.ok && progress.value.kind === 'wanting' && incoming.assembly.taken === before
      return isStuck ? ok({ kind: 'waiting' }) : progress
    })
  }

  /** What is under way is given up; what is in force stays. */
  close(): Promise<void> {
    return this.#inTurn(() => this.#forgetIncoming())
  }

  async #offered(offer: SnapshotOffer): Promise<Progress> {
    const { header, signature } = offer
    if (this.#incoming?.offer.header === header && this.#incoming.offer.signature === signature)
      return this.#goOn(this.#incoming, NOTHING)
    const begun = SnapshotAssembly.begin(offer, this.#trust)
    if (!begun.ok) return begun
    const { version } = begun.value.header
    if (version < Math.max(this.version, this.#floor)) return refuse('snapshot_older')
    if (version === this.version && this.#damage === undefined) return ok({ kind: 'inForce', version })
    try {
      await this.#forgetIncoming()
      await this.#disk.remove(INCOMING)
      const file = await this.#disk.append(INCOMING)
      this.#incoming = { offer, assembly: begun.value, file }
      await file.write(lineOf(signature, header))
    } catch {
      await this.#forgetIncoming()
      return refuse('disk_failed')
    }
    return this.#goOn(this.#incoming, NOTHING)
  }

  /** Takes every piece that is here, in their order, until one is missing. */
  async #goOn(incoming: Incoming, received: ReadonlyMap<string, string>): Promise<Progress> {
    const { assembly, file } = incoming
    try {
      for (let hash = assembly.next; hash !== undefined; hash = assembly.next) {
        const text = received.get(hash) ?? (await this.#ours(hash))
        if (text === undefined) return ok(this.#wanting(assembly, hash))
        const line = lineOf(text)
        const taken = assembly.take(text, { from: file.size, length: line.length - 1 }, readSnapshotItems)
        if (!taken.ok) return await this.#giveUp(taken)
        await file.write(line)
      }
      const policy = assembly.finish()
      if (!policy.ok) return await this.#giveUp(policy)
      await file.sync()
      await this.#forgetIncoming()
      await this.#replace({ file: CURRENT, policy: policy.value, places: assembly.places })
      return ok({ kind: 'inForce', version: this.version })
    } catch {
      return this.#giveUp(refuse('disk_failed'))
    }
  }

  /** A piece we hold already. One that cannot be read any more is asked for like any other. */
  async #ours(hash: string): Promise<string | undefined> {
    const place = this.#held?.places.get(hash)
    if (this.#held === undefined || place === undefined) return undefined
    const bytes = await this.#disk
      .readPart(this.#held.file, place.from, place.length)
      .catch(() => new Uint8Array())
    const text = Buffer.from(bytes).toString('utf8')
    return sha256(text) === hash ? text : undefined
  }

  #wanting({ header, taken }: SnapshotAssembly, next: string): SnapshotProgress {
    const hashes = new Set([next])
    for (const { hash } of header.pieces.slice(taken)) {
      if (hashes.size === MOST_PIECES) break
      if (this.#held?.places.has(hash) !== true) hashes.add(hash)
    }
    return { kind: 'wanting', version: header.version, hashes: [...hashes] }
  }

  /** From the moment the floor is raised nothing older is taken at a start, whenever the power goes. */
  async #replace(next: Held): Promise<void> {
    await keepFloor(this.#disk, next.policy.version)
    this.#floor = next.policy.version
    await this.#disk.rename(INCOMING, CURRENT)
    this.#hold(next)
    this.#damage = undefined
    void this.#inTurn(() => this.#keepTwice())
  }

  /** A disk that fails here is told by the journal; the next start or the next snapshot tries again. */
  async #keepTwice(): Promise<void> {
    const held = this.#held
    if (held === undefined) return
    try {
      const [whole, other] = held.file === CURRENT ? [CURRENT, MIRROR] : [MIRROR, CURRENT]
      if (!(await isSameFile(this.#disk, whole, other))) await copyFile(this.#disk, whole, other)
      if (held.file !== CURRENT) this.#held = { ...held, file: CURRENT }
      if (this.#floor < held.policy.version) await keepFloor(this.#disk, held.policy.version)
      this.#floor = Math.max(this.#floor, held.policy.version)
    } catch {
      return
    }
  }

  #hold(held: Held): void {
    this.#held = held
    this.#policy = this.#isWithdrawn ? { ...held.policy, isWithdrawn: true } : held.policy
  }

  async #giveUp(refused: Progress): Promise<Progress> {
    await this.#forgetIncoming()
    return refused
  }

  /** Its file is removed when the next one begins. */
  async #forgetIncoming(): Promise<void> {
    const incoming = this.#incoming
    this.#incoming = undefined
    await incoming?.file.close().catch(() => undefined)
  }

  #inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const result = this.#turn.then(work)
    this.#turn = result.catch(() => undefined)
    return result
  }
}
