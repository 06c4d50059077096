#include "design/factor_setter.hpp"

#include "scenario/settings_reader.hpp"
#include "scenario/toml_text.hpp"

namespace ayni {

FactorSetter::FactorSetter(const Scenario& base, const PointTable& points)
    : scenario_{std::make_unique<Scenario>(base)}, points_{&points} {
  const ParameterTable table = parameters_of(*scenario_);
  const ParameterTable pattern = parameter_pattern<Scenario>();
  for (std::size_t f = 0; f < points.factors.size(); ++f) {
    const Parameter& parameter = parameter_at(table, pattern, points.parameters[f]);
    Factor factor{parameter.assign, parameter.kind, {}};
    for (const std::string& level : points.levels[f]) {
      const std::vector<SettingSource> source{{SettingSource::Kind::option, "factor " + points.factors[f], level}};
      SettingProblems problems{source};
      std::optional<ParameterValue> value =
          parsed_value(parse_toml_value(level, {0, 1, 1}, problems), parameter, problems);
      problems.throw_if_any();
      factor.levels.push_back(std::move(*value));
    }
    factors_.push_back(std::move(factor));
  }
}

ParameterValue FactorSetter::value_of(const Factor& factor, double value) {
  if (!factor.levels.empty()) return factor.levels[static_cast<std::size_t>(value)];
  if (factor.kind == ParameterKind::count) return static_cast<std::int64_t>(value);
  return value;
}

const Scenario& FactorSetter::at(std::size_t point) {
  const double* const values = &points_->values[point * factors_.size()];
  for (std::size_t f = 0; f < factors_.size(); ++f) factors_[f].assign(value_of(factors_[f], values[f]));
  return *scenario_;
}

}  // namespace ayni
