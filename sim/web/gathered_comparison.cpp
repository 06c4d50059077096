#include "web/gathered_comparison.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "core/error.hpp"
#include "core/report_json.hpp"
#include "observe/comparison_tables.hpp"
#include "observe/round_as_stored.hpp"
#include "run/comparable.hpp"

namespace ayni {
namespace {

std::vector<std::string> texts_at(const Json& request, const char* key) {
  return request.contains(key) ? request.at(key).get<std::vector<std::string>>() : std::vector<std::string>{};
}

std::vector<BrokenBy> parts_of_request(const Json& request) {
  std::vector<BrokenBy> by;
  for (const std::string& name : texts_at(request, "by")) {
    const std::optional<BrokenBy> found = broken_by_of(name);
    if (!found) throw std::invalid_argument("there are no parts called " + name);
    by.push_back(*found);
  }
  return by;
}

void require_comparable(const std::vector<const OpenScenario*>& arms, const std::vector<std::string>& names) {
  std::vector<Problem> problems;
  const Scenario& base = arms.front()->resolved.scenario;
  for (std::size_t arm = 1; arm < arms.size(); ++arm) {
    const Scenario& other = arms[arm]->resolved.scenario;
    for (const std::string& obstacle : obstacles(base, other)) {
      problems.push_back({names[arm], "cannot be compared with " + names.front() + ": " + obstacle});
    }
    if (other.run.seed != base.run.seed) {
      problems.push_back({names[arm], "has another seed than " + names.front() + ", so it would differ by luck too"});
    }
  }
  if (!problems.empty()) throw InvalidInput{std::move(problems)};
}

std::vector<std::string> names_of_arms(const Json& request, const std::vector<const OpenScenario*>& arms) {
  if (arms.empty()) throw std::invalid_argument("a comparison needs arms");
  std::vector<std::string> names = texts_at(request, "names");
  if (names.empty()) {
    for (const OpenScenario* const arm : arms) names.push_back(arm->resolved.scenario.name);
  }
  if (names.size() != arms.size()) throw std::invalid_argument("a comparison needs a name for each arm");
  return names;
}

std::vector<Outcome> asked_outcomes(const Json& request, const Catalogue& catalogue) {
  const std::vector<std::string> texts = texts_at(request, "outcomes");
  return parse_outcomes(texts.empty() ? usual_outcomes(catalogue) : texts, catalogue, OutcomeShape::scalar);
}

std::vector<Outcome> asked_curves(const Json& request, const Catalogue& catalogue) {
  std::vector<Outcome> curves = parse_outcomes(texts_at(request, "curves"), catalogue, OutcomeShape::any);
  std::vector<Problem> problems;
  for (const Outcome& curve : curves) {
    if (curve.selections.size() + 1 == curve.shape.size()) continue;
    problems.push_back({"outcome " + curve.text, "is no curve, which has one axis left; select on the others"});
  }
  if (!problems.empty()) throw InvalidInput{std::move(problems)};
  return curves;
}

/// The place of the axis that a curve runs along.
std::size_t axis_left(const Outcome& curve) {
  std::size_t axis = 0;
  const auto selected = [&](const Selection& selection) { return selection.axis == axis; };
  while (std::any_of(curve.selections.begin(), curve.selections.end(), selected)) ++axis;
  return axis;
}

}  // namespace

GatheredComparison::GatheredComparison(const Json& request, const std::vector<const OpenScenario*>& arms)
    : catalogue_{arms.empty() ? Catalogue{} : arms.front()->catalogue},
      names_{names_of_arms(request, arms)},
      by_{parts_of_request(request)},
      outcomes_{asked_outcomes(request, catalogue_)},
      curves_{asked_curves(request, catalogue_)},
      asked_{catalogue_, outcomes_, by_, 0, 0},
      rows_(arms.size()) {
  require_comparable(arms, names_);
  const Scenario& base = arms.front()->resolved.scenario;
  for (std::size_t arm = 1; arm < arms.size(); ++arm) {
    differences_.push_back(policy_difference(base, arms[arm]->resolved.scenario));
  }
  seed_ = static_cast<std::uint64_t>(base.run.seed);
  historical_ = base.prices.mode == PriceMode::historical;
  confidence_ = request.value("confidence", confidence_);
  if (!(confidence_ > 0.0 && confidence_ < 1.0)) throw std::invalid_argument("a confidence lies between 0 and 1");
  scalars_ = asked_.width();
  width_ = scalars_;
  for (const Outcome& curve : curves_) width_ += length_of(curve);
}

std::size_t GatheredComparison::length_of(const Outcome& curve) const { return curve.shape[axis_left(curve)]; }

Json GatheredComparison::facts() const {
  Json json;
  json["names"] = names_;
  json["width"] = width_;
  json["curves"] = Json::array();
  for (const Outcome& curve : curves_) {
    const Measure& measure = catalogue_.measures[curve.measure];
    json["curves"].push_back(Json{{"outcome", curve.text},
                                  {"unit", curve.unit},
                                  {"longName", measure.long_name},
                                  {"axis", catalogue_.axis(measure.axes[axis_left(curve)]).name}});
  }
  return json;
}

std::vector<double> GatheredComparison::row(const Results& results) const {
  Results stored;  // the program compares what its file keeps
  stored.values = results.values;
  round_as_stored(stored, catalogue_);
  std::vector<double> row = asked_.row(stored);
  for (const Outcome& curve : curves_) {
    const std::vector<double> values = value_of(curve, stored);
    row.insert(row.end(), values.begin(), values.end());
  }
  return row;
}

void GatheredComparison::add(std::size_t arm, std::size_t replicate, std::span<const double> row) {
  constexpr std::size_t most_replicates = 1'000'000;
  if (arm >= rows_.size()) throw std::invalid_argument("there is no arm " + std::to_string(arm));
  if (replicate >= most_replicates) throw std::invalid_argument("there is no replicate " + std::to_string(replicate));
  if (row.size() != width_) {
    throw std::invalid_argument("a row has " + std::to_string(width_) + " numbers, not " + std::to_string(row.size()));
  }
  if (rows_[arm].size() <= replicate) rows_[arm].resize(replicate + 1);
  rows_[arm][replicate].assign(row.begin(), row.end());
  const auto has = [&](const auto& rows) { return told_ < rows.size() && !rows[told_].empty(); };
  while (std::all_of(rows_.begin(), rows_.end(), has)) ++told_;
}

Json GatheredComparison::report(Language language) const {
  ComparisonValues values{catalogue_, outcomes_, by_, rows_.size(), told_};
  for (std::size_t arm = 0; arm < rows_.size(); ++arm) {
    for (std::size_t r = 0; r < told_; ++r) values.put(arm, r, std::span{rows_[arm][r]}.first(scalars_));
  }
  ComparisonReport report;
  report.arms = names_;
  report.differences = differences_;
  report.seed = seed_;
  report.confidence = confidence_;
  report.historical_prices = historical_;
  values.tell(report, told_, 0, IntervalRule::fixed(confidence_));
  return json_of(report_of(report, ComparisonExtent::all, language));
}

std::vector<double> GatheredComparison::at(std::size_t arm, std::size_t place) const {
  std::vector<double> values(told_);
  for (std::size_t r = 0; r < told_; ++r) values[r] = rows_[arm][r][place];
  return values;
}

std::vector<double> GatheredComparison::curve(std::size_t n) const {
  std::size_t first = scalars_;
  for (std::size_t k = 0; k < n; ++k) first += length_of(curves_.at(k));
  const std::size_t length = length_of(curves_.at(n));
  constexpr std::size_t kinds = 4;
  const std::size_t arms = rows_.size();
  std::vector<double> numbers((2 * arms - 1) * kinds * length);
  const IntervalRule rule = IntervalRule::fixed(confidence_);
  const auto put = [&](std::size_t block, std::size_t position, const MeanEstimate& found) {
    double* const to = numbers.data() + block * kinds * length + position;
    to[0] = found.mean;
    to[length] = found.interval.low;
    to[2 * length] = found.interval.high;
    to[3 * length] = static_cast<double>(found.n);
  };
  for (std::size_t position = 0; position < length; ++position) {
    const std::vector<double> base = at(0, first + position);
    put(0, position, mean_estimate(base, rule));
    for (std::size_t arm = 1; arm < arms; ++arm) {
      const std::vector<double> other = at(arm, first + position);
      put(arm, position, mean_estimate(other, rule));
      put(arms + arm - 1, position, paired_difference(base, other, Better::higher, rule).difference);
    }
  }
  return numbers;
}

}  // namespace ayni
