import { Skeleton, Table } from '@mantine/core';
import type { ReactNode } from 'react';
import { ErrorState } from './error-state.tsx';
import classes from './data-table.module.css';

export interface Column<Row> {
  readonly header: string;
  readonly cell: (row: Row) => ReactNode;
  /** Amounts and counts stand at the end of their column. */
  readonly end?: boolean;
}

interface DataTableProps<Row> {
  /** What the table is a list of, for those who can't see it. */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  /** Undefined while they are on their way. */
  readonly rows: readonly Row[] | undefined;
  readonly keyOf: (row: Row) => string;
  /** Null when there is none. */
  readonly error: unknown;
  readonly onRetry: () => void;
  /** Opens a row; its first cell becomes the button. */
  readonly onOpen?: ((row: Row) => void) | undefined;
  /** Shown instead of a table without rows. */
  readonly empty: ReactNode;
}

const WAITING_ROWS = [1, 2, 3, 4, 5];

/** A table that becomes a list of cards on a phone, with its loading, empty and error states. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, columns, rows, error, onRetry, empty } = props;
  if (error !== null && rows === undefined) return <ErrorState error={error} onRetry={onRetry} />;
  if (rows !== undefined && rows.length === 0) return empty;
  return (
    <Table className={classes['table']} aria-label={label} aria-busy={rows === undefined} verticalSpacing="sm">
      <Table.Thead>
        <Table.Tr>
          {columns.map(({ header, end }) => (
            <Table.Th key={header} scope="col" data-end={end}>
              {header}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows === undefined
          ? WAITING_ROWS.map((row) => <WaitingRow key={row} columns={columns.length} />)
          : rows.map((row) => <DataRow key={props.keyOf(row)} row={row} columns={columns} onOpen={props.onOpen} />)}
      </Table.Tbody>
    </Table>
  );
}

interface DataRowProps<Row> extends Pick<DataTableProps<Row>, 'columns' | 'onOpen'> {
  readonly row: Row;
}

function DataRow<Row>({ row, columns, onOpen }: DataRowProps<Row>) {
  return (
    <Table.Tr className={classes['row']} {...(onOpen && { 'data-opens': true, onClick: () => onOpen(row) })}>
      {columns.map(({ header, cell, end }, index) => (
        <Table.Td key={header} data-label={header} data-end={end}>
          {index === 0 && onOpen ? (
            // A click on it reaches the row, which opens.
            <button type="button" className={classes['opener']}>
              {cell(row)}
            </button>
          ) : (
            <div>{cell(row)}</div>
          )}
        </Table.Td>
      ))}
    </Table.Tr>
  );
}

function WaitingRow({ columns }: { readonly columns: number }) {
  return (
    <Table.Tr>
      {Array.from({ length: columns }, (_, index) => (
        <Table.Td key={index}>
          <Skeleton height={14} radius="sm" />
        </Table.Td>
      ))}
    </Table.Tr>
  );
}
