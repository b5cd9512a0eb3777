// In: on the standard input, one line of JSON each: a fragment to parse, or [section, version, answers] to write. Out: one
// line of JSON each: what widgets/web/link.js makes of it. It runs the script as it ships, with nothing of a page.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { createContext, runInContext } from "node:vm";

const window = {};
runInContext(readFileSync(process.argv[2], "utf8"), createContext({ window }));
const { parse, write } = window.Dalil.link;

function make(asked) {
  if (Array.isArray(asked)) {
    return write(...asked);
  }
  const link = parse(asked);
  return link && { ...link, answers: [...link.answers] };
}

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(make(JSON.parse(line)))}\n`);
}
