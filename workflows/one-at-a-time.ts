type Activities = Readonly<Record<string, (input: never) => Promise<unknown>>>;

/**
 * Local activities of which one runs at a time, over all objects that are given together. A replay hands the results of
 * local activities that ran side by side to the workflow in one step; what a colleague's update and the conversation's loop
 * do with them would then come in another order than it did, which Temporal refuses as nondeterminism.
 */
export function oneAtATime<T extends readonly object[]>(...groups: T): T {
  let last: Promise<unknown> = Promise.resolve();
  return groups.map(
    (group) =>
      new Proxy(group, {
        get: (activities, name) => {
          const run = (activities as Activities)[String(name)];
          if (run === undefined) return undefined;
          return (input: never) => {
            const done = last.then(() => run(input));
            last = done.catch(() => undefined);
            return done;
          };
        },
      }),
  ) as unknown as T;
}
