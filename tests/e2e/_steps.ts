/** A file that steps of the README add. */
export interface NewFile {
  readonly path: string;
  readonly text: string;
}

/** A line that they add to a file, behind one that is there. */
export interface NewLine {
  readonly path: string;
  readonly behind: string;
  readonly text: string;
}

/** Steps of the README: a file is a block of code below its name, lines are a block in the form of a diff. */
export function readSteps(part: string): { readonly files: NewFile[]; readonly lines: NewLine[] } {
  const files = [...part.matchAll(/`([\w/]+\.ts)`[^\n]*\n\n```ts\n(.+?)^```$/gms)]
    .map(([, path = "", text = ""]) => ({ path, text }));
  const lines: NewLine[] = [];
  for (const [, diff = ""] of part.matchAll(/^```diff\n(.+?)^```$/gms)) {
    let path = "";
    let behind = "";
    for (const line of diff.trimEnd().split("\n")) {
      if (line.startsWith("--- ")) path = line.slice(4);
      else if (line.startsWith("+")) lines.push({ path, behind, text: behind = line.slice(1) });
      else behind = line.slice(1);
    }
  }
  return { files, lines };
}

/** Adds a line to a text; throws where the line behind which it comes is not there, or not once. */
export function addLine(text: string, { path, behind, text: added }: NewLine): string {
  const all = text.split("\n");
  const places = all.flatMap((line, index) => line === behind ? [index] : []);
  const [at] = places;
  if (at === undefined || places.length > 1) {
    throw new Error(`Cannot add to ${path}: ${places.length} lines are "${behind}"`);
  }
  return all.toSpliced(at + 1, 0, added).join("\n");
}
