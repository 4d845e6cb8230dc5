/** What every datum of a register may have. */

/** The rows of a founding document this datum keeps, so that tests of a kind run over every one of them. */
export interface Claimed {
  readonly claims?: readonly string[]
}

/** Something the organization names itself. Unique among its kind; other parts of the register refer to it. */
export interface Named extends Claimed {
  readonly id: string
}

export interface Period {
  readonly unit: 'day' | 'month' | 'year'
  readonly count: number
}
