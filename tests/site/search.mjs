// In: the built site, a language, and queries on the standard input, one a line. Out: what the search worker answers to
// each, one line of JSON each. It runs the worker as it ships, in Node instead of a browser.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { pathToFileURL, fileURLToPath } from "node:url";
import { runInThisContext } from "node:vm";

const [worker, stub] = process.argv.slice(2);
const waiting = [];

globalThis.self = globalThis;
Object.defineProperty(globalThis, "location", { value: { href: pathToFileURL(worker).href } });
globalThis.importScripts = (address) => {
  const path = fileURLToPath(address);
  runInThisContext(readFileSync(path, "utf8"), { filename: path });
};
globalThis.postMessage = (message) => waiting.shift()(message);

function ask(message) {
  return new Promise((resolve) => {
    waiting.push(resolve);
    globalThis.onmessage({ data: message });
  });
}

importScripts(pathToFileURL(worker).href);
await ask({ type: 0, data: JSON.parse(readFileSync(stub, "utf8")) });
for await (const query of createInterface({ input: process.stdin })) {
  const { data } = await ask({ type: 2, data: query });
  process.stdout.write(`${JSON.stringify(data.items)}\n`);
}
