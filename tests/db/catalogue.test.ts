import pg from 'pg';
import { checkCatalogue, tenantTables } from '#tests/support/check-catalogue.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import type { TestDatabase } from '#tests/support/database.ts';

describe('the catalogue', () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await createTestDatabase();
  });
  afterEach(() => database.drop());

  it('keeps tenants apart on every table', async () => {
    expect(await checkCatalogue(database)).toEqual([]);
    expect((await tenantTables(database)).length).toBeGreaterThanOrEqual(20);
  });

  it('reports a role that has more rights than it needs', async () => {
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    try {
      // Roles belong to the whole server: the change is never committed.
      await client.query('BEGIN; ALTER ROLE colloquy_app BYPASSRLS; GRANT pg_read_all_data TO colloquy_app');
      const inside: Pick<TestDatabase, 'sql'> = {
        sql: async <Row extends pg.QueryResultRow>(text: string) => (await client.query<Row>(text)).rows,
      };
      expect(await checkCatalogue(inside)).toEqual([
        'colloquy_app: is a member of pg_read_all_data',
        'colloquy_app: may go round row security',
      ]);
    } finally {
      await client.end();
    }
  });

  const CELL = 'CREATE TABLE bad (tenant_id uuid NOT NULL, id uuid NOT NULL, PRIMARY KEY (tenant_id, id));';
  const SAFE = `${CELL} SELECT protect_tenant_table('bad', 'SELECT');`;

  it('is clean with one more table made by the rules', async () => {
    await database.sql(SAFE);
    expect(await checkCatalogue(database)).toEqual([]);
  });

  it.each([
    [`${CELL} ALTER TABLE bad ENABLE ROW LEVEL SECURITY`, ['bad: row security is not forced']],
    [CELL, ['bad: row security is not enabled']],
    [
      `${SAFE} DROP POLICY tenant_only ON bad; CREATE POLICY tenant_only ON bad USING (true)`,
      ['bad: no policy for all commands with USING and WITH CHECK on current_tenant()'],
    ],
    [
      `${SAFE} DROP POLICY tenant_only ON bad; CREATE POLICY tenant_only ON bad USING (tenant_id = current_tenant())`,
      ['bad: no policy for all commands with USING and WITH CHECK on current_tenant()'],
    ],
    [`${SAFE} CREATE POLICY help ON bad FOR SELECT USING (true)`, ['bad: policy help opens it']],
    [`${SAFE} CREATE UNIQUE INDEX bad_id ON bad (id)`, ['bad: key bad_id does not start with the tenant']],
    [
      `${SAFE} CREATE TABLE refers (tenant_id uuid NOT NULL PRIMARY KEY, x uuid UNIQUE NULLS DISTINCT)`,
      ['refers: key refers_x_key does not start with the tenant', 'refers: row security is not enabled'],
    ],
    [
      `CREATE UNIQUE INDEX products_id ON products (id); ${SAFE} ALTER TABLE bad ADD FOREIGN KEY (id) REFERENCES products (id)`,
      ['bad: reference bad_id_fkey leaves the tenant out'],
    ],
    ['CREATE TABLE bad (id uuid)', ['bad: holds no tenant']],
    ['GRANT TRUNCATE ON messages TO colloquy_app', ['messages: may be emptied, or its rules changed, by colloquy_app']],
    ['ALTER TABLE tenants OWNER TO colloquy_app', ['colloquy_app: owns tenants']],
    [
      'CREATE FUNCTION bad() RETURNS int LANGUAGE sql SECURITY DEFINER AS $$ SELECT 1 $$',
      ['bad: runs as its owner for everybody', 'bad: runs as its owner without a fixed search_path'],
    ],
  ])('reports %s', async (sql, expected) => {
    await database.sql(sql);
    expect(await checkCatalogue(database)).toEqual(expect.arrayContaining(expected));
  });
});
