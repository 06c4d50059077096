import {useEffect, useState} from "preact/hooks";

import type {About} from "../core.mjs";
import {usePage} from "./page.ts";
import {Sameness} from "./sameness.tsx";

export function Footer() {
  const {t, runs, data} = usePage();
  const [about, setAbout] = useState<About | null>(null);
  useEffect(() => {
    runs.about.then(setAbout, () => {});
  }, [runs]);
  return (
    <footer>
      <p>{about && t("page.version", {version: about.version, commit: about.commit.slice(0, 10)})}</p>
      <Sameness />
      <details>
        <summary>{t("page.licences")}</summary>
        {data.licences.map(({name, version, licence, text}) => (
          <section key={name}>
            <h2>
              {name} {version} ({licence})
            </h2>
            <pre>{text}</pre>
          </section>
        ))}
      </details>
    </footer>
  );
}
