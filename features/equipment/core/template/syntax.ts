/** The tree of a template. */
import type { Value } from './value.ts'

export type BinaryOperator =
  | '+'
  | '-'
  | '*'
  | '/'
  | '//'
  | '%'
  | '~'
  | '=='
  | '!='
  | '<'
  | '<='
  | '>'
  | '>='
  | 'in'
  | 'not in'
  | 'and'
  | 'or'

export type Expression =
  | { readonly kind: 'literal'; readonly value: Value }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'item'; readonly of: Expression; readonly key: Expression }
  | {
      readonly kind: 'slice'
      readonly of: Expression
      readonly from: Expression | null
      readonly until: Expression | null
    }
  | { readonly kind: 'list'; readonly items: readonly Expression[] }
  | { readonly kind: 'dict'; readonly entries: readonly (readonly [Expression, Expression])[] }
  | { readonly kind: 'negate' | 'not'; readonly value: Expression }
  | {
      readonly kind: 'binary'
      readonly operator: BinaryOperator
      readonly left: Expression
      readonly right: Expression
    }
  | {
      readonly kind: 'choice'
      readonly test: Expression
      readonly whenTrue: Expression
      readonly otherwise: Expression | null
    }
  | {
      readonly kind: 'filter' | 'method'
      readonly name: string
      readonly of: Expression
      readonly args: Arguments
    }
  | { readonly kind: 'test'; readonly name: string; readonly of: Expression; readonly negated: boolean }

export interface Arguments {
  readonly positional: readonly Expression[]
  readonly named: ReadonlyMap<string, Expression>
}

export type Statement =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'output'; readonly value: Expression }
  | { readonly kind: 'set'; readonly name: string; readonly value: Expression }
  | { readonly kind: 'if'; readonly branches: readonly Branch[]; readonly otherwise: readonly Statement[] }

export interface Branch {
  readonly test: Expression
  readonly body: readonly Statement[]
}
