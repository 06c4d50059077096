// Proof in this browser that the core gives the program's own numbers: digests of whole replicates, made here and natively.

import {useEffect, useState} from "preact/hooks";

import type {NativeDigest} from "../data.ts";
import {usePage} from "./page.ts";

/** First come the runs that somebody waits for. */
const millisecondsBefore = 4000;

interface Checked {
  measures: number;
  different: string[];
  /** SHA-256 of all of the first replicate, as made here. */
  all: string;
}

function compared(native: NativeDigest, all: string, measures: Record<string, string>): Checked {
  const different = Object.keys(measures).filter((name) => !measures[name]!.startsWith(native.measures[name] ?? "nothing"));
  return {measures: Object.keys(measures).length, different: different.length === 0 && all !== native.all ? ["tables"] : different, all};
}

export function Sameness() {
  const {t, runs, data} = usePage();
  const [checked, setChecked] = useState<Checked[]>([]);
  useEffect(() => {
    let left = false;
    const check = async () => {
      for (const native of data.digests) {
        const {all, measures} = await runs.digest({file: native.file}, native.replicate).answer;
        if (left) return;
        setChecked((before) => [...before, compared(native, all, measures)]);
      }
    };
    const later = setTimeout(() => check().catch(() => {}), millisecondsBefore);
    return () => {
      left = true;
      clearTimeout(later);
    };
  }, [runs, data]);

  if (checked.length < data.digests.length) return null;
  const different = checked.flatMap((one) => one.different);
  const measures = checked.reduce((sum, one) => sum + one.measures, 0);
  return (
    <p class={different.length > 0 ? "wrong" : undefined} data-same={different.length === 0}>
      {different.length === 0
        ? t("page.same", {measures, replicates: checked.length})
        : t("page.not_same", {names: different.slice(0, 5).join(", ")})}{" "}
      <code>{checked[0]!.all}</code>
    </p>
  );
}
