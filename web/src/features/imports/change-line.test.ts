import { expect, test } from "vitest";
import type { Loaded } from "@/api/loaded";
import type { Import } from "@/api/types";
import { ChangeLine } from "./change-line";

const at = (version: number) => ({ version }) as Import;

test("a second change waits for the first and goes upon its answer", async () => {
  const sent: string[] = [];
  const answers: ((answer: Loaded<Import>) => void)[] = [];
  const line = new ChangeLine<string>((change, known) => {
    sent.push(`${change} upon ${known.etag}`);
    return new Promise((resolve) => answers.push(resolve));
  });
  const first = line.send({ file: at(1), etag: "a" }, (file) => `first of ${file.version}`);
  const second = line.send({ file: at(1), etag: "a" }, (file) => `second of ${file.version}`);
  await Promise.resolve();
  expect(sent).toEqual(["first of 1 upon a"]);
  answers[0]?.({ ok: true, data: at(2), etag: "b" });
  await first;
  await Promise.resolve();
  expect(sent).toEqual(["first of 1 upon a", "second of 2 upon b"]);
  answers[1]?.({ ok: true, data: at(3), etag: "c" });
  expect((await second).ok).toBe(true);
});

test("what the page has seen since is newer than the last answer, and a refusal changes nothing", async () => {
  const sent: string[] = [];
  const problem = { status: 422 } as Extract<Loaded<Import>, { ok: false }>["problem"];
  const outcomes: Loaded<Import>[] = [
    { ok: true, data: at(2), etag: "b" },
    { ok: false, problem },
    { ok: true, data: at(6), etag: "f" },
  ];
  const line = new ChangeLine<string>((change, known) => {
    sent.push(`${change} upon ${known.etag}`);
    return Promise.resolve(outcomes[sent.length - 1]!);
  });
  await line.send({ file: at(1), etag: "a" }, () => "one");
  await line.send({ file: at(1), etag: "a" }, () => "two");
  await line.send({ file: at(5), etag: "e" }, () => "three");
  expect(sent).toEqual(["one upon a", "two upon b", "three upon e"]);
});
