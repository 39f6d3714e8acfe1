import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './facts.module.css';

/** Names and values of one thing, as a list of terms; what has no value is left out. */
export function Facts({ facts }: { readonly facts: readonly (readonly [name: string, value: ReactNode])[] }) {
  const shown = facts.filter(([, value]) => value !== null && value !== undefined && value !== '');
  return (
    <dl className={classes['facts']}>
      {shown.map(([name, value]) => (
        <div key={name} className={classes['fact']}>
          <Text component="dt" c="dimmed" size="sm">
            {name}
          </Text>
          <Text component="dd" m={0} size="sm" className={classes['value']}>
            {value}
          </Text>
        </div>
      ))}
    </dl>
  );
}
