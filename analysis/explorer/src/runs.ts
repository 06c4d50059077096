// The pool of workers: one at the desk, which opens scenarios and compares, so that it answers at once; the others make runs.
// Whatever was begun can be stopped: a worker that does not come back from a stopped run soon is ended and replaced.

import {Comparing} from "./comparing.ts";
import type {About, Digest, Facts, Source, Story} from "./core.mjs";
import type {Calls, Opened, Pictures, Plan, Texts} from "./messages.ts";
import type {Beginning} from "./remote.ts";
import {Remote, Stopped} from "./remote.ts";

/** How long a worker may go on with a run that nobody waits for any more. */
const graceMilliseconds = 250;
/** Each worker takes up to 64 MiB. */
const mostRunners = 4;

/** What the pool works at: gives out one piece of work at a time. */
export interface Task {
  /** The next piece, or nothing for now. */
  next(): ((runner: Runner) => Promise<void>) | null;
}

/** A worker that makes runs. */
export interface Runner {
  remote: Remote;
  task: Task | null;
  /** Numbers of the comparisons it knows. */
  begun: Set<number>;
}

/** A promise that can be stopped, and then is rejected with Stopped. */
export interface Asked<T> {
  answer: Promise<T>;
  stop(): void;
}

export function runnersHere(): number {
  const {hardwareConcurrency = 2} = navigator;
  const {deviceMemory = 8} = navigator as {deviceMemory?: number};
  return Math.max(1, Math.min(hardwareConcurrency, mostRunners, deviceMemory <= 2 ? 2 : mostRunners));
}

export class Runs {
  readonly about: Promise<About>;
  readonly desk: Remote;
  readonly #beginning: Beginning;
  readonly #runners: Runner[];
  #tasks: Task[] = [];
  #comparisons = 0;

  constructor(beginning: Beginning, runners = runnersHere()) {
    this.#beginning = beginning;
    this.desk = new Remote(beginning);
    this.about = this.desk.started;
    this.#runners = Array.from({length: runners}, () => this.#newRunner());
  }

  /** What a scenario is, before anything runs. Rejected as `open`. */
  facts(source: Source, texts?: Texts): Promise<Facts> {
    return this.desk.call("facts", {source, ...(texts && {texts})});
  }

  /** What a scenario is, with every parameter and its value. Rejected with a CoreError that has every problem. */
  open(source: Source, texts?: Texts): Promise<Opened> {
    return this.desk.call("open", {source, ...(texts && {texts})});
  }

  /** TOML of every value: the program reads it to the same scenario and gives the same numbers. */
  toml(source: Source, texts?: Texts): Promise<string> {
    return this.desk.call("toml", {source, ...(texts && {texts})});
  }

  /** Begins to compare; tells `look` as replicates come. */
  compare(plan: Plan, tell: ConstructorParameters<typeof Comparing>[3]): Comparing {
    return new Comparing(this, this.#comparisons++, plan, tell);
  }

  film(source: Source, replicate: number, texts?: Texts): Asked<Pictures> {
    return this.#ask("film", {source, replicate, ...(texts && {texts})});
  }

  story(source: Source, replicate: number, group: number, texts?: Texts): Asked<Story> {
    return this.#ask("story", {source, replicate, group, ...(texts && {texts})});
  }

  digest(source: Source, replicate: number): Asked<Digest> {
    return this.#ask("digest", {source, replicate});
  }

  /** Puts a task to the others, or reminds the pool that it has work again. */
  work(task: Task) {
    if (!this.#tasks.includes(task)) this.#tasks.push(task);
    this.#share();
  }

  /** Gives a task no more; ends those workers that are not done with it soon. */
  drop(task: Task) {
    this.#tasks = this.#tasks.filter((other) => other !== task);
    const late = this.#runners.filter((runner) => runner.task === task).map(({remote}) => remote);
    if (late.length === 0) return;
    setTimeout(() => {
      for (const runner of this.#runners) {
        if (runner.task === task && late.includes(runner.remote)) this.#replace(runner);
      }
      this.#share();
    }, graceMilliseconds);
  }

  /** Frees what workers keep of a comparison. */
  forget(number: number) {
    for (const runner of this.#runners) {
      if (runner.begun.delete(number)) runner.remote.call("end", {number}).catch(() => {});
    }
    this.desk.call("end", {number}).catch(() => {});
  }

  #newRunner(): Runner {
    return {remote: new Remote(this.#beginning), task: null, begun: new Set()};
  }

  #replace(runner: Runner) {
    runner.remote.end();
    Object.assign(runner, this.#newRunner());
  }

  /** Gives work to every runner that has none, tasks in turn. */
  #share() {
    for (const runner of this.#runners) {
      if (runner.task) continue;
      for (const task of this.#tasks) {
        const piece = task.next();
        if (!piece) continue;
        this.#tasks.push(...this.#tasks.splice(this.#tasks.indexOf(task), 1));
        this.#give(runner, task, piece);
        break;
      }
    }
  }

  async #give(runner: Runner, task: Task, piece: (runner: Runner) => Promise<void>) {
    const {remote} = runner;
    runner.task = task;
    await piece(runner);
    if (runner.remote !== remote) return;  // it was replaced meanwhile
    runner.task = null;
    this.#share();
  }

  #ask<K extends "film" | "story" | "digest">(kind: K, sent: Calls[K]["sent"]): Asked<Calls[K]["back"]> {
    let given = false;
    const task: Task = {next: () => (given ? null : ((given = true), piece))};
    let settle: {resolve: (back: Calls[K]["back"]) => void; reject: (error: unknown) => void};
    const answer = new Promise<Calls[K]["back"]>((resolve, reject) => (settle = {resolve, reject}));
    const piece = async ({remote}: Runner) => {
      await remote.call(kind, sent).then(settle.resolve, settle.reject);
      this.#tasks = this.#tasks.filter((other) => other !== task);
    };
    this.work(task);
    const stop = () => {
      settle.reject(new Stopped("stopped"));
      this.drop(task);
    };
    return {answer, stop};
  }
}
