/** How a person starts the command line, from source or as the compiled program. */
export const CORTEX = Deno.build.standalone ? "cortex" : "deno task cortex";

/** How a person starts a daemon of their own. */
export const CORTEXD = Deno.build.standalone ? "cortexd" : "deno task start";
