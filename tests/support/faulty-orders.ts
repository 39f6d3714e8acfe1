import { until } from './server-process.ts';
import type { Stack } from './stack.ts';

/**
 * Orders whose writing goes wrong in Postgres itself, chosen by their delivery address: `fail <SQLSTATE>` never works,
 * `fail <SQLSTATE> twice` fails two times in three, `wait <name>` waits until the test lets it go on.
 */
export interface FaultyOrders {
  /** How often an order to such an address was tried since the last question; counts survive rollbacks. */
  tries(): Promise<number>;
  /** Resolves when an order is being written that waits for `name`. */
  waiting(name: string): Promise<void>;
  /** Lets it go on, now and later. */
  release(name: string): Promise<void>;
}

const TRAP = `
CREATE SEQUENCE order_tries;
CREATE SEQUENCE order_waits;
CREATE TABLE order_releases (name text PRIMARY KEY);
CREATE FUNCTION spoil_order() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF NEW.delivery_address LIKE 'fail %' THEN
    IF NEW.delivery_address NOT LIKE '% twice' OR nextval('order_tries') % 3 <> 0 THEN
      IF NEW.delivery_address NOT LIKE '% twice' THEN PERFORM nextval('order_tries'); END IF;
      RAISE EXCEPTION 'the test spoilt this order' USING ERRCODE = split_part(NEW.delivery_address, ' ', 2);
    END IF;
  ELSIF NEW.delivery_address LIKE 'wait %' THEN
    PERFORM nextval('order_waits');
    FOR tick IN 1..400 LOOP
      EXIT WHEN EXISTS (SELECT FROM order_releases r WHERE NEW.delivery_address = 'wait ' || r.name);
      PERFORM pg_sleep(0.02);
    END LOOP;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER spoil_order BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION spoil_order()`;

/** Puts the trap into a stack's own database. */
export async function spoilOrders(stack: Stack): Promise<FaultyOrders> {
  await stack.sql(TRAP);
  const count = async (sequence: string) => {
    const [row] = await stack.sql<{ value: string }>(
      `SELECT CASE WHEN is_called THEN last_value ELSE 0 END AS value FROM ${sequence}`,
    );
    return Number(row?.value ?? 0);
  };
  return {
    async tries() {
      const tried = await count('order_tries');
      await stack.sql('ALTER SEQUENCE order_tries RESTART');
      return tried;
    },
    async waiting(name) {
      await until(`an order that waits for ${name}`, 30_000, async () => (await count('order_waits')) > 0);
    },
    async release(name) {
      await stack.sql('INSERT INTO order_releases VALUES ($1)', [name]);
      await stack.sql('ALTER SEQUENCE order_waits RESTART');
    },
  };
}
