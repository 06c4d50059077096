#include "results/evidence_table.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <utility>

#include "core/error.hpp"
#include "core/moments.hpp"
#include "core/near_names.hpp"
#include "results/hdf5_read.hpp"
#include "results/open.hpp"
#include "scenario/setting_arithmetic.hpp"
#include "scenario/settings_files.hpp"

namespace ayni {
namespace {

constexpr hsize_t most_months = 1'000'000;

/// Why the file has no value for a figure; what() is for the user.
struct Unavailable : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Months from year 0 to "YYYY-MM" or "YYYY-MM-DD"; none when it is not a month.
std::optional<long> month_number(std::string_view text) {
  if (text.size() < 7 || text[4] != '-') return std::nullopt;
  long year = 0;
  long month = 0;
  const auto whole = [](std::string_view digits, long& value) {
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return error == std::errc{} && end == digits.data() + digits.size();
  };
  if (!whole(text.substr(0, 4), year) || !whole(text.substr(5, 2), month) || month < 1 || month > 12) {
    return std::nullopt;
  }
  return 12 * year + month - 1;
}

std::string month_text(long number) {
  const long month = number % 12 + 1;
  return std::to_string(number / 12) + (month < 10 ? "-0" : "-") + std::to_string(month);
}

/// A measure of the file with the values of one arm's finished runs.
struct Loaded {
  std::vector<std::string> dimensions;
  std::vector<hsize_t> shape;
  std::vector<double> values;
};

class ResultValues {
 public:
  ResultValues(const std::filesystem::path& path, const std::string& arm, Language language)
      : file_{open_results(path)}, language_{language} {
    names_ = hdf5::dataset_names(file_.get());
    if (std::find(names_.begin(), names_.end(), "time") == names_.end()) {
      throw FileError{path.string() +
                      " keeps the outcomes of a sweep or search alone, which no figure is held against; give a file of "
                      "ayni run or compare"};
    }
    const std::vector<std::string> arms = labels("arm");
    const auto found = arm.empty() ? arms.begin() : std::find(arms.begin(), arms.end(), arm);
    if (found == arms.end()) {
      std::string all;
      for (const std::string& one : arms) all += (all.empty() ? "" : ", ") + one;
      throw FileError{path.string() + " has no arm \"" + arm + "\", it has " + all};
    }
    arm_ = static_cast<std::size_t>(found - arms.begin());
    const std::vector<std::string> scenarios = labels("scenario_resolved");
    if (arm_ >= scenarios.size()) throw FileError{path.string() + " holds no scenario of this arm"};
    scenario_ = settings_of_text(scenarios[arm_], "scenario_resolved").root;
    // Run 0 of every arm comes first, then run 1 of every arm.
    runs_ = (runs_held(file_.get()) + arms.size() - 1 - arm_) / arms.size();
    if (runs_ == 0) throw FileError{path.string() + " holds no finished run of this arm"};
    const hdf5::Handle time = hdf5::open_dataset(file_.get(), "time");
    const std::string unit = hdf5::attribute_text(time.get(), "units");
    first_month_ = month_number(std::string_view{unit}.substr(std::min(unit.size(), std::string{"days since "}.size())))
                       .value_or(0);
    const std::vector<hsize_t> months = hdf5::shape(time.get());
    if (months.size() != 1 || months.front() > most_months) throw FileError{"time is not a dimension"};
    months_ = static_cast<long>(months.front());
  }

  struct Effects {
    double found, all;
  };
  /// What founders gained by the project against the same founders in the twin, mean over the runs; none without a twin or
  /// without output.detail.
  [[nodiscard]] std::optional<Effects> impact_against_twin() const {
    const std::optional<double> twin = twin_arm();
    if (!twin || std::find(names_.begin(), names_.end(), "impact_group_income") == names_.end()) return std::nullopt;
    const auto column = [this](const char* name) {
      return hdf5::read_numbers(hdf5::open_dataset(file_.get(), std::string{"impact_group_"} + name).get());
    };
    const std::vector<double> arm = column("arm"), run = column("run"), group = column("group"),
                              asked = column("asked"), found = column("found"), income = column("income"),
                              of_found = column("income_found");
    for (const auto* other : {&run, &group, &asked, &found, &income, &of_found}) {
      if (other->size() != arm.size()) throw FileError{"the columns of the table impact_group are not of one length"};
    }
    std::map<std::pair<double, double>, double> without;  // by run and group
    for (std::size_t k = 0; k < arm.size(); ++k) {
      if (arm[k] == *twin) without[{run[k], group[k]}] = income[k];
    }
    struct Sums {
      double gain_found = 0.0, without_found = 0.0, gain = 0.0, without = 0.0;
    };
    std::map<double, Sums> runs;
    for (std::size_t k = 0; k < arm.size(); ++k) {
      const auto there = without.find({run[k], group[k]});
      if (arm[k] != static_cast<double>(arm_) || there == without.end() || !(asked[k] > 0.0)) continue;
      Sums& sums = runs[run[k]];
      sums.gain += asked[k] * (income[k] - there->second);
      sums.without += asked[k] * there->second;
      if (found[k] > 0.0) sums.gain_found += found[k] * (of_found[k] - there->second);
      sums.without_found += found[k] * there->second;
    }
    if (runs.empty()) return std::nullopt;
    Effects mean{0.0, 0.0};
    for (const auto& [number, sums] : runs) {
      mean.found += sums.gain_found / sums.without_found / static_cast<double>(runs.size());
      mean.all += sums.gain / sums.without / static_cast<double>(runs.size());
    }
    return mean;
  }

  /// What the arm's scenario sets.
  [[nodiscard]] double set_by(const std::string& expression) const {
    try {
      return value_of(expression, scenario_);
    } catch (const NoSuchValue&) {
      throw Unavailable{said("no_number", {{"parameter", expression}})};
    }
  }

  /// The values of all finished runs.
  [[nodiscard]] std::vector<double> of(const FigurePart& figure) {
    const Loaded& measure = load(figure.statistic);
    std::size_t place = 0;
    std::string_view filters = figure.filter;
    bool filtered = false;
    for (std::size_t d = 2; d < measure.dimensions.size(); ++d) {
      const std::string& dimension = measure.dimensions[d];
      const bool is_sample = dimension == "sample";
      const std::string wanted = is_sample                                         ? figure.sample
                                 : figure.filter.empty() && dimension == "stratum" ? "all"
                                                                                   : next_filter(filters);
      filtered = filtered || !is_sample;
      const std::size_t here = position(dimension, wanted, figure.statistic, measure.shape[d]);
      if (here >= measure.shape[d]) throw FileError{"measure " + figure.statistic + " is shorter than its dimensions"};
      place = place * measure.shape[d] + here;
    }
    if (!filtered && !figure.filter.empty()) {
      throw Unavailable{said("no_dimension", {{"statistic", figure.statistic}})};
    }
    if (filtered && !filters.empty()) {
      throw Unavailable{said("fewer_dimensions", {{"statistic", figure.statistic}})};
    }
    std::size_t size = 1;
    for (std::size_t d = 2; d < measure.shape.size(); ++d) size *= measure.shape[d];
    std::vector<double> values;
    for (std::size_t run = 0; run < runs_; ++run) {
      const double value = measure.values[run * size + place];
      if (!std::isnan(value)) values.push_back(value);
    }
    if (values.empty()) throw Unavailable{why_empty(figure)};
    return values;
  }

 private:
  /// The first arm without the project, unless it is the one looked at.
  [[nodiscard]] std::optional<double> twin_arm() const {
    const std::vector<double> project = hdf5::read_numbers(hdf5::open_dataset(file_.get(), "project").get());
    const auto found = std::find(project.begin(), project.end(), 0.0);
    const auto twin = static_cast<std::size_t>(found - project.begin());
    return found == project.end() || twin == arm_ ? std::nullopt : std::optional{static_cast<double>(twin)};
  }

  /// The first of filters with commas between them, which it is taken from.
  static std::string next_filter(std::string_view& filters) {
    const std::size_t comma = std::min(filters.find(','), filters.size());
    const std::string first{filters.substr(0, comma)};
    filters.remove_prefix(std::min(comma + 1, filters.size()));
    filters.remove_prefix(std::min(filters.find_first_not_of(' '), filters.size()));
    return first;
  }

  [[nodiscard]] std::vector<std::string> labels(const std::string& dimension) const {
    return hdf5::read_texts(hdf5::open_dataset(file_.get(), dimension).get());
  }

  const Loaded& load(const std::string& name) {
    if (const auto found = loaded_.find(name); found != loaded_.end()) return found->second;
    if (std::find(names_.begin(), names_.end(), name) == names_.end()) {
      throw Unavailable{said("no_measure", {{"statistic", name}}) + near(name, names_)};
    }
    const hdf5::Handle dataset = hdf5::open_dataset(file_.get(), name);
    Loaded measure;
    measure.dimensions = hdf5::dimension_names(dataset.get(), scales_);
    measure.shape = hdf5::shape(dataset.get());
    if (measure.dimensions.size() < 2 || measure.dimensions[0] != "arm" || measure.dimensions[1] != "run") {
      throw Unavailable{said("not_of_runs", {{"statistic", name}})};
    }
    if (measure.dimensions.size() != measure.shape.size() || arm_ >= measure.shape[0] || runs_ > measure.shape[1]) {
      throw FileError{"measure " + name + " is not of all its runs"};
    }
    std::vector<hsize_t> start(measure.shape.size(), 0);
    std::vector<hsize_t> count = measure.shape;
    start[0] = arm_;
    count[0] = 1;
    count[1] = runs_;
    measure.values = hdf5::read_numbers(dataset.get(), start, count);
    return loaded_.emplace(name, std::move(measure)).first->second;
  }

  [[nodiscard]] std::size_t position(const std::string& dimension, const std::string& wanted,
                                     const std::string& statistic, std::size_t size) const {
    if (wanted.empty()) {
      throw Unavailable{said("needs_entry", {{"statistic", statistic},
                                             {"dimension", dimension},
                                             {"field", dimension == "sample" ? "sample" : "filter"}})};
    }
    if (dimension == "time" || dimension == "season") return position_in_time(dimension, wanted);
    if (hdf5::type_name(hdf5::open_dataset(file_.get(), dimension).get()) == "text") {
      const std::vector<std::string> all = labels(dimension);
      const auto found = std::find(all.begin(), all.end(), wanted);
      if (found != all.end()) return static_cast<std::size_t>(found - all.begin());
      const std::string none = dimension == "stratum"
                                   ? said("no_stratum", {{"wanted", wanted}})
                                   : said("no_position", {{"dimension", dimension}, {"wanted", wanted}});
      throw Unavailable{none + near(wanted, all)};
    }
    std::size_t number = size;
    std::from_chars(wanted.data(), wanted.data() + wanted.size(), number);  // all others count from 0
    if (number >= size) {
      throw Unavailable{said("ends_before", {{"dimension", dimension}, {"wanted", wanted}})};
    }
    return number;
  }

  /// Of a month on `time`, or of the agricultural year (July to June) that contains it on `season`.
  [[nodiscard]] std::size_t position_in_time(const std::string& dimension, const std::string& wanted) const {
    const auto month = month_number(wanted);
    if (!month) throw Unavailable{said("no_month", {{"wanted", wanted}})};
    if (*month < first_month_) throw Unavailable{said("run_begins", {{"month", month_text(first_month_)}})};
    if (*month >= first_month_ + months_) throw Unavailable{the_run_ends()};
    if (dimension == "time") return static_cast<std::size_t>(*month - first_month_);
    const auto season = [](long at) { return (at + 6) / 12; };
    return static_cast<std::size_t>(season(*month) - season(first_month_));
  }

  [[nodiscard]] std::string the_run_ends() const {
    return said("run_ends", {{"month", month_text(first_month_ + months_ - 1)}});
  }

  [[nodiscard]] std::string why_empty(const FigurePart& figure) const {
    if (figure.sample.empty()) return said("no_run", {{"end", the_run_ends()}});
    if (figure.filter.empty() || figure.filter == "all") {
      return said("no_run_in_sample", {{"sample", figure.sample}, {"end", the_run_ends()}});
    }
    return said("no_run_in_part", {{"sample", figure.sample}, {"part", figure.filter}, {"end", the_run_ends()}});
  }

  /// A text of the terms' section evidence.
  [[nodiscard]] std::string said(const std::string& key, TermValues values) const {
    return term("evidence." + key, language_, values);
  }

  [[nodiscard]] std::string near(const std::string& wanted, const std::vector<std::string>& all) const {
    return did_you_mean(closest_names(wanted, all), language_);
  }

  hdf5::Quiet quiet_;
  hdf5::Handle file_;
  Language language_;
  std::vector<std::string> names_;
  std::size_t arm_ = 0;
  std::size_t runs_ = 0;
  long first_month_ = 0;  ///< months from year 0
  long months_ = 0;
  Setting::Table scenario_;
  std::map<std::string, Loaded> loaded_;
  hdf5::ScaleNames scales_;
};

/// Mean over the runs of what the truth of a figure stands in; NaN where no run has a value or no measure is named.
double truth_of(FigurePart figure, const std::string& statistic, const std::string& sample, ResultValues& results) {
  if (statistic.empty()) return std::numeric_limits<double>::quiet_NaN();
  figure.statistic = statistic;
  if (!sample.empty()) figure.sample = sample;
  try {
    Moments moments;
    for (const double value : results.of(figure)) moments.add(value);
    return moments.mean();
  } catch (const Unavailable&) {
    return std::numeric_limits<double>::quiet_NaN();
  }
}

EvidenceRow row_of(const FigurePart& figure, ResultValues& results, Language language) {
  if (std::string why = why_never(figure, language); !why.empty()) return without_value(figure, std::move(why));
  try {
    if (!figure.parameter.empty()) return judge_setting(figure, results.set_by(figure.parameter));
    EvidenceRow row = judge(figure, results.of(figure));
    row.truth_found = truth_of(figure, figure.truth_found, "", results);
    row.truth = truth_of(figure, figure.truth, figure.truth_sample, results);
    if (figure.truth != "impact_effect") return row;
    if (const auto twin = results.impact_against_twin()) {
      row.truth_found = twin->found;
      row.truth = twin->all;
      row.by_twin = true;
    }
    return row;
  } catch (const Unavailable& why) {
    return without_value(figure, why.what());
  }
}

}  // namespace

std::vector<EvidenceRow> hold_against(const std::filesystem::path& results, const std::vector<FigurePart>& figures,
                                      const std::string& arm, Language language) {
  return naming(results, [&] {
    ResultValues values{results, arm, language};
    std::vector<EvidenceRow> rows;
    for (const FigurePart& figure : figures) rows.push_back(row_of(figure, values, language));
    return rows;
  });
}

}  // namespace ayni
