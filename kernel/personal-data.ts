/**
 * What every stored column is under the law, said once beside its table. Categories and activities are closed
 * unions, so a typing mistake does not compile. The register, the access copy and the erasure plan derive from this.
 */

/** What a column tells about a person. `none` is a claim that somebody signs with a reason. */
export const CATEGORIES = [
  'identity',
  'contact',
  'postal_address',
  'language',
  'home',
  'relation',
  /** Of somebody’s work: title, field, and what interests them there. */
  'professional',
  'professional_contact',
  'prospect',
  'account',
  'authentication_secret',
  'credential',
  'access_right',
  'movement',
  'equipment_use',
  'web_navigation',
  'tv_viewing',
  'device_identity',
  'device_telemetry',
  'action_record',
  'free_text',
  'link',
  'application',
] as const
export type Category = (typeof CATEGORIES)[number]

/** Why data are processed: one line of the register each (GDPR art. 30(1)(b)); texts and periods live in `law`. */
export const ACTIVITY_IDS = [
  'residence_management',
  'access_control',
  'access_journal',
  'account_security',
  'equipment_maintenance',
  'support',
  'staff_accountability',
  'staff_management',
  'recruitment',
  'talent_pool',
  'contact_requests',
  'newsletter',
  'outside_contacts',
  'customer_records',
  'prospect_records',
  'client_contacts',
  'show_records',
  'organiser_records',
  'rights_requests',
] as const
export type ActivityId = (typeof ACTIVITY_IDS)[number]

export type Source = 'provided' | 'observed' | 'derived' | 'third_party'

/** What an erasure does with the column: the whole row goes, the value is emptied, replaced, or kept with a ground. */
export type Erase = 'delete_row' | 'null' | { readonly replace: string } | 'keep'

/** From a column to a row of another table, by its `id`. `made_by.id` is the key of a JSON column. */
export interface Lead {
  readonly via: string
  readonly table: string
}

export type Field =
  | { readonly pd: 'none'; readonly why: string }
  | {
      readonly pd: Category
      readonly for: readonly [ActivityId, ...ActivityId[]]
      readonly source: Source
      readonly portable: boolean
      readonly erase: Erase
      /**
       * Set when the column is about somebody else than the row: whoever one of these leads to. Erasing them empties
       * the column, or takes the row where it says `delete_row`; copies of anybody else's data mask it.
       */
      readonly whose?: readonly [Lead, ...Lead[]]
      /** Declares each key of a JSON column; an unknown key fails the gate. */
      readonly json?: Readonly<Record<string, Field>>
      /** A file, stored as the key of the installation seals it: a copy of the database alone shows none. */
      readonly sealed?: true
    }

/** The path from a row to the person it is about. */
export type Subject =
  | 'self'
  | 'no_subject'
  | Lead
  /** Nobody knows yet whose the rows are; all of them are gone by themselves within this ISO 8601 period. */
  | { readonly goneWithin: string; readonly why: string }

/** Of a column that tells about somebody. */
export type PersonalField = Exclude<Field, { readonly pd: 'none' }>

/** Triggers of retention, with the columns that say when they happened. */
export type Starts<Row> = Readonly<Record<string, (keyof Row & string) | readonly (keyof Row & string)[]>>

export interface TableDeclaration<Row = Record<string, unknown>> {
  readonly table: string
  readonly subject: Subject
  /** What erasure does with the rows of a person. */
  readonly rows: 'delete' | 'anonymise' | 'none'
  /** Set when a row may also tell about somebody else, so that copies mask it (GDPR art. 15(4)). */
  readonly aboutOthers?: true
  /** By what triggers a period of retention starts here, each with the column that says when; of several, the earliest. */
  readonly starts?: Starts<Row>
  /**
   * The same for everything of the person the rows are of, who goes as a whole: the latest of their rows counts, and one
   * that has not ended stops the clock.
   */
  readonly startsForPerson?: Starts<Row>
  /** Their last contact here starts what these rows serve and nothing else, and no other contact starts it. */
  readonly contactForOwn?: true
  /** Rows that start and stop no such clock: those with a value in this column, or with this one value. */
  readonly passesOver?: { readonly column: keyof Row & string; readonly is?: string }
  /** Where the kind of a row says which of its activities it serves. */
  readonly servesBy?: {
    readonly column: keyof Row & string
    readonly activities: Readonly<Record<string, ActivityId>>
  }
  /** The rows change in no other way than by this function of the database: it takes the ids of a person, and counts. */
  readonly erasedBy?: string
  readonly columns: { readonly [Column in keyof Row]-?: Field }
}

/** Declares a table. `Row` is the same interface the queries use: a column without a `Field` does not compile. */
export const declareTable = <Row>(declaration: TableDeclaration<Row>): TableDeclaration<Row> => declaration

/** A column that tells nothing about a person, and why. */
export const notPersonal = (why: string): Field => ({ pd: 'none', why })
