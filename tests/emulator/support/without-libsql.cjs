// `--require` this to run the local service as where libsql is not installed; the tests themselves still have it.
const Module = require("node:module");
const { sep } = require("node:path");

const load = Module._load;
Module._load = function (name, parent, ...rest) {
  if (name === "libsql" && parent?.filename?.includes(`${sep}emulator${sep}store${sep}`)) {
    throw Object.assign(new Error("Cannot find module 'libsql'"), { code: "MODULE_NOT_FOUND" });
  }
  return load.call(this, name, parent, ...rest);
};
