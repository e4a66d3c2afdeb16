import { memberOf, type ParseToml, type Runtime, type VersionFile } from "./runtime.ts";

/** Files that ask for many tools by name, as asdf and mise read them. */
export function toolFiles({ tools }: Runtime): VersionFile[] {
  return [
    { name: ".tool-versions", read: (text) => toolVersions(text, tools) },
    ...["mise.toml", ".mise.toml"].map((name) => ({
      name,
      read: (text: string, parseToml: ParseToml) => miseTools(parseToml(text), tools),
    })),
  ];
}

/** `NAME VERSION [VERSION…]`, `#` begins a comment. */
function toolVersions(text: string, tools: readonly string[]): string[] {
  return text.split("\n").flatMap((line) => {
    const [name = "", ...versions] = line.replace(/#.*$/s, "").trim().split(/\s+/);
    return tools.includes(name) ? versions : [];
  });
}

/** `[tools]` with a version, a list of them, or a table with `version`. */
function miseTools(document: unknown, tools: readonly string[]): string[] {
  const wanted = memberOf(document, "tools");
  return tools.flatMap((tool) => {
    const value = memberOf(wanted, tool);
    const versions = Array.isArray(value) ? value : [value];
    return versions.map((one) => memberOf(one, "version") ?? one).filter((one) => typeof one === "string");
  });
}
