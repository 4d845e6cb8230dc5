/** What a migrated database really holds, read from PostgreSQL's own catalogue. */
import pg from 'pg'

export interface ForeignKey {
  readonly from: string
  readonly to: string
}

export interface Wall {
  readonly table: string
  readonly enabled: boolean
  readonly forced: boolean
  readonly policies: readonly string[]
  readonly firstKeyColumn: string | null
  readonly isPartition: boolean
}

export interface Schema {
  /** Tables, partitioned tables, partitions, views, materialised and foreign tables, with their columns. */
  readonly columns: ReadonlyMap<string, ReadonlySet<string>>
  /** The table a partition is a part of, at the top. */
  readonly partitionOf: ReadonlyMap<string, string>
  readonly foreignKeys: readonly ForeignKey[]
  /** Columns that hold bytes, as `table.column`. */
  readonly bytes: readonly string[]
  /** Of every table that has `organization_id`. */
  readonly walls: readonly Wall[]
  /** Views that do not ask as their caller, and so would see over the walls. */
  readonly viewsAsOwner: readonly string[]
}

const COLUMNS = `
  select relname as table, attname as column
  from pg_class join pg_attribute on attrelid = pg_class.oid and attnum > 0 and not attisdropped
  where relnamespace = 'loge'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'f')`

const PARTITIONS = `
  select relname as part, (select relname from pg_class root where root.oid = pg_partition_root(pg_class.oid)) as root
  from pg_class where relnamespace = 'loge'::regnamespace and relispartition and relkind in ('r', 'p')`

const BYTES = `
  select relname || '.' || attname as column
  from pg_class join pg_attribute on attrelid = pg_class.oid and attnum > 0 and not attisdropped
  where relnamespace = 'loge'::regnamespace and relkind in ('r', 'p') and not relispartition and atttypid = 'bytea'::regtype
  order by 1`

const FOREIGN_KEYS = `
  select source.relname as from, target.relname as to
  from pg_constraint
  join pg_class source on source.oid = conrelid
  join pg_class target on target.oid = confrelid
  where contype = 'f' and source.relnamespace = 'loge'::regnamespace`

const WALLS = `
  select relname as table, relrowsecurity as enabled, relforcerowsecurity as forced, relispartition as "isPartition",
    array(select format('%s %s using %s check %s', polcmd, case when polpermissive then 'permissive' else 'restrictive' end,
            pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid))
          from pg_policy where polrelid = pg_class.oid) as policies,
    (select attname from pg_index join pg_attribute on attrelid = indrelid and attnum = indkey[0]
     where indrelid = pg_class.oid and indisprimary) as "firstKeyColumn"
  from pg_class
  where relnamespace = 'loge'::regnamespace and relkind in ('r', 'p', 'f')
    and exists (select from pg_attribute where attrelid = pg_class.oid and attname = 'organization_id' and not attisdropped)`

const VIEWS_AS_OWNER = `
  select relname as view from pg_class
  where relnamespace = 'loge'::regnamespace
    and (relkind = 'm' or (relkind = 'v' and not coalesce(reloptions, '{}') && array['security_invoker=true', 'security_invoker=on']))`

const grouped = (rows: readonly { table: string; column: string }[]): Map<string, Set<string>> => {
  const columns = new Map<string, Set<string>>()
  for (const { table, column } of rows) columns.set(table, (columns.get(table) ?? new Set()).add(column))
  return columns
}

export const readSchema = async (ownerUrl: string): Promise<Schema> => {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    const columns = await client.query<{ table: string; column: string }>(COLUMNS)
    const partitions = await client.query<{ part: string; root: string }>(PARTITIONS)
    const bytes = await client.query<{ column: string }>(BYTES)
    const foreignKeys = await client.query<ForeignKey>(FOREIGN_KEYS)
    const walls = await client.query<Wall>(WALLS)
    const views = await client.query<{ view: string }>(VIEWS_AS_OWNER)
    return {
      columns: grouped(columns.rows),
      partitionOf: new Map(partitions.rows.map(({ part, root }) => [part, root])),
      foreignKeys: foreignKeys.rows,
      bytes: bytes.rows.map(({ column }) => column),
      walls: walls.rows,
      viewsAsOwner: views.rows.map(({ view }) => view),
    }
  } finally {
    await client.end()
  }
}
