/* In: a list of words as cspell packs it, and words, one a line. Out: the words that are not in the list. */

import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { decodeTrie } from "cspell-trie-lib";

const list = decodeTrie(gunzipSync(readFileSync(process.argv[2])));
const words = readFileSync(0, "utf-8").split("\n").filter(Boolean);
process.stdout.write(words.filter((word) => !list.has(word)).join("\n"));
