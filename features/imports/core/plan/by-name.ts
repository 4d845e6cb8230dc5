/** Things found by their name: as it is written, else without regard to case and accents when only one fits. */
import { searchForm } from '@loge/kernel'

export class ByName<Item> {
  readonly #exact = new Map<string, Item>()
  readonly #similar = new Map<string, Item[]>()

  add(scope: string, name: string, item: Item): void {
    this.#exact.set(`${scope}/${name}`, item)
    const key = `${scope}/${searchForm(name)}`
    const alike = this.#similar.get(key)
    if (alike === undefined) this.#similar.set(key, [item])
    else alike.push(item)
  }

  find(scope: string, name: string): Item | undefined {
    const exact = this.#exact.get(`${scope}/${name}`)
    if (exact !== undefined) return exact
    const alike = this.#similar.get(`${scope}/${searchForm(name)}`)
    return alike?.length === 1 ? alike[0] : undefined
  }
}
