// What is wrong with the input, all at once, each with its place.

import type {Failure} from "../messages.ts";
import {CoreError} from "../messages.ts";
import {usePage} from "../page/page.ts";

type Shown = Failure | {kind: "too_large"; households: number};

export function Problems({error, failure}: {error?: unknown; failure?: Shown}) {
  const {t, language} = usePage();
  const shown: Shown =
    failure ?? (error instanceof CoreError ? error.failure : {kind: "other", message: String(error), problems: []});
  if (shown.kind === "too_large") {
    const households = new Intl.NumberFormat(language, {maximumSignificantDigits: 2}).format(shown.households);
    return <p>{t("problem.too_large", {households})}</p>;
  }
  if (shown.kind !== "invalid") return <p>{t(`problem.${shown.kind}`, {message: shown.message})}</p>;
  return (
    <ul class="problems">
      {shown.problems.map((problem, k) => (
        <li key={k}>
          <strong>{problem.where.replace(/^--set /, "")}</strong>
          <pre lang="en">{problem.message}</pre>
        </li>
      ))}
    </ul>
  );
}
