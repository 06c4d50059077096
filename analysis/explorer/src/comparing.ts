// A comparison under way: hands replicates out to the pool, gathers their rows at the desk, and tells what they say so far.

import type {Facts} from "./core.mjs";
import type {Look, Plan} from "./messages.ts";
import type {Runner, Runs, Task} from "./runs.ts";
import {Stopped} from "./remote.ts";
import type {Language} from "./texts.ts";

/** Looks come no faster than this, so that the page has time for the one who uses it. */
const millisecondsBetweenLooks = 150;

export interface Telling {
  /** Language of the report; null for curves alone, which are quicker. */
  language: Language | null;
  /** What the arms are, before anything runs: false refuses to run them. */
  opened?(facts: Facts[]): boolean;
  look(look: Look): void;
  /** All replicates are told, or it was stopped. */
  over?(): void;
  /** The input is invalid or a run broke; nothing more comes. */
  failed(error: Error): void;
}

export class Comparing implements Task {
  readonly number: number;
  plan: Plan;
  readonly #runs: Runs;
  readonly #telling: Telling;
  /** Pieces of work given out, in the order replicate by replicate, arm by arm; and those that came back undone. */
  #given = 0;
  #again: number[] = [];
  #told = 0;
  /** Replicates of the latest look, and its language. */
  #seen = 0;
  #spoken: Language | null = null;
  #looking = false;
  #opened = false;
  #closed = false;
  #stopped = false;

  constructor(runs: Runs, number: number, plan: Plan, telling: Telling) {
    this.#runs = runs;
    this.number = number;
    this.plan = plan;
    this.#telling = telling;
    runs.desk.call("begin", {number, plan}).then(({facts}) => this.#open(facts), (error: Error) => this.#fail(error));
  }

  /** Replicates that every arm has. */
  get told(): number {
    return this.#told;
  }

  get running(): boolean {
    return !this.#closed && !this.#stopped && this.#told < this.plan.runs;
  }

  next(): ((runner: Runner) => Promise<void>) | null {
    const arms = this.plan.arms.length;
    const piece = this.#again.shift() ?? (this.#given < arms * this.plan.runs ? this.#given++ : null);
    return piece === null ? null : (runner) => this.#make(runner, piece);
  }

  /** No more runs for now. What is told stays; `goOn` goes on from there. */
  stop() {
    if (!this.running) return;
    this.#stopped = true;
    this.#runs.drop(this);
    this.#lookSoon();
  }

  /** Goes on after a stop, or up to more replicates. */
  goOn(runs = this.plan.runs) {
    this.plan = {...this.plan, runs};
    this.#stopped = false;
    if (this.#opened) this.#runs.work(this);
  }

  /** In another language, or again. */
  speak(language: Language | null) {
    this.#telling.language = language;
    this.#lookSoon();
  }

  /** Stops and frees; nothing is told any more. */
  close() {
    if (this.#closed) return;
    this.#closed = true;
    this.#runs.drop(this);
    this.#runs.forget(this.number);
  }

  #open(facts: Facts[]) {
    if (this.#closed) return;
    if (!(this.#telling.opened?.(facts) ?? true)) return this.close();
    this.#opened = true;
    if (!this.#stopped) this.#runs.work(this);
  }

  async #make(runner: Runner, piece: number) {
    const {number, plan} = this;
    const arm = piece % plan.arms.length;
    const replicate = Math.floor(piece / plan.arms.length);
    try {
      if (!runner.begun.has(number)) {
        runner.begun.add(number);
        await runner.remote.call("begin", {number, plan});
      }
      const row = await runner.remote.call("row", {number, arm, replicate});
      if (this.#closed) return;
      this.#told = await this.#runs.desk.call("add", {number, arm, replicate, row});
      this.#lookSoon();
    } catch (error) {
      if (error instanceof Stopped) this.#again.push(piece);
      else this.#fail(error as Error);
    }
  }

  /** Looks unless it does already: then the look that is under way is followed by another. */
  async #lookSoon() {
    const {language} = this.#telling;
    if (this.#looking || this.#closed || this.#told === 0 || (this.#seen === this.#told && this.#spoken === language)) {
      this.#tellWhenOver();
      return;
    }
    this.#looking = true;
    try {
      const look = await this.#runs.desk.call("look", {number: this.number, language});
      if (this.#closed) return;
      this.#seen = look.told;
      this.#spoken = language;
      this.#telling.look(look);
    } catch (error) {
      this.#fail(error as Error);
    }
    setTimeout(() => {
      this.#looking = false;
      this.#lookSoon();
    }, millisecondsBetweenLooks);
  }

  #tellWhenOver() {
    if (!this.#closed && !this.#looking && !this.running && this.#seen === this.#told) this.#telling.over?.();
  }

  #fail(error: Error) {
    if (this.#closed) return;
    this.close();
    this.#telling.failed(error);
  }
}
