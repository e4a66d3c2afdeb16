/** Import ranks and bans of this project, for `deno lint`. */
export default { name: "cortex", rules: {} } satisfies Deno.lint.Plugin;
