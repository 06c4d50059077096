import {useEffect, useMemo, useRef, useState} from "preact/hooks";

import type {Data} from "../data.ts";
import {Explore} from "../explore/explore.tsx";
import type {LinkProblem, State} from "../link.ts";
import {linkOf, stateOf} from "../link.ts";
import type {Runs} from "../runs.ts";
import {Teach} from "../teach/teach.tsx";
import {languageOfBrowser} from "../texts.ts";
import {Footer} from "./footer.tsx";
import {Header} from "./header.tsx";
import {PageProvider, pageIn} from "./page.ts";

interface Props {
  runs: Runs;
  data: Data;
  first: State;
  linkProblem: LinkProblem | null;
}

const millisecondsBeforeLink = 300;

export function App({runs, data, first, linkProblem}: Props) {
  const [state, setState] = useState(first);
  const [problem, setProblem] = useState(linkProblem);
  const [said, say] = useState("");
  const language = state.language ?? languageOfBrowser();
  const page = useMemo(() => pageIn(language, {runs, data, say}), [language, runs, data]);
  const {t} = page;

  useEffect(() => {
    document.documentElement.lang = language;
    document.title = t("page.title");
  }, [language]);

  useAddress(state, problem === null, setState, setProblem);

  return (
    <PageProvider value={page}>
      <a class="skip" href="#main" onClick={skipToMain}>
        {t("page.skip")}
      </a>
      <Header
        tab={state.tab}
        choose={(tab) => setState({...state, tab})}
        speak={(chosen) => setState({...state, language: chosen})}
      />
      {problem && (
        <div class="notice" role="alert">
          <p>{t(`page.link_${problem}`)}</p>
          <button type="button" onClick={() => setProblem(null)}>
            {t("page.understood")}
          </button>
        </div>
      )}
      <main id="main" tabIndex={-1}>
        {state.tab === "explore" ? (
          <Explore state={state.explore} change={(explore) => setState((now) => ({...now, explore}))} />
        ) : (
          <Teach state={state.teach} change={(teach) => setState((now) => ({...now, teach}))} />
        )}
      </main>
      <Footer />
      <div class="heard" role="status">
        {said}
      </div>
    </PageProvider>
  );
}

function skipToMain(event: Event) {
  event.preventDefault();  // the address holds the state, not a place in the page
  document.getElementById("main")!.focus();
}

/** Keeps the state in the address, and takes the state of an address that is put there. */
function useAddress(state: State, write: boolean, setState: (state: State) => void, setProblem: (problem: LinkProblem) => void) {
  const written = useRef(location.hash);
  useEffect(() => {
    if (!write) return;
    const later = setTimeout(async () => {
      written.current = await linkOf(state);
      history.replaceState(null, "", written.current);
    }, millisecondsBeforeLink);
    return () => clearTimeout(later);
  }, [state, write]);
  useEffect(() => {
    const take = async () => {
      if (location.hash === written.current) return;
      const found = await stateOf(location.hash);
      if (typeof found === "string") setProblem(found);
      else if (found) setState(found);
    };
    addEventListener("hashchange", take);
    return () => removeEventListener("hashchange", take);
  }, []);
}
