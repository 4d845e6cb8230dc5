/**
 * What every stored column is under the law, said once beside its table. Categories and activities are closed
 * unions, so a typing mistake does not compile. The register, the access copy and the erasure plan derive from this.
 */

/** What a column tells about a person. `none` is a claim that somebody signs with a reason. */
export type Category =
  | 'identity'
  | 'contact'
  | 'postal_address'
  | 'language'
  | 'home'
  | 'relation'
  | 'account'
  | 'authentication_secret'
  | 'credential'
  | 'access_right'
  | 'movement'
  | 'equipment_use'
  | 'action_record'
  | 'free_text'
  | 'link'

/** Why data are processed: one line of the register each (GDPR art. 30(1)(b)); texts and periods live in `law`. */
export type ActivityId =
  | 'residence_management'
  | 'access_control'
  | 'access_journal'
  | 'account_security'
  | 'equipment_maintenance'
  | 'staff_accountability'
  | 'staff_management'
  | 'recruitment'
  | 'outside_contacts'

export type Source = 'provided' | 'observed' | 'derived' | 'third_party'

/** What an erasure does with the column: the whole row goes, the value is emptied, replaced, or kept with a ground. */
export type Erase = 'delete_row' | 'null' | { readonly replace: string } | 'keep'

export type Field =
  | { readonly pd: 'none'; readonly why: string }
  | {
      readonly pd: Category
      readonly for: readonly [ActivityId, ...ActivityId[]]
      readonly source: Source
      readonly portable: boolean
      readonly erase: Erase
      /** Declares each key of a JSON column; an unknown key fails the gate. */
      readonly json?: Readonly<Record<string, Field>>
    }

/** The path from a row to the person it is about. */
export type Subject = 'self' | 'no_subject' | { readonly via: string; readonly table: string }

export interface TableDeclaration<Row = Record<string, unknown>> {
  readonly table: string
  readonly subject: Subject
  /** What erasure does with the rows of a person. */
  readonly rows: 'delete' | 'anonymise' | 'none'
  /** Set when a row may also tell about somebody else, so that copies mask it (GDPR art. 15(4)). */
  readonly aboutOthers?: true
  readonly columns: { readonly [Column in keyof Row]-?: Field }
}

/** Declares a table. `Row` is the same interface the queries use: a column without a `Field` does not compile. */
export const declareTable = <Row>(declaration: TableDeclaration<Row>): TableDeclaration<Row> => declaration

/** A column that tells nothing about a person, and why. */
export const notPersonal = (why: string): Field => ({ pd: 'none', why })
