import { lazy, Suspense } from 'react';
import type { ComponentType } from 'react';

/** A part that is loaded when it is first shown: what only some open need not be there when a page begins. */
export function lazily<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  const Loaded = lazy(async () => ({ default: await load() }));
  return function Lazily(props: Props) {
    return (
      <Suspense fallback={null}>
        <Loaded {...props} />
      </Suspense>
    );
  };
}
