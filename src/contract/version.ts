/** Version of the daemon, the client and the contract: one program, one number. A test holds it equal to deno.json. */
export const VERSION = "0.1.0";
