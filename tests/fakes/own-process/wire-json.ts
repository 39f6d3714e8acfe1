/** JSON that keeps maps, sets and bytes, for what a fake in its own process and its test tell each other. */
export function toWire(value: unknown): string {
  return JSON.stringify(value, function replace(this: Record<string, unknown>, key, plain: unknown) {
    const real = this[key];
    if (real instanceof Map) return { $map: [...real] };
    if (real instanceof Set) return { $set: [...real] };
    return ArrayBuffer.isView(real) ? { $bytes: Buffer.from(real as Uint8Array).toString('base64') } : plain;
  });
}

export function fromWire(text: string): unknown {
  return JSON.parse(text, (_key, value: unknown) => {
    if (typeof value !== 'object' || value === null) return value;
    const { $map, $set, $bytes } = value as { $map?: [unknown, unknown][]; $set?: unknown[]; $bytes?: string };
    if ($map !== undefined) return new Map($map);
    if ($set !== undefined) return new Set($set);
    return $bytes === undefined ? value : Buffer.from($bytes, 'base64');
  });
}
