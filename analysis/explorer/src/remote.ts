// A core in a worker, as the page holds it: each call is a promise, and a core can be ended at any time.

import type {About} from "./core.mjs";
import type {Calls, Failure, Kind, Reply, Texts} from "./messages.ts";
import {CoreError} from "./messages.ts";
import workerCode from "ayni:worker";

/** What every worker begins with. */
export interface Beginning {
  module: WebAssembly.Module;
  texts: Texts;
}

/** The call was ended before it was answered. */
export class Stopped extends Error {
  override name = "Stopped";
}

let workerAddress: string | undefined;

export class Remote {
  readonly started: Promise<About>;
  readonly #worker: Worker;
  readonly #waiting = new Map<number, {resolve: (back: never) => void; reject: (error: Error) => void}>();
  #next = 0;

  constructor(beginning: Beginning) {
    workerAddress ??= URL.createObjectURL(new Blob([workerCode], {type: "text/javascript"}));
    this.#worker = new Worker(workerAddress);
    this.#worker.onmessage = ({data}: MessageEvent<Reply>) => this.#take(data);
    this.#worker.onerror = (event) => this.#fail({kind: "other", message: event.message, problems: []});
    this.started = this.call("start", beginning);
    this.started.catch(() => {});  // each later call fails too, and says so
  }

  call<K extends Kind>(kind: K, sent: Calls[K]["sent"]): Promise<Calls[K]["back"]> {
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, {resolve, reject});
      this.#worker.postMessage({id, kind, sent});
    });
  }

  /** Ends the worker at once, in the middle of a run too. What waits for it is told that it was stopped. */
  end() {
    this.#worker.terminate();
    for (const {reject} of this.#waiting.values()) reject(new Stopped("stopped"));
    this.#waiting.clear();
  }

  #take(reply: Reply) {
    const waiting = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    if ("failure" in reply) waiting?.reject(new CoreError(reply.failure));
    else waiting?.resolve(reply.back as never);
  }

  #fail(failure: Failure) {
    for (const {reject} of this.#waiting.values()) reject(new CoreError(failure));
    this.#waiting.clear();
  }
}
