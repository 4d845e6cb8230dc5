/**
 * The snapshot in force, and the one before it. Nothing is decided with bytes whose signature does not hold; an older
 * version never replaces a newer one; a damaged file gives way to the previous one, never to a guess.
 */
import {
  applyDelta,
  compilePolicy,
  snapshotText,
  type Policy,
  type SignedSnapshot,
  type Snapshot,
  type SnapshotDelta,
  type SnapshotRefusal,
} from '@loge/features/access/core'
import { readSnapshot } from '@loge/features/access/link-wire'
import { ok, refuse, type Disk, type Result } from '@loge/kernel'

const CURRENT = 'snapshot.current'
const PREVIOUS = 'snapshot.previous'

export interface SnapshotTrust {
  readonly siteId: string
  /** Whether this text carries the server's signature. */
  readonly verify: (text: string, signature: string) => boolean
}

interface Held {
  readonly snapshot: Snapshot
  readonly policy: Policy
}

const toFile = ({ signature, text }: SignedSnapshot): Uint8Array => Buffer.from(`${signature}\n${text}`)

const fromFile = (content: Uint8Array): Omit<SignedSnapshot, 'version'> => {
  const whole = Buffer.from(content).toString('utf8')
  const end = whole.indexOf('\n')
  return { signature: whole.slice(0, Math.max(0, end)), text: whole.slice(end + 1) }
}

/** What lies on our disk under a valid signature was checked field by field when it came. */
const readAgain = (text: string): Snapshot => JSON.parse(text) as Snapshot

const judge = (
  signed: Omit<SignedSnapshot, 'version'>,
  trust: SnapshotTrust,
  read: (text: string) => Snapshot | undefined,
): Result<Held, SnapshotRefusal> => {
  if (!trust.verify(signed.text, signed.signature)) return refuse('signature_invalid')
  try {
    const snapshot = read(signed.text)
    if (snapshot === undefined) return refuse('snapshot_malformed')
    if (snapshot.siteId !== trust.siteId) return refuse('snapshot_of_another_site')
    return ok({ snapshot, policy: compilePolicy(snapshot) })
  } catch {
    return refuse('snapshot_malformed')
  }
}

export class SnapshotStore {
  readonly #disk: Disk
  readonly #trust: SnapshotTrust
  #policy: Policy | null = null
  /** Why the newest file on the disk could not be used, if so. */
  #damage: SnapshotRefusal | undefined
  #turn: Promise<unknown> = Promise.resolve()

  private constructor(disk: Disk, trust: SnapshotTrust) {
    this.#disk = disk
    this.#trust = trust
  }

  static async open(disk: Disk, trust: SnapshotTrust): Promise<SnapshotStore> {
    const store = new SnapshotStore(disk, trust)
    for (const name of [CURRENT, PREVIOUS]) {
      const content = await disk.read(name)
      if (content === undefined) continue
      const judged = judge(fromFile(content), trust, readAgain)
      if (judged.ok) {
        store.#policy = judged.value.policy
        break
      }
      store.#damage ??= judged.refusal
    }
    return store
  }

  get policy(): Policy | null {
    return this.#policy
  }

  get version(): number {
    return this.#policy?.version ?? 0
  }

  get damage(): SnapshotRefusal | undefined {
    return this.#damage
  }

  /** The version in force afterwards; the same version again is no change. One at a time, in the order of arrival. */
  accept(signed: SignedSnapshot): Promise<Result<number, SnapshotRefusal>> {
    return this.#inTurn(() => this.#accept(signed))
  }

  acceptDelta(delta: SnapshotDelta, signature: string): Promise<Result<number, SnapshotRefusal>> {
    return this.#inTurn(async () => {
      if (delta.version <= this.version)
        return delta.version === this.version ? ok(this.version) : refuse('snapshot_older')
      const content = delta.fromVersion === this.version ? await this.#disk.read(CURRENT) : undefined
      const base = content === undefined ? undefined : judge(fromFile(content), this.#trust, readAgain)
      if (base === undefined || !base.ok || base.value.snapshot.version !== delta.fromVersion)
        return refuse('delta_base_missing')
      return this.#accept({
        version: delta.version,
        text: snapshotText(applyDelta(base.value.snapshot, delta)),
        signature,
      })
    })
  }

  async #accept(signed: SignedSnapshot): Promise<Result<number, SnapshotRefusal>> {
    const judged = judge(signed, this.#trust, readSnapshot)
    if (!judged.ok) return judged
    const { policy } = judged.value
    if (policy.version < this.version) return refuse('snapshot_older')
    if (policy.version === this.version && this.#damage === undefined) return ok(this.version)
    try {
      await this.#keepPrevious()
      await this.#disk.replace(CURRENT, toFile(signed))
    } catch {
      return refuse('disk_failed')
    }
    this.#policy = policy
    this.#damage = undefined
    return ok(policy.version)
  }

  /** Only a file that was in force is worth going back to. */
  async #keepPrevious(): Promise<void> {
    const current =
      this.#policy === null || this.#damage !== undefined ? undefined : await this.#disk.read(CURRENT)
    if (current !== undefined) await this.#disk.replace(PREVIOUS, current)
  }

  #inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const result = this.#turn.then(work)
    this.#turn = result.catch(() => undefined)
    return result
  }
}
