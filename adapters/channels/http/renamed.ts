/** Takes the names under which other systems keep the same values. */
export function renamed(names: Readonly<Record<string, string>>) {
  return (given: unknown): unknown => {
    if (typeof given !== 'object' || given === null) return given;
    return Object.fromEntries(
      Object.entries(given).map(([name, value]) => [Object.hasOwn(names, name) ? names[name] : name, value]),
    );
  };
}
