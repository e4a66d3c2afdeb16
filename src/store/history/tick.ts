/** A reading of one moment: series by id, and their values. */
export interface Tick {
  readonly at_ms: number;
  readonly ids: readonly number[];
  readonly values: readonly number[];
}

/** The bytes of a tick: ids, then values, four bytes each. */
export function encodeTick({ ids, values }: Tick): Uint8Array {
  const data = new Uint8Array(ids.length * 8);
  new Uint32Array(data.buffer, 0, ids.length).set(ids);
  new Float32Array(data.buffer, ids.length * 4).set(values);
  return data;
}

/** A tick out of its bytes. */
export function decodeTick(at_ms: number, data: Uint8Array): Tick {
  const whole = data.slice(0, data.length - data.length % 8);
  const count = whole.length / 8;
  return {
    at_ms,
    ids: [...new Uint32Array(whole.buffer, 0, count)],
    values: [...new Float32Array(whole.buffer, count * 4)],
  };
}
