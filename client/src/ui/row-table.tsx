import { Table } from '@mantine/core';
import type { ReactNode } from 'react';
import { type TableComponents, TableVirtuoso } from 'react-virtuoso';
import classes from './row-table.module.css';

const PRELOAD_PX = 600;

interface RowTableProps<Row extends { id: string }> {
  label: string;
  rows: readonly Row[];
  headings: ReactNode;
  /** The cells of one row. */
  cellsOf: (row: Row) => ReactNode;
  onEnd: () => void;
  onTopChange?: (isAtTop: boolean) => void;
}

/** A table of any length: only the rows in sight are in the page. */
export function RowTable<Row extends { id: string }>({
  label,
  rows,
  headings,
  cellsOf,
  onEnd,
  onTopChange,
}: RowTableProps<Row>) {
  return (
    <TableVirtuoso
      context={label}
      data={[...rows]}
      components={components as TableComponents<Row, string>}
      fixedHeaderContent={() => headings}
      itemContent={(_, row) => cellsOf(row)}
      computeItemKey={(_, { id }) => id}
      increaseViewportBy={PRELOAD_PX}
      endReached={onEnd}
      {...(onTopChange && { atTopStateChange: onTopChange })}
    />
  );
}

const components: TableComponents<{ id: string }, string> = {
  Table: ({ children, style, context: label }) => (
    <Table
      style={style}
      aria-label={label}
      className={classes['table'] ?? ''}
      verticalSpacing={9}
      horizontalSpacing="md"
    >
      {children}
    </Table>
  ),
  TableHead: ({ context: _label, ...props }) => (
    <Table.Thead {...props} className={classes['head'] ?? ''} />
  ),
  TableBody: ({ context: _label, ...props }) => <Table.Tbody {...props} />,
  TableRow: ({ item: _item, context: _label, ...props }) => (
    <Table.Tr {...props} className={classes['row'] ?? ''} />
  ),
};
