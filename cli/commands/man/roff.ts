/** Text as man(7) takes it: nothing in it is a request, and a hyphen stays one when it is copied. */
export function roff(text: string): string {
  return text.replaceAll("\\", "\\e").replaceAll("-", "\\-").replace(/^[.']/gm, "\\&$&");
}

/** What goes into a line of arguments of a macro: one word, whatever is in it. */
function argument(text: string): string {
  return `"${roff(text).replaceAll('"', "\\(dq")}"`;
}

/** Head of a page; without a date, so that the same program gives the same page. */
export function pageHead(name: string, section: number, version: string): string {
  return `.TH ${argument(name.toUpperCase())} ${section} "" ${argument(`Cortex ${version}`)} "Cortex Manual"`;
}

/** A section with its lines. */
export function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`.SH ${argument(title)}`, ...lines];
}

/** A subsection with its lines. */
export function subsection(title: string, lines: readonly string[]): string[] {
  return [`.SS ${argument(title)}`, ...lines];
}

/** A term, and what it means indented below. */
export function definition(term: string, text: string): string[] {
  return [".TP", term, roff(text)];
}

/** Bold: what is typed as it stands. */
export function bold(text: string): string {
  return `\\fB${roff(text)}\\fR`;
}

/** Italic: what stands for something else. */
export function italic(text: string): string {
  return `\\fI${roff(text)}\\fR`;
}

/** Something to type, on a line of its own. */
export function typed(line: string, summary: string): string[] {
  return [".TP", bold(line), roff(summary)];
}

/** A page of those lines. */
export function page(...lines: readonly (readonly string[])[]): string {
  return `${lines.flat().join("\n")}\n`;
}
