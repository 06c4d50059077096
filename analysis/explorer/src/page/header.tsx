import type {Tab} from "../link.ts";
import type {Language} from "../texts.ts";
import {usePage} from "./page.ts";

const tabs: Tab[] = ["teach", "explore"];

export function Header({tab, choose, speak}: {tab: Tab; choose(tab: Tab): void; speak(language: Language): void}) {
  const {t, language} = usePage();
  const other = language === "en" ? "es" : "en";
  return (
    <header class="top">
      <p class="name">
        <strong>ayni</strong> <span>{t("page.tagline")}</span>
      </p>
      <nav aria-label={t("page.parts")}>
        {tabs.map((one) => (
          <button key={one} type="button" aria-current={one === tab ? "page" : undefined} onClick={() => choose(one)}>
            {t(`page.${one}`)}
          </button>
        ))}
      </nav>
      <button type="button" class="language" lang={other} onClick={() => speak(other)}>
        {t("page.other_language")}
      </button>
    </header>
  );
}
