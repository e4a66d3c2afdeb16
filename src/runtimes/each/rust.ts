import { quoted, toolPlaces } from "../managers.ts";
import { type Runtime, tomlFile } from "../runtime.ts";

/** Rust. rustup names a toolchain by its channel: only the compiler itself tells the version of `stable`. */
export const rust: Runtime = {
  name: "rust",
  commands: ["rustc"],
  programs: /^rustc$/,
  places: [
    {
      manager: "rustup",
      folder: "~/.rustup/toolchains",
      program: "bin/rustc",
      standard: (files, home) => quoted(files, `${home}/.rustup/settings.toml`, "default_toolchain"),
    },
    ...toolPlaces("bin/rustc", "rust"),
  ],
  ask: { args: ["--version"], pattern: /^rustc (\d\S*)/ },
  version_files: [
    tomlFile("rust-toolchain.toml", ["toolchain", "channel"]),
    {
      name: "rust-toolchain",
      read: (text, parseToml) => {
        const word = text.trim();
        return /^[\w.+-]+$/.test(word)
          ? [word]
          : tomlFile("", ["toolchain", "channel"]).read(text, parseToml);
      },
    },
    tomlFile("Cargo.toml", ["package", "rust-version"], ["workspace", "package", "rust-version"]),
  ],
  tools: ["rust"],
};
