import {usePage} from "../page/page.ts";
import type {TeachState} from "./state.ts";

/** Teach: the list of lessons. */
export function Teach({}: {state: TeachState; change: (state: TeachState) => void}) {
  const {t, data} = usePage();
  return (
    <section class="sheet">
      <h1>{t("teach.title")}</h1>
      <ul>
        {Object.keys(data.lessons).map((name) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
    </section>
  );
}
