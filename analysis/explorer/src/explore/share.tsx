// How to give this to somebody: a link that holds all that is set, and the same in the command line.

import {useEffect, useState} from "preact/hooks";

import {usePage} from "../page/page.ts";
import type {ExploreState} from "./state.ts";

export function Share({state}: {state: ExploreState}) {
  const {t, say} = usePage();
  const [copied, setCopied] = useState(false);
  const [link, setLink] = useState("");  // shown where the browser does not let it be copied
  useEffect(() => {
    setCopied(false);
    setLink("");
  }, [state]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(location.href);
    } catch {
      return setLink(location.href);
    }
    setCopied(true);
    say(t("share.copied"));
  };
  const files = state.policies.map(({name}) => `${name.replace(/[^\p{L}\p{N}_-]+/gu, "-")}.toml`);
  const command = files.length > 1 ? `ayni compare ${files.join(" ")} -n ${state.runs}` : `ayni run ${files[0]} -n ${state.runs}`;
  return (
    <section class="sheet" aria-labelledby="share-title">
      <h2 id="share-title">{t("share.title")}</h2>
      <p>{t("share.link")}</p>
      <button type="button" onClick={copy}>{copied ? t("share.copied") : t("share.copy")}</button>
      {link && <label class="link">{t("share.copy_this")} <input readOnly value={link} ref={(input) => input?.select()} /></label>}
      <p>{t("share.command")}</p>
      <pre class="command">{command}</pre>
    </section>
  );
}
