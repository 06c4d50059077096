#include "observe/headline.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <utility>

#include "core/money.hpp"
#include "observe/measure_words.hpp"
#include "observe/survival_measures.hpp"

namespace ayni {
namespace {

/// The measures of one run, by name; NaN where there is no value.
class Figures {
 public:
  Figures(const Catalogue& catalogue, const Results& results) : catalogue_{catalogue}, results_{results} {}

  [[nodiscard]] double single(const char* measure) const { return values(measure)[0]; }
  /// The last month's value, summed over the measure's other axis.
  [[nodiscard]] double last(const char* measure) const {
    const std::vector<double>& all = values(measure);
    const std::size_t width = all.size() / catalogue_.axis(Axis::time).size;
    double sum = 0.0;
    for (std::size_t k = all.size() - width; k < all.size(); ++k) sum += all[k];
    return sum;
  }
  [[nodiscard]] double last_full_year(const char* measure) const {
    const std::vector<double>& all = values(measure);
    for (std::size_t k = all.size(); k-- > 0;) {
      if (!std::isnan(all[k])) return all[k];
    }
    return nothing;
  }
  /// Percent.
  [[nodiscard]] double of_funded(double number) const {
    const double funded = last("funded");
    return funded > 0.0 ? 100.0 * number / funded : nothing;
  }
  [[nodiscard]] double after(const char* curve, Month months) const {
    const std::vector<double>& all = values(curve);
    return all.size() > static_cast<std::size_t>(months) ? all[static_cast<std::size_t>(months)] : nothing;
  }

 private:
  static constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
  [[nodiscard]] const std::vector<double>& values(const char* measure) const {
    return results_.values[catalogue_.measure(measure)];
  }

  const Catalogue& catalogue_;
  const Results& results_;
};

struct Row {
  const char* name;  ///< in analysis/terms.toml, section headline
  const char* unit;  ///< the same, or a sign that all languages have
  double (*value)(const Figures& run);
};

constexpr Row rows_of_arm[]{
    {"funded", "", [](const Figures& run) { return run.last("funded"); }},
    {"first_buyer", "%", [](const Figures& run) { return run.of_funded(run.last("first_buyer")); }},
    {"new_buyer", "%", [](const Figures& run) { return run.of_funded(run.last("new_buyer")); }},
    {"no_buyer", "%",
     [](const Figures& run) { return run.of_funded(run.last("free_market") + run.last("dissolved")); }},
    {"first_year", "%", [](const Figures& run) { return 100.0 * run.single("breakups_in_first_year"); }},
    {"kept", "%", [](const Figures& run) { return 100.0 * run.after("kaplan_meier", seven_years); }},
    {"member_income", "bs_year", [](const Figures& run) { return run.last_full_year("member_product_income"); }},
    {"control_income", "bs_year", [](const Figures& run) { return run.last_full_year("control_product_income"); }},
    {"member_moderate", "%", [](const Figures& run) { return 100.0 * run.last_full_year("member_moderate_poverty"); }},
    {"control_moderate", "%",
     [](const Figures& run) { return 100.0 * run.last_full_year("control_moderate_poverty"); }},
    {"member_extreme", "%", [](const Figures& run) { return 100.0 * run.last_full_year("member_extreme_poverty"); }},
    {"control_extreme", "%", [](const Figures& run) { return 100.0 * run.last_full_year("control_extreme_poverty"); }},
    {"rate_of_return", "%", [](const Figures& run) { return 100.0 * run.single("rate_of_return"); }},
    {"spent", "million_bs", [](const Figures& run) { return run.last("project_spent") / million; }},
    {"cost", "bs", [](const Figures& run) { return run.single("cost_per_lasting_alliance"); }}};

ReportNumber number_of(const Moments& moments) {
  ReportNumber number{moments.mean()};
  number.standard_deviation = moments.standard_deviation();
  number.count = static_cast<double>(moments.n());
  return number;
}

std::string unit_text(const std::string& unit, Language language) {
  return unit.empty() || unit == "%" ? unit : term("headline." + unit, language);
}

/// A table of figures, each in its own unit.
ReportTable table_of(const char* name, const std::vector<std::string>& columns, Language language) {
  ReportTable table;
  table.name = name;
  table.columns = {{"figure", term("headline.figure", language), CellKind::text},
                   {"unit", term("headline.unit", language), CellKind::text}};
  for (const std::string& column : columns) {
    table.columns.push_back({column,
                             arm_in_words(column, language),
                             CellKind::number,
                             "",
                             "mean over runs, in the unit of the row",
                             {Beside::standard_deviation, Beside::count}});
  }
  return table;
}

}  // namespace

Headline::Headline(const Catalogue& catalogue, std::size_t arms, std::size_t replicates,
                   const std::vector<BrokenBy>& by)
    : catalogue_{catalogue},
      findings_{parse_outcomes(finding_outcomes(catalogue), catalogue, OutcomeShape::scalar), arms, replicates},
      figures_by_part_{figures_by(by, catalogue)},
      by_parts_{outcomes_of(figures_by_part_), arms, replicates},
      moments_(arms, std::vector<Moments>(std::size(rows_of_arm))),
      revenue_{catalogue},
      effect_(arms > 1 ? revenue_parts.size() : 0) {}

void Headline::add(const Results& results) {
  findings_.add(results);
  by_parts_.add(results);
  const Figures run{catalogue_, results};
  for (std::size_t k = 0; k < std::size(rows_of_arm); ++k) moments_[results.arm][k].add(rows_of_arm[k].value(run));
  if (effect_.empty() || !revenue_.add(results)) return;
  const RevenueShares& shares = revenue_.replicates().back();
  for (std::size_t k = 0; k < effect_.size(); ++k) effect_[k].add(100.0 * shares.*revenue_parts[k].share);
}

// No alliance of any run was seen for so long.
bool Headline::too_short(std::size_t months) const {
  const auto kept = std::find_if(std::begin(rows_of_arm), std::end(rows_of_arm),
                                 [](const Row& row) { return std::string_view{row.name} == "kept"; });
  const auto k = static_cast<std::size_t>(kept - std::begin(rows_of_arm));
  return months <= static_cast<std::size_t>(seven_years) &&
         std::all_of(moments_.begin(), moments_.end(), [k](const auto& arm) { return arm[k].n() == 0; });
}

Report Headline::report(const std::vector<std::string>& arms, Language language) const {
  const std::size_t replicates = findings_.replicates();
  Report report;
  report.name = "headline";
  report.language = language;
  report.facts = {{"replicates", std::uint64_t{replicates}, "runs of each arm"}};
  ReportTable figures = table_of("figures", arms, language);
  for (std::size_t k = 0; k < std::size(rows_of_arm); ++k) {
    const std::string name = term(std::string{"headline."} + rows_of_arm[k].name, language);
    figures.rows.push_back({name, unit_text(rows_of_arm[k].unit, language)});
    for (const std::vector<Moments>& arm : moments_) figures.rows.back().emplace_back(number_of(arm[k]));
  }
  if (const std::size_t months = catalogue_.axis(Axis::time).size; too_short(months)) {
    figures.notes.push_back(term("headline.too_short", language, {{"months", std::to_string(months)}}));
  }
  ReportTable effect = table_of("effect", {"change"}, language);
  effect.columns.back().title = term("headline.change", language);
  for (std::size_t k = 0; k < effect_.size(); ++k) {
    effect.rows.push_back(
        {term(std::string{"headline.effect_"} + revenue_parts[k].name, language), "%", number_of(effect_[k])});
  }
  const std::size_t reference = arms.size() > 1 ? 1 : 0;
  const IntervalRule rule = IntervalRule::fixed(usual_confidence);
  const std::vector<Finding> findings = findings_of(findings_, reference, rule);
  const std::string title = replicates == 1 ? term("headline.one_run", language)
                                            : term("headline.runs", language, {{"runs", std::to_string(replicates)}});
  report.sections = {section_of(findings, {arms, reference, replicates, usual_confidence}, language),
                     {"figures", title, {}, {std::move(figures)}},
                     {"effect", term("headline.effect", language), {}, {std::move(effect)}}};
  for (ReportSection& section : by_parts(arms, reference, rule, language))
    report.sections.push_back(std::move(section));
  return report;
}

std::vector<ReportSection> Headline::by_parts(std::vector<std::string> arms, std::size_t reference,
                                              const IntervalRule& rule, Language language) const {
  const auto first = arms.begin() + static_cast<std::ptrdiff_t>(reference);
  std::rotate(arms.begin(), first, first + 1);
  OutcomeValues values = by_parts_;
  values.put_first(reference);
  std::vector<FigureByPart> figures = figures_by_part_;
  fill(figures, values, rule);
  return sections_of(figures, arms, language);
}

}  // namespace ayni
