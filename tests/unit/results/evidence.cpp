#include <catch2/catch.hpp>
#include <cmath>
#include <limits>

#include "core/error.hpp"
#include "results/evidence_table.hpp"
#include "results/writer.hpp"
#include "scenario/evidence_figures.hpp"
#include "support/made_up_results.hpp"
#include "support/temporary_folder.hpp"

using namespace ayni;
using Catch::Matchers::Contains;

namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

std::vector<FigurePart> figures_of(const std::string& text) { return read_figures(settings_of_text(text, "f.toml")); }

std::string only_problem(const std::string& text) {
  try {
    static_cast<void>(figures_of(text));
  } catch (const InvalidInput& invalid) {
    REQUIRE(invalid.problems().size() == 1);
    return invalid.problems()[0].where + ": " + invalid.problems()[0].message;
  }
  return "no problem";
}

std::string entry(const std::string& fields) {
  return "[[figure]]\nid = \"a.b\"\nuse = \"calibrate\"\n" + fields + '\n';
}

/// Three runs of two arms; they begin in November 2009 and last nine months.
std::filesystem::path results_in(const TemporaryFolder& folder) {
  Catalogue all;
  const auto axis = [](Axis which, std::string name, std::vector<std::string> labels) {
    const std::size_t size = labels.size();
    return AxisInfo{which, name, size, std::move(labels), "Made up."};
  };
  all.axes = {{Axis::time, "time", 9, {}, "Made up."},
              {Axis::season, "season", 2, {}, "Made up."},
              {Axis::duration, "duration", 3, {}, "Made up."},
              axis(Axis::sample, "sample", {"early", "late"}),
              axis(Axis::stratum, "stratum", {"all", "norte"})};
  all.measures = {{"kept", {Axis::sample, Axis::stratum}, Storage::real32, "1", "kept", "Made up."},
                  {"spent", {Axis::time}, Storage::real64, "1", "spent", "Made up."},
                  {"poor", {Axis::season}, Storage::real32, "1", "poor", "Made up."},
                  {"price", {Axis::time, Axis::stratum}, Storage::real64, "1", "price", "Made up."},
                  {"alive", {Axis::duration}, Storage::real32, "1", "alive", "Made up."},
                  {"rate", {}, Storage::real32, "1", "rate", "Made up."}};
  const auto path = folder.path() / "a.h5";
  ResultsWriter file{path, {all, made_up::shape(3), made_up::provenance()}};
  for (std::size_t run = 0; run < 3; ++run) {
    for (std::size_t arm = 0; arm < 2; ++arm) {
      const double x = static_cast<double>(run) + 10.0 * static_cast<double>(arm);
      file.append({arm,
                   0,
                   run,
                   "",
                   {{0.25, 0.5, nothing, nothing},
                    {0, 1, 2, 3, 4, 5, 6, 7, 8},
                    {0.1, 0.2},
                    {0, .5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5, 5.5, 6, 6.5, 7, 7.5, 8, 8.5},
                    {1.0, 0.5, x},
                    {x}},
                   {}});
    }
  }
  file.finish(Status::complete);
  return path;
}

EvidenceRow held(const std::string& fields, const std::string& arm = "") {
  const TemporaryFolder folder;
  return hold_against(results_in(folder), figures_of(entry(fields)), arm).at(0);
}

}  // namespace

TEST_CASE("A figure has one part for each of its numbers, and fields that are one for all or in its shape") {
  const auto parts =
      figures_of(entry("value = { lago = [0.5, 0.25], norte = [0.1, 0.2] }\n"
                       "n = { lago = 16, norte = 25 }\n"
                       "statistic = [\"young\", \"old\"]\n"
                       "sample = \"late\"\n"
                       "filter = { lago = \"altiplano\" }\n"));
  REQUIRE(parts.size() == 4);
  CHECK(parts[0].part == "lago.1");
  CHECK(parts[3].part == "norte.2");
  CHECK(parts[3].report == 0.2);
  CHECK(parts[0].report_se == Approx(0.125));
  CHECK(parts[3].report_se == Approx(0.08));
  CHECK(parts[0].statistic == "young");
  CHECK(parts[3].statistic == "old");
  CHECK(parts[1].filter == "altiplano");
  CHECK(parts[2].filter.empty());
  CHECK(parts[2].sample == "late");
}

TEST_CASE("Only a share of a known sample has a sampling error") {
  CHECK(std::isnan(figures_of(entry("value = 0.5"))[0].report_se));
  CHECK(std::isnan(figures_of(entry("value = 1.6\nn = 140"))[0].report_se));
  CHECK(std::isnan(figures_of(entry("value = 0.25\nn = 535\nshare = false"))[0].report_se));
  CHECK(binomial_error(0.47, 86.0) == Approx(std::sqrt(0.47 * 0.53 / 86.0)));
  CHECK(binomial_error(1.0, 12.0) == Approx(std::sqrt(0.875 * 0.125 / 16.0)));  // 14 of 16
  CHECK(binomial_error(0.0, 12.0) == Approx(binomial_error(1.0, 12.0)));
}

TEST_CASE("What is wrong in a file of figures is said with its place") {
  CHECK_THAT(only_problem("[[figure]]\nid = \"a\"\nuse = \"input\"\n"), Contains("f.toml:1") && Contains("no value"));
  CHECK_THAT(only_problem("[[figure]]\nvalue = 1\nuse = \"input\"\n"), Contains("no id"));
  CHECK_THAT(only_problem(entry("value = 1\nstatistics = \"x\"")),
             Contains("f.toml:5:1") && Contains("Did you mean statistic"));
  CHECK_THAT(only_problem(entry("value = true")), Contains("f.toml:4:9") && Contains("must be a number"));
  CHECK_THAT(only_problem(entry("value = 1\nn = -3")), Contains("f.toml:5:5") && Contains("above 0"));
  CHECK_THAT(only_problem(entry("value = 1\nshare = 1")), Contains("true or false"));
  CHECK_THAT(only_problem(entry("value = 1\nsample = 2.5")), Contains("must be a text"));
  CHECK_THAT(only_problem(entry("value = 1") + entry("value = 2")), Contains("f.toml:6:6") && Contains("already"));
  CHECK_THAT(only_problem("source = \"x\"\n"), Contains("there are no figures"));
  CHECK_THAT(only_problem("figure = 3\n"), Contains("there are no figures"));
  CHECK_THAT(only_problem(entry("value = 1") + "[other]\nx = 1\n"), Contains("[[figure]]"));
  CHECK_THAT(only_problem("[[figure\n"), Contains("f.toml:1") && Contains("not valid TOML"));
}

TEST_CASE("z counts the report's standard error and that of the mean, not the spread across runs") {
  FigurePart share;
  share.report = 0.5;
  share.report_se = 0.03;
  share.tolerance = nothing;
  CHECK(judge(share, 0.6, 0.4, 100).z == Approx(0.1 / 0.05));
  CHECK(judge(share, 0.5 + 1.4 * 0.03, 0.0, 100).verdict == Verdict::good);
  CHECK(judge(share, 0.5 + 0.05, 0.04, 4).z == Approx(0.05 / std::hypot(0.03, 0.02)));
  CHECK(judge(share, 0.5 + 0.05, 0.04, 4).z_with_spread == Approx(0.05 / 0.05));
  CHECK(judge(share, 0.5 - 1.6 * 0.03, 0.0, 100).verdict == Verdict::fair);
  CHECK(judge(share, 0.5 + 2.1 * 0.03, 0.0, 100).verdict == Verdict::poor);
}

TEST_CASE("Where the sample tells nothing or little, a tolerance counts as two standard errors") {
  FigurePart figure;
  figure.report = -50.0;
  figure.report_se = nothing;
  figure.tolerance = nothing;
  CHECK(judge(figure, -60.0, nothing, 1).z == Approx(-2.0));  // a fifth
  figure.tolerance = 0.1;
  CHECK(judge(figure, -55.0, nothing, 1).z == Approx(-2.0));
  figure.report_se = 10.0;  // larger than the tolerance allows
  CHECK(judge(figure, -60.0, nothing, 1).z == Approx(-1.0));
}

TEST_CASE("A figure is found by statistic, sample and filter, over the runs of one arm") {
  CHECK(held("value = 1\nstatistic = \"rate\"").model == 1.0);  // runs 0, 1, 2
  CHECK(held("value = 1\nstatistic = \"rate\"").model_sd == Approx(1.0));
  CHECK(held("value = 1\nstatistic = \"rate\"", "twin").model == 11.0);
  CHECK(held("value = 1\nstatistic = \"kept\"\nsample = \"early\"").model == 0.25);
  CHECK(held("value = 1\nstatistic = \"kept\"\nsample = \"early\"\nfilter = \"norte\"").model == 0.5);
  CHECK(held("value = 1\nstatistic = \"spent\"\nfilter = \"2010-01\"").model == 2.0);
  CHECK(held("value = 1\nstatistic = \"poor\"\nfilter = \"2010-06\"").model == Approx(0.1));
  CHECK(held("value = 1\nstatistic = \"poor\"\nfilter = \"2010-07\"").model == Approx(0.2));
  CHECK(held("value = 1\nstatistic = \"alive\"\nfilter = 2").model == 1.0);
}

TEST_CASE("A figure that the file cannot give says why") {
  const auto why = [](const std::string& fields) {
    const EvidenceRow row = held(fields);
    CHECK(row.verdict == Verdict::unavailable);
    CHECK(std::isnan(row.model));
    return row.note;
  };
  CHECK_THAT(why("value = 1"), Contains("neither a statistic nor a parameter"));
  CHECK_THAT(why("value = 1\nunavailable = \"no such thing\""), Contains("no such thing"));
  CHECK_THAT(why("value = \"cocoa\"\nstatistic = \"rate\""), Contains("words"));
  CHECK_THAT(why("value = 1\nstatistic = \"rat\""), Contains("no measure rat") && Contains("rate"));
  CHECK_THAT(why("value = 1\nstatistic = \"sample\""), Contains("not a measure"));
  CHECK_THAT(why("value = 1\nstatistic = \"kept\""), Contains("must say sample"));
  CHECK_THAT(why("value = 1\nstatistic = \"kept\"\nsample = \"early\"\nfilter = \"salar\""),
             Contains("no region or product salar"));
  CHECK_THAT(why("value = 1\nstatistic = \"kept\"\nsample = \"late\""),
             Contains("sample late") && Contains("the run ends in 2010-07"));
  CHECK_THAT(why("value = 1\nstatistic = \"spent\"\nfilter = \"2009-10\""), Contains("begins in 2009-11"));
  CHECK_THAT(why("value = 1\nstatistic = \"spent\"\nfilter = \"2018-06\""), Contains("ends in 2010-07"));
  CHECK_THAT(why("value = 1\nstatistic = \"spent\"\nfilter = \"June\""), Contains("not a month"));
  CHECK_THAT(why("value = 1\nstatistic = \"spent\""), Contains("filter"));
  CHECK_THAT(why("value = 1\nstatistic = \"alive\"\nfilter = 84"), Contains("ends before 84"));
  CHECK_THAT(why("value = 1\nstatistic = \"rate\"\nfilter = \"norte\""), Contains("no dimension to filter"));
}

TEST_CASE(
    "What the scenario sets is held against the report as its rounding allows, and differs by a verdict of its own") {
  FigurePart share;
  share.report = 0.30;
  CHECK(judge_setting(share, 0.305).verdict == Verdict::same);
  CHECK(judge_setting(share, 0.306).verdict == Verdict::differs);
  CHECK(judge_setting(share, 0.306).model == 0.306);
  FigurePart amount;
  amount.report = 79.74;
  CHECK(judge_setting(amount, 79.1).verdict == Verdict::same);
  CHECK(judge_setting(amount, 78.9).verdict == Verdict::differs);
  FigurePart groups;
  groups.report = 17;
  groups.count = true;
  CHECK(judge_setting(groups, 17.5).verdict == Verdict::same);
  CHECK(judge_setting(groups, 17.6).verdict == Verdict::differs);
}

TEST_CASE("A parameter is sought in the arm's scenario, and one that it lacks is said") {
  CHECK(held("value = 1\nparameter = \"made.up / 2\"").verdict == Verdict::unavailable);
  CHECK_THAT(held("value = 1\nparameter = \"made.up / 2\"").note, Contains("no number for made.up / 2"));
  CHECK(held("value = 12\nparameter = \"months / 2\"").verdict == Verdict::same);
  const auto wrong = only_problem(entry("value = 1\nparameter = \"(project.budget_usd\""));
  CHECK_THAT(wrong, Contains("f.toml:5:13") && Contains("a bracket is not closed"));
  CHECK(held("value = 3\nparameter = \"(1 + 2) * 2 - 6 / 2\"").verdict == Verdict::same);
}

TEST_CASE("The truth of a study stands beside its estimate: of those it found, and of all") {
  const EvidenceRow row = held(
      "value = 0.4\nstatistic = \"kept\"\nsample = \"early\"\nfilter = \"norte\"\ntruth_found = \"kept\"\ntruth = "
      "\"rate\"");
  CHECK(row.model == 0.5);
  CHECK(row.truth_found == 0.5);
  CHECK(std::isnan(row.truth));  // `rate` has no regions
  const EvidenceRow whole = held("value = 1\nstatistic = \"rate\"\ntruth_found = \"rate\"\ntruth = \"rate\"");
  CHECK(whole.truth == 1.0);
  const Report report = report_of({whole}, Extent::full);
  REQUIRE(report.sections.back().name == "studies");
  CHECK(report.sections.back().tables.front().rows.size() == 1);
  CHECK(report_of({whole}, Extent::brief).sections.back().name != "studies");
}

TEST_CASE("Of several dimensions each takes its filter in turn") {
  CHECK(held("value = 1\nstatistic = \"price\"\nfilter = \"2010-01, norte\"").model == 2.5);
  CHECK_THAT(held("value = 1\nstatistic = \"price\"\nfilter = \"2010-01\"").note, Contains("filter = ..."));
  CHECK_THAT(held("value = 1\nstatistic = \"price\"\nfilter = \"2010-01, norte, all\"").note,
             Contains("fewer dimensions"));
}

TEST_CASE("A number of things counted has the error of a Poisson number") {
  CHECK(figures_of(entry("value = 9\ncount = true"))[0].report_se == 3.0);
  CHECK(figures_of(entry("value = 0\ncount = true"))[0].report_se == 1.0);
  CHECK_THAT(only_problem(entry("value = 1\ncount = 1")), Contains("count = 1 must be true or false"));
}

TEST_CASE("An arm that the file does not have is an error with the nearest name") {
  CHECK_THROWS_WITH(held("value = 1\nstatistic = \"rate\"", "projec"), Contains("no arm") && Contains("project"));
}
