/** The yardstick for HTTP: nothing but Deno.serve and one fixed body. `serve.ts SOCKET BODY`. */
const [path = "", body = ""] = Deno.args;
Deno.serve({ path }, () => new Response(body, { headers: { "content-type": "application/json" } }));
