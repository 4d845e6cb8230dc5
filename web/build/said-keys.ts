/**
 * Which texts one file says, read from its syntax. `const t = useTranslations('today')` names a part of the texts, and
 * each `t('title')` one of them; of a key that is made, such as `kind.${kind}`, what is not known stands as `*`. Where
 * `t` goes elsewhere than into a call, or a key cannot be seen, the whole part is said: too much rather than too little.
 */
import { parseSync } from 'vite'

interface Node {
  readonly type: string
  readonly [field: string]: unknown
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof Reflect.get(value, 'type') === 'string'

const ANYTHING = '*'

const childrenOf = (node: Node): readonly Node[] => Object.values(node).flat().filter(isNode)

const nodeAt = (node: Node | undefined, field: string): Node | undefined => {
  const value = node?.[field]
  return isNode(value) ? value : undefined
}

const nodesAt = (node: Node | undefined, field: string): readonly Node[] => {
  const value: unknown = node?.[field]
  return Array.isArray(value) ? value.filter(isNode) : []
}

const nameOf = (node: Node | undefined): string | undefined =>
  node?.type === 'Identifier' ? String(node['name']) : undefined

/** What a key may be, once for each way it may turn out. */
const keysOf = (node: Node | undefined): readonly string[] => {
  if (node === undefined) return [ANYTHING]
  switch (node.type) {
    case 'Literal':
      return [String(node['value'])]
    case 'TemplateLiteral': {
      const made = nodesAt(node, 'expressions').map(keysOf)
      return nodesAt(node, 'quasis')
        .map((part) => String(Reflect.get(Object(part['value']), 'cooked')))
        .reduce<readonly string[]>(
          (before, fixed, at) =>
            before.flatMap((start) => (made[at - 1] ?? ['']).map((key) => start + key + fixed)),
          [''],
        )
    }
    case 'ConditionalExpression':
      return [...keysOf(nodeAt(node, 'consequent')), ...keysOf(nodeAt(node, 'alternate'))]
    case 'TSAsExpression':
    case 'ParenthesizedExpression':
      return keysOf(nodeAt(node, 'expression'))
    default:
      return [ANYTHING]
  }
}

const firstArgument = (call: Node | undefined): Node | undefined => nodesAt(call, 'arguments')[0]

/** The part that `useTranslations('today')` names. */
const partOf = (call: Node | undefined): string | undefined =>
  call?.type === 'CallExpression' && nameOf(nodeAt(call, 'callee')) === 'useTranslations'
    ? keysOf(firstArgument(call))[0]
    : undefined

/** `t` of `t(…)` and of `t.rich(…)`. */
const saidBy = (call: Node): Node | undefined => {
  const callee = nodeAt(call, 'callee')
  return callee?.type === 'MemberExpression' ? nodeAt(callee, 'object') : callee
}

const everyNode = (node: Node): readonly Node[] => [node, ...childrenOf(node).flatMap(everyNode)]

const namedParts = (nodes: readonly Node[]): ReadonlyMap<string, readonly string[]> => {
  const parts = new Map<string, readonly string[]>()
  for (const node of nodes) {
    const part = node.type === 'VariableDeclarator' ? partOf(nodeAt(node, 'init')) : undefined
    const name = nameOf(nodeAt(node, 'id'))
    if (part !== undefined && name !== undefined) parts.set(name, [...(parts.get(name) ?? []), part])
  }
  return parts
}

/** Where `t` stands without being handed to anybody: where it is declared, called, or what an effect depends on. */
const staysHere = (parent: Node, child: Node): boolean =>
  (parent.type === 'VariableDeclarator' &&
    (parent['id'] === child ||
      (child.type === 'CallExpression' && nameOf(nodeAt(parent, 'id')) !== undefined))) ||
  (parent.type === 'CallExpression' && parent['callee'] === child) ||
  parent.type === 'MemberExpression' ||
  (parent.type === 'Property' && parent['key'] === child && parent['shorthand'] !== true) ||
  (parent.type === 'ArrayExpression' && child.type === 'Identifier')

/** Paths into the texts: of one text, or of everything below it. */
export const saidIn = (file: string, source: string): readonly string[] => {
  const nodes = everyNode(parseSync(file, source).program as unknown as Node)
  const parts = namedParts(nodes)
  const said = nodes.flatMap((node): readonly string[] => {
    const handedOn = childrenOf(node)
      .filter((child) => !staysHere(node, child))
      .flatMap((child) => partOf(child) ?? parts.get(nameOf(child) ?? '') ?? [])
    if (node.type !== 'CallExpression') return handedOn
    const sayer = saidBy(node)
    const keys = keysOf(firstArgument(node))
    // Wholly made elsewhere, a path of `words` is seen where it begins.
    const name = nameOf(sayer) ?? ''
    if (name === 'words' && !parts.has(name))
      return [...handedOn, ...keys.filter((key) => !key.startsWith(ANYTHING))]
    const inline = partOf(sayer)
    const from = inline === undefined ? (parts.get(name) ?? []) : [inline]
    return [...handedOn, ...from.flatMap((part) => keys.map((key) => `${part}.${key}`))]
  })
  return [...new Set(said)]
}
