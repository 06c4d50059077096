#pragma once
// The core behind a C interface: what a page in a browser calls in WebAssembly, and what a test calls natively to compare.
// analysis/explorer/src/core.mjs is the other side; core.d.mts there declares it for TypeScript and says what replies hold.
//
// One AyniCore holds all there is: the texts that were put, the scenarios that are open, the run made last, comparisons. There
// are no globals, so that several can stand side by side; a page has one a worker, each in an instance of its own.
//
// Requests are JSON in UTF-8, of so many bytes. A call that can fail gives a status. What it has to say stands in the reply,
// which holds until the next call: text (JSON, but for ayni_toml) or numbers (doubles; NaN where there is none).
//
// Status: 0 done; 3 the input is invalid, and the reply is {"problems": [...]} with every problem, each with file, line,
// column and near names where it has them; 4 an identity of the model is broken; 5 too little memory; 1 a call that makes no
// sense (an unknown scenario, measure or comparison). But for 3 the reply is {"message": "..."}. 3, 4 and 5 are the exit codes
// of the program.

#include <cstddef>
#include <cstdint>

extern "C" {

struct AyniCore;

/// The core is deleted by ayni_delete. Memory for what is handed in comes from malloc, and is the caller's.
AyniCore* ayni_new();
void ayni_delete(AyniCore* core);

/// The text and the numbers of the latest reply.
const char* ayni_text(const AyniCore* core);
std::size_t ayni_text_size(const AyniCore* core);
const double* ayni_numbers(const AyniCore* core);
std::size_t ayni_numbers_size(const AyniCore* core);

/// Text: program version, commit, number of this interface and of what links of the page hold, version of scenario files.
int ayni_about(AyniCore* core);

/// Puts a text under a name such as "scenarios/bolivia.toml"; scenarios find what they extend among these. The text that was
/// there is replaced.
int ayni_put(AyniCore* core, const char* name, std::size_t name_size, const char* text, std::size_t text_size);

/// Opens {"file": name, "overlays": [names], "settings": ["key=value", ...], "project": true}. Text: the scenario's number
/// with name, question, seed, months, labels, how large it is. An arm is a scenario with settings; "project": false is its twin
/// without the project.
int ayni_open(AyniCore* core, const char* request, std::size_t size);
int ayni_close(AyniCore* core, std::size_t scenario);

/// Text: every parameter with its value and where that came from, default, unit, range, range worth trying, choices, meaning,
/// source, and the table it stands in.
int ayni_parameters(AyniCore* core, std::size_t scenario);
/// Text: TOML of every value, which the program reads to the same scenario.
int ayni_toml(AyniCore* core, std::size_t scenario);
/// Text: axes with labels, measures with shape, unit and meaning, tables with columns.
int ayni_catalogue(AyniCore* core, std::size_t scenario);

/// Makes one replicate: with the scenario's seed the same as run number `replicate` of the program. The calls below tell of
/// the run made last.
int ayni_run(AyniCore* core, std::size_t scenario, std::size_t replicate);
/// Numbers: the values of a measure of the catalogue, row-major in its axes.
int ayni_measure(AyniCore* core, const char* name, std::size_t size);
/// Numbers: a column of a table of the catalogue, "table.column".
int ayni_column(AyniCore* core, const char* name, std::size_t size);
/// Text: for every measure and table, the SHA-256 of its values as little-endian doubles, NaN as one pattern; and of all.
int ayni_digest(AyniCore* core);

/// Makes a replicate month by month. Text: how many months, groups and buyers, and names of codes. Numbers: outlets
/// [month][group], then partners [month][group], -1 where there is none, then whether buyers are open [month][buyer]. The run
/// has the tables of output.detail (group, buyer, place, tie, household); its values are those of ayni_run.
int ayni_film(AyniCore* core, std::size_t scenario, std::size_t replicate);
/// Makes a replicate and watches one group. Text: who it is, its events, its row of the table alliance with the cause of the
/// end, and month by month its outlet, partner, prices and trust.
int ayni_story(AyniCore* core, std::size_t scenario, std::size_t replicate, std::size_t group);

/// Begins a comparison: {"arms": [scenarios, the base first], "names": [...], "outcomes": [texts], "curves": [texts],
/// "by": ["region", "product", "quintile", "group"], "confidence": 0.95}. Outcomes are those of `ayni compare --outcome`, and the
/// usual ones where none are named; curves may have one axis left. Text: its number, and how many values a run adds.
int ayni_compare(AyniCore* core, const char* request, std::size_t size);
int ayni_end_comparison(AyniCore* core, std::size_t comparison);
/// Numbers: what the run made last adds to a comparison of the same request, here or in another instance.
int ayni_row(AyniCore* core, std::size_t comparison);
/// Adds a row of so many values. Rows may come in any order; told are the first replicates that all arms have.
int ayni_add(AyniCore* core, std::size_t comparison, std::size_t arm, std::size_t replicate, const double* values,
             std::size_t size);
/// Text: {"language": "en" or "es"} to the report of `ayni compare --json`, over the replicates told, with summary, parts,
/// outcomes and costs.
int ayni_report(AyniCore* core, std::size_t comparison, const char* request, std::size_t size);
/// Numbers of the n-th curve: [arm][mean, low, high, count][position], then the same of differences from the base.
int ayni_curve(AyniCore* core, std::size_t comparison, std::size_t curve);

}  // extern "C"
