import type { Knex } from 'knex';

/*
 * Stock follows the items of orders, whoever writes them: it falls with what is added, rises with what is taken out, and
 * comes back when an order is cancelled. Who sells asks first, with the rows locked; what is short all the same breaks
 * `products_stock`, and nothing of the transaction stays.
 */

const COUNT = `
CREATE FUNCTION take_stock() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- An UPDATE of no row still fires what watches products: most shops count nothing.
  PERFORM FROM products p JOIN given g ON g.tenant_id = p.tenant_id AND g.product_id = p.id
  WHERE p.stock_milli IS NOT NULL;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  UPDATE products p SET stock_milli = p.stock_milli - s.milli
  FROM (SELECT g.tenant_id, g.product_id, sum(g.quantity_milli) AS milli FROM given g GROUP BY 1, 2) s
  WHERE p.tenant_id = s.tenant_id AND p.id = s.product_id AND p.stock_milli IS NOT NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER take_stock AFTER INSERT ON order_items REFERENCING NEW TABLE AS given
  FOR EACH STATEMENT EXECUTE FUNCTION take_stock();

-- Items of a cancelled order have given their stock back already.
CREATE FUNCTION return_stock() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM products p JOIN taken t ON t.tenant_id = p.tenant_id AND t.product_id = p.id
  WHERE p.stock_milli IS NOT NULL;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  UPDATE products p SET stock_milli = p.stock_milli + s.milli
  FROM (SELECT t.tenant_id, t.product_id, sum(t.quantity_milli) AS milli FROM taken t
    JOIN orders o ON o.tenant_id = t.tenant_id AND o.id = t.order_id AND o.status <> 'cancelled' GROUP BY 1, 2) s
  WHERE p.tenant_id = s.tenant_id AND p.id = s.product_id AND p.stock_milli IS NOT NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER return_stock AFTER DELETE ON order_items REFERENCING OLD TABLE AS taken
  FOR EACH STATEMENT EXECUTE FUNCTION return_stock();

CREATE FUNCTION return_stock_of_cancelled() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE products p SET stock_milli = p.stock_milli + CASE NEW.status WHEN 'cancelled' THEN s.milli ELSE -s.milli END
  FROM (SELECT i.product_id, sum(i.quantity_milli) AS milli FROM order_items i
    WHERE i.tenant_id = NEW.tenant_id AND i.order_id = NEW.id GROUP BY 1) s
  WHERE p.tenant_id = NEW.tenant_id AND p.id = s.product_id AND p.stock_milli IS NOT NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER return_stock_of_cancelled AFTER UPDATE ON orders FOR EACH ROW
  WHEN ((OLD.status = 'cancelled') <> (NEW.status = 'cancelled')) EXECUTE FUNCTION return_stock_of_cancelled()`;

export async function up(knex: Knex): Promise<void> {
  await knex.raw(COUNT);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    DROP TRIGGER return_stock_of_cancelled ON orders;
    DROP TRIGGER return_stock ON order_items;
    DROP TRIGGER take_stock ON order_items;
    DROP FUNCTION return_stock_of_cancelled(), return_stock(), take_stock()`);
}
