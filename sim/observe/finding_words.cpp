#include "observe/finding_words.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>

#include "core/money.hpp"
#include "core/report.hpp"

namespace ayni {
namespace {

/// How the numbers of a finding are written: in percent, in millions where they are that large, or as they are.
struct Written {
  double scale = 1.0;
  std::string of_levels;       ///< their unit, with a blank before it where it has one
  std::string of_differences;  ///< the same
  int level_decimals = 0;
};

Written written(const Finding& finding, Language language) {
  if (kind_of(finding.outcome) == CellKind::share) {
    return {100.0, term("summary.percent", language), ' ' + term("summary.points", language), 1};
  }
  double largest = 0.0;
  for (const MeanEstimate& arm : finding.arms) {
    if (!std::isnan(arm.mean)) largest = std::max(largest, std::abs(arm.mean));
  }
  if (largest < million) return {};
  const std::string millions = ' ' + term("summary.million", language);
  return {1.0 / million, millions, millions, 1};
}

constexpr int most_decimals = 2;

/// Decimals that show two digits of half the interval, but two decimals at most; and as many as it takes to see on which
/// side of zero an end lies, if two or three do.
int decimals_for(double low, double high) {
  const double half = 0.5 * (high - low);
  if (!(half > 0.0)) return 1;
  const int usual = std::clamp(1 - static_cast<int>(std::floor(std::log10(half))), 0, most_decimals);
  const auto rounds_to_zero = [](double value, int decimals) {
    const std::string text = number_text(value, decimals, Language::en);
    return text.find_first_of("123456789") == std::string::npos;
  };
  for (int decimals = usual; decimals <= most_decimals + 1; ++decimals) {
    if (!rounds_to_zero(low, decimals) && !rounds_to_zero(high, decimals)) return decimals;
  }
  return usual;
}

std::string with_sign(double value, int decimals, Language language) {
  return (value > 0.0 ? "+" : "") + number_text(value, decimals, language);
}

std::string key(const Finding& finding, const char* what) { return "summary." + finding.name + '_' + what; }

std::string capital(std::string text) {
  text.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(text.front())));
  return text;
}

/// How long a duration is, in years where it is whole years.
std::string time_text(const Finding& finding, Language language) {
  if (finding.outcome.selections.empty()) return {};
  const std::size_t months = finding.outcome.selections.front().position;
  const bool years = months % 12 == 0;
  return term(years ? "summary.years" : "summary.months", language,
              {{"number", std::to_string(years ? months / 12 : months)}});
}

std::string level(const Finding& finding, double value, Language language) {
  const Written as = written(finding, language);
  return term(key(finding, "level"), language,
              {{"value", number_text(as.scale * value, as.level_decimals, language) + as.of_levels},
               {"time", time_text(finding, language)}});
}

}  // namespace

Sign sign_of(const PairedDifference& found) {
  const MeanEstimate& difference = found.difference;
  if (std::isnan(difference.mean)) return Sign::unknown;
  if (!std::isnan(difference.interval.low) && difference.interval.low <= 0.0 && difference.interval.high >= 0.0) {
    return Sign::same;
  }
  if (difference.mean == 0.0) return Sign::same;
  return difference.mean > 0.0 ? Sign::more : Sign::less;
}

std::string subject_text(const Finding& finding, Language language) {
  const std::string unit = written(finding, language).of_differences;
  return capital(term(key(finding, "subject"), language)) + (unit.empty() ? "" : ',' + unit);
}

std::string claim(const Finding& finding, Sign sign, Language language) {
  return term(key(finding, sign == Sign::more ? "more" : "less"), language);
}

std::string alone(const Finding& finding, std::size_t arm, Language language) {
  const MeanEstimate& found = finding.arms[arm];
  const std::string subject = capital(term(key(finding, "alone"), language, {{"time", time_text(finding, language)}}));
  if (std::isnan(found.mean)) return term("summary.nothing", language, {{"subject", subject}});
  const Written as = written(finding, language);
  const std::string value = number_text(as.scale * found.mean, as.level_decimals, language) + as.of_levels;
  if (std::isnan(found.interval.low)) {
    return term("summary.value", language, {{"subject", subject}, {"value", value}});
  }
  const int decimals = decimals_for(as.scale * found.interval.low, as.scale * found.interval.high);
  return term("summary.value_within", language,
              {{"subject", subject},
               {"value", value},
               {"low", number_text(as.scale * found.interval.low, decimals, language)},
               {"high", number_text(as.scale * found.interval.high, decimals, language)}});
}

std::string sentence(const Finding& finding, std::size_t arm, Language language) {
  const PairedDifference& found = finding.differences[arm];
  const Interval& interval = found.difference.interval;
  const Sign sign = sign_of(found);
  if (sign == Sign::unknown) return alone(finding, arm, language);
  const Written as = written(finding, language);
  const bool sure = !std::isnan(interval.low);
  const int decimals = sure ? decimals_for(as.scale * interval.low, as.scale * interval.high) : as.level_decimals;
  const auto signed_text = [&](double value) { return with_sign(as.scale * value, decimals, language); };
  if (sign == Sign::same) {
    const std::string subject = capital(term(key(finding, "subject"), language));
    if (!sure || interval.low == interval.high) return term("summary.equal", language, {{"subject", subject}});
    return term("summary.same", language,
                {{"subject", subject},
                 {"low", signed_text(interval.low)},
                 {"high", signed_text(interval.high) + as.of_differences}});
  }
  const std::string points = kind_of(finding.outcome) == CellKind::share ? as.of_differences : "";
  const std::string difference = signed_text(found.difference.mean) + points;
  const std::string what = capital(claim(finding, sign, language));
  const std::string now = level(finding, found.other_mean, language);
  if (!sure) return term("summary.one_run", language, {{"claim", what}, {"level", now}, {"difference", difference}});
  return term("summary.differs", language,
              {{"claim", what},
               {"level", now},
               {"difference", difference},
               {"low", signed_text(interval.low)},
               {"high", signed_text(interval.high)}});
}

std::string difference_cell(const Finding& finding, std::size_t arm, Language language) {
  const PairedDifference& found = finding.differences[arm];
  const Sign sign = sign_of(found);
  if (sign == Sign::unknown) return "-";
  const Written as = written(finding, language);
  const double low = as.scale * found.difference.interval.low;
  const double high = as.scale * found.difference.interval.high;
  const double half = 0.5 * (high - low);
  const int decimals = std::isnan(half) ? as.level_decimals : decimals_for(low, high);
  const std::string difference =
      sign == Sign::same ? "~" : with_sign(as.scale * found.difference.mean, decimals, language);
  return std::isnan(half) ? difference : difference + " ±" + number_text(half, decimals, language);
}

}  // namespace ayni
