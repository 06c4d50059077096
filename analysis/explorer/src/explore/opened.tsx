// Opening a TOML: by the file picker or dropped on the page. One with mistakes is shown with all of them, to be corrected here;
// what was set before stays as it is.

import {useEffect, useRef, useState} from "preact/hooks";

import {usePage} from "../page/page.ts";
import {Problems} from "./problems.tsx";
import type {ExploreState} from "./state.ts";
import {freeName, mostPolicies, nameOfFile} from "./state.ts";

const mostBytes = 1_000_000;

interface Trial {
  /** As it will be called; beside the page's scenarios, so that it finds what it extends. */
  file: string;
  text: string;
  error: unknown;
}

function fileName(name: string, taken: (file: string) => boolean): string {
  const plain = name.replace(/\.toml$/i, "").replace(/[^\p{L}\p{N}_-]+/gu, "-") || "file";
  for (let n = 1; ; ++n) {
    const file = `scenarios/${n === 1 ? plain : `${plain}-${n}`}.toml`;
    if (!taken(file)) return file;
  }
}

export function Opened({state, change}: {state: ExploreState; change(state: ExploreState): void}) {
  const {t, runs, data, say} = usePage();
  const [trial, setTrial] = useState<Trial | null>(null);
  const [said, setSaid] = useState("");
  const picker = useRef<HTMLInputElement>(null);
  const latest = useRef(state);
  latest.current = state;

  const attempt = async (file: string, text: string) => {
    const texts = {...latest.current.texts, [file]: text};
    try {
      await runs.facts({file}, texts);
    } catch (error) {
      setTrial({file, text, error});
      say(t("open.heard_wrong", {name: nameOfFile(file)}));
      return;
    }
    setTrial(null);
    const {policies} = latest.current;
    const room = policies.length < mostPolicies;
    const policy = {name: freeName(nameOfFile(file), policies), file, settings: {}};
    change({...latest.current, texts, policies: room ? [...policies, policy] : policies});
    setSaid(t(room ? "open.added" : "open.no_room", {name: nameOfFile(file)}));
  };
  const open = async (file: File | undefined) => {
    if (!file) return;
    setSaid("");
    if (file.size > mostBytes) return setSaid(t("open.too_long", {name: file.name}));
    const isTaken = (name: string) => name in latest.current.texts || data.scenarios.some((scenario) => scenario.file === name);
    await attempt(fileName(file.name, isTaken), await file.text());
  };
  useDrop(open);

  return (
    <section aria-labelledby="open">
      <h2 id="open">{t("open.title")}</h2>
      <input ref={picker} type="file" accept=".toml" hidden onChange={(event) => {
        open(event.currentTarget.files?.[0]);
        event.currentTarget.value = "";
      }} />
      <button type="button" class="wide" onClick={() => picker.current!.click()}>{t("open.open")}</button>
      <p class="quiet">{said || t("open.lead")}</p>
      {trial && (
        <Correction
          trial={trial} again={(text) => attempt(trial.file, text)} close={() => setTrial(null)}
        />
      )}
    </section>
  );
}

function Correction({trial, again, close}: {trial: Trial; again(text: string): void; close(): void}) {
  const {t} = usePage();
  const [text, setText] = useState(trial.text);
  useEffect(() => setText(trial.text), [trial]);
  return (
    <div class="correction" role="alert">
      <p><strong>{t("open.wrong", {name: nameOfFile(trial.file)})}</strong></p>
      <Problems error={trial.error} />
      <label>
        {t("open.correct_here")}
        <textarea rows={12} spellcheck={false} wrap="off" value={text} onInput={(event) => setText(event.currentTarget.value)} />
      </label>
      <div class="actions">
        <button type="button" onClick={() => again(text)}>{t("open.again")}</button>
        <button type="button" class="plain" onClick={close}>{t("open.leave")}</button>
      </div>
    </div>
  );
}

function useDrop(open: (file: File | undefined) => void) {
  const latest = useRef(open);
  latest.current = open;
  useEffect(() => {
    const over = (event: DragEvent) => event.preventDefault();
    const drop = (event: DragEvent) => {
      event.preventDefault();
      latest.current(event.dataTransfer?.files[0]);
    };
    addEventListener("dragover", over);
    addEventListener("drop", drop);
    return () => {
      removeEventListener("dragover", over);
      removeEventListener("drop", drop);
    };
  }, []);
}
