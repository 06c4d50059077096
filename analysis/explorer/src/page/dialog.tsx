import type {ComponentChildren} from "preact";
import {useEffect, useRef} from "preact/hooks";

import {usePage} from "./page.ts";

/** A dialog over the page: keeps the keyboard inside, closes with Escape, and gives the place back that had it. */
export function Dialog({title, narrow, close, children}: {title: string; narrow?: boolean; close(): void; children: ComponentChildren}) {
  const {t} = usePage();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    dialog.current!.showModal();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog ref={dialog} class={narrow ? "narrow" : undefined} aria-label={title} onClose={close}>
      <div class="head">
        <h2>{title}</h2>
        <button type="button" onClick={() => dialog.current!.close()}>{t("page.close")}</button>
      </div>
      {children}
    </dialog>
  );
}
