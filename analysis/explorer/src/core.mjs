// The core of ayni in WebAssembly: core.d.mts declares it, sim/web/interface.hpp is what it calls.

export class InvalidInput extends Error {
  constructor(problems) {
    super(problems.map(({where, message}) => `${where}: ${message}`).join("\n"));
    this.name = "InvalidInput";
    this.problems = problems;
  }
}

export class BrokenInvariant extends Error {
  name = "BrokenInvariant";
}

export class OutOfMemory extends Error {
  name = "OutOfMemory";
}

const status = {done: 0, invalid: 3, broken: 4, outOfMemory: 5};

/** What the module asks of its surroundings, by name: it has no files, no console and no clock. */
function surroundings(module) {
  const nothing = () => 0;
  const given = {
    emscripten_notify_memory_growth: nothing,
    proc_exit: (code) => {
      throw new Error(`the core has stopped with code ${code}`);
    },
  };
  const imports = {};
  for (const {module: from, name} of WebAssembly.Module.imports(module)) {
    (imports[from] ??= {})[name] = given[name] ?? nothing;
  }
  return imports;
}

function bytesOf(numbers) {
  return new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
}

/** The calls of the interface, with texts and numbers instead of addresses. */
class Instance {
  #exports;
  #core;
  #encoder = new TextEncoder();
  #decoder = new TextDecoder();

  constructor(exports) {
    this.#exports = exports;
    this.#core = exports.ayni_new();
  }

  get memory() {
    return this.#exports.memory.buffer.byteLength;
  }

  /** Calls ayni_NAME; texts and rows of numbers become an address and a size. Throws what the status says. */
  call(name, ...given) {
    const taken = [];
    const values = given.flatMap((value) => {
      if (typeof value === "number") return value;
      const bytes = typeof value === "string" ? this.#encoder.encode(value) : bytesOf(value);
      const address = this.#exports.malloc(Math.max(bytes.length, 1));
      if (address === 0) throw new OutOfMemory("there is not enough memory");
      taken.push(address);
      new Uint8Array(this.#exports.memory.buffer).set(bytes, address);
      return [address, typeof value === "string" ? bytes.length : value.length];
    });
    let code;
    try {
      code = this.#exports[`ayni_${name}`](this.#core, ...values);
    } finally {
      for (const address of taken) this.#exports.free(address);
    }
    if (code === status.done) return;
    const reply = this.json();
    if (code === status.invalid) throw new InvalidInput(reply.problems);
    if (code === status.broken) throw new BrokenInvariant(reply.message);
    if (code === status.outOfMemory) throw new OutOfMemory(reply.message);
    throw new Error(reply.message);
  }

  text() {
    const size = this.#exports.ayni_text_size(this.#core);
    return this.#decoder.decode(new Uint8Array(this.#exports.memory.buffer, this.#exports.ayni_text(this.#core), size));
  }

  json() {
    return JSON.parse(this.text());
  }

  /** A copy. */
  numbers() {
    const size = this.#exports.ayni_numbers_size(this.#core);
    return new Float64Array(this.#exports.memory.buffer, this.#exports.ayni_numbers(this.#core), size).slice();
  }
}

function found(all, name, what) {
  const one = all.find((each) => each.name === name);
  if (!one) throw new Error(`there is no ${what} ${name}`);
  return one;
}

class Run {
  #instance;
  #isLatest;
  #catalogue;

  constructor(instance, scenario, replicate, catalogue, isLatest) {
    this.#instance = instance;
    this.#catalogue = catalogue;
    this.#isLatest = isLatest;
    this.scenario = scenario;
    this.replicate = replicate;
  }

  #requireLatest() {
    if (!this.#isLatest(this)) throw new Error("the core has made another run since; ask for values before that");
  }

  measure(name) {
    this.#requireLatest();
    const info = found(this.#catalogue.measures, name, "measure");
    this.#instance.call("measure", name);
    const axisInfos = info.axes.map((axis) => found(this.#catalogue.axes, axis, "axis"));
    return {...info, values: this.#instance.numbers(), axisInfos};
  }

  table(name) {
    this.#requireLatest();
    const info = found(this.#catalogue.tables, name, "table");
    const values = {};
    for (const column of info.columns) {
      this.#instance.call("column", `${name}.${column.name}`);
      values[column.name] = this.#instance.numbers();
    }
    return {...info, rows: values[info.columns[0].name].length, values};
  }

  digest() {
    this.#requireLatest();
    this.#instance.call("digest");
    return this.#instance.json();
  }
}

class Scenario {
  #instance;
  #number;
  #latest;
  #catalogue;

  constructor(core, instance, source, latest) {
    this.#instance = instance;
    this.#latest = latest;
    this.core = core;
    this.source = source;
    const {scenario, ...facts} = instance.json();
    this.#number = scenario;
    Object.assign(this, facts);
  }

  /** For requests that name scenarios by their numbers. */
  get number() {
    return this.#number;
  }

  parameters() {
    this.#instance.call("parameters", this.#number);
    return this.#instance.json();
  }

  toml() {
    this.#instance.call("toml", this.#number);
    return this.#instance.text();
  }

  catalogue() {
    if (!this.#catalogue) {
      this.#instance.call("catalogue", this.#number);
      this.#catalogue = this.#instance.json();
    }
    return this.#catalogue;
  }

  #made(replicate, catalogue) {
    const run = new Run(this.#instance, this, replicate, catalogue, (one) => this.#latest.run === one);
    this.#latest.run = run;
    return run;
  }

  #make(call, ...given) {
    this.#latest.run = null;  // a run that fails leaves none
    this.#instance.call(call, this.#number, ...given);
  }

  run(replicate) {
    const catalogue = this.catalogue();
    this.#make("run", replicate);
    return this.#made(replicate, catalogue);
  }

  film(replicate) {
    this.#make("film", replicate);
    const {catalogue, ...film} = this.#instance.json();
    const numbers = this.#instance.numbers();
    const run = this.#made(replicate, catalogue);
    const size = film.months * film.groups;
    film.outlet = Uint8Array.from(numbers.subarray(0, size));
    film.partner = Int32Array.from(numbers.subarray(size, 2 * size));
    film.open = Uint8Array.from(numbers.subarray(2 * size));
    for (const name of ["group", "buyer", "place", "road", "tie", "alliance", "event"]) film[name] = run.table(name);
    return {run, ...film};
  }

  story(replicate, group) {
    const catalogue = this.catalogue();
    this.#make("story", replicate, group);
    const story = this.#instance.json();
    this.#made(replicate, catalogue);
    return story;
  }

  close() {
    this.#instance.call("close", this.#number);
  }
}

class Comparison {
  #instance;
  #number;
  #curves;

  constructor(instance, arms, axes) {
    this.#instance = instance;
    const {comparison, names, width, curves} = instance.json();
    this.#number = comparison;
    this.#curves = curves.map((curve) => ({...curve, axis: found(axes, curve.axis, "axis")}));
    this.arms = arms;
    this.names = names;
    this.width = width;
    this.told = 0;
  }

  row() {
    this.#instance.call("row", this.#number);
    return this.#instance.numbers();
  }

  add(arm, replicate, row) {
    this.#instance.call("add", this.#number, arm, replicate, row);
    this.told = this.#instance.json().told;
  }

  report(language) {
    this.#instance.call("report", this.#number, JSON.stringify({language}));
    return this.#instance.json();
  }

  curve(n) {
    this.#instance.call("curve", this.#number, n);
    const numbers = this.#instance.numbers();
    const {size} = this.#curves[n].axis;
    const part = (k) => numbers.subarray(k * size, (k + 1) * size);
    const estimates = (block) => ({
      mean: part(4 * block),
      low: part(4 * block + 1),
      high: part(4 * block + 2),
      count: part(4 * block + 3),
    });
    const arms = this.arms.map((_, arm) => estimates(arm));
    const differences = this.arms.slice(1).map((_, arm) => estimates(this.arms.length + arm));
    return {...this.#curves[n], arms, differences};
  }

  end() {
    this.#instance.call("end_comparison", this.#number);
  }
}

export class Core {
  #instance;
  #latest = {run: null};

  /** Use Core.create. */
  constructor(exports) {
    this.#instance = new Instance(exports);
  }

  static async create(wasm) {
    const module = wasm instanceof WebAssembly.Module ? wasm : await WebAssembly.compile(wasm);
    const {exports} = await WebAssembly.instantiate(module, surroundings(module));
    exports._initialize();
    return new Core(exports);
  }

  about() {
    this.#instance.call("about");
    return this.#instance.json();
  }

  put(name, text) {
    this.#instance.call("put", name, text);
  }

  open(source) {
    this.#instance.call("open", JSON.stringify(source));
    return new Scenario(this, this.#instance, source, this.#latest);
  }

  compare({arms, ...request}) {
    const axes = arms[0].catalogue().axes;
    this.#instance.call("compare", JSON.stringify({arms: arms.map(({number}) => number), ...request}));
    return new Comparison(this.#instance, arms, axes);
  }

  get memory() {
    return this.#instance.memory;
  }
}
