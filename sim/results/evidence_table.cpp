#include "results/evidence_table.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <optional>
#include <utility>

#include "core/error.hpp"
#include "core/near_names.hpp"
#include "results/hdf5_read.hpp"
#include "results/open.hpp"

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

  /// The values of all finished runs.
  [[nodiscard]] std::vector<double> of(const FigurePart& figure) {
    const Loaded& measure = load(figure.statistic);
    std::size_t place = 0;
    bool filtered = false;
    for (std::size_t d = 2; d < measure.dimensions.size(); ++d) {
      const std::string& dimension = measure.dimensions[d];
      const bool is_sample = dimension == "sample";
      if (!is_sample && filtered) {
        throw Unavailable{said("too_many_dimensions", {{"statistic", figure.statistic}})};
      }
      const std::string wanted = is_sample                                         ? figure.sample
                                 : figure.filter.empty() && dimension == "stratum" ? "all"
                                                                                   : figure.filter;
      filtered = filtered || !is_sample;
      const std::size_t here = position(dimension, wanted, figure.statistic, measure.shape[d]);
      if (here >= measure.shape[d]) throw FileError{"measure " + figure.statistic + " is shorter than its dimensions"};
      place = place * measure.shape[d] + here;
    }
    if (!filtered && !figure.filter.empty()) {
      throw Unavailable{said("no_dimension", {{"statistic", figure.statistic}})};
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
  std::map<std::string, Loaded> loaded_;
  hdf5::ScaleNames scales_;
};

EvidenceRow row_of(const FigurePart& figure, ResultValues& results, Language language) {
  if (std::string why = why_never(figure, language); !why.empty()) return without_value(figure, std::move(why));
  try {
    return judge(figure, results.of(figure));
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
