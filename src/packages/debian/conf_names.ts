/**
 * Whether apt reads a file of one of its folders: by letters, digits, `_`, `-`, `:` and dots between them, and by its
 * ending, which is one of those given; an empty one: a name without any dot.
 */
export function isConfName(name: string, endings: readonly string[]): boolean {
  const ending = /\.([^.]*)$/.exec(name)?.[1] ?? "";
  return /^[A-Za-z0-9_:-](?:[A-Za-z0-9_:.-]*[A-Za-z0-9_:-])?$/.test(name) && endings.includes(ending);
}
