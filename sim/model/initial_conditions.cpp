#include "model/initial_conditions.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "model/scenario.hpp"

namespace ayni {
namespace {

using namespace std::string_view_literals;

/// What is fixed at the start and yet not read when a world is founded.
constexpr std::array not_founded_on{"schema_version"sv,
                                    "name"sv,
                                    "question"sv,
                                    "question_es"sv,
                                    "run.seed"sv,
                                    "run.runs"sv,
                                    "run.horizon_months"sv,
                                    "evaluation"sv,
                                    "survey"sv,
                                    "output"sv,
                                    "shock"sv,
                                    "change"sv,
                                    "project.enabled"sv,
                                    "project.budget_usd"sv};

/// The visitor that writes down what is fixed at the start.
class InitialConditions {
 public:
  explicit InitialConditions(std::string& all) : all_{all} {}

  void number(std::string_view name, const double& value, const About& about) { add(name, value, about); }
  void count(std::string_view name, const std::int64_t& value, const About& about) { add(name, value, about); }
  void flag(std::string_view name, const bool& value, const AboutText& about) { add(name, value, about); }
  template <class Enum>
  void choice(std::string_view name, const Enum& value, const ChoiceNames&, const AboutText& about) {
    add(name, value, about);
  }
  void numbers(std::string_view name, const std::vector<double>& values, const About& about) {
    add(name, values.size(), about);
    for (const double value : values) add(name, value, about);
  }
  void text(std::string_view name, const std::string& value, const AboutText& about) {
    add(name, value.size(), about);
    if (founded_on(name, about)) all_ += value;
  }
  void texts(std::string_view name, const std::vector<std::string>& values, const AboutText& about) {
    add(name, values.size(), about);
    for (const std::string& value : values) text(name, value, about);
  }
  template <class P>
  void table(std::string_view name, const P& value, std::string_view) {
    if (!left_out(name)) describe(value, path_ + std::string{name} + '.');
  }
  template <class P>
  void entries(std::string_view name, const std::vector<P>& values, std::string_view) {
    if (left_out(name)) return;
    for (const P& value : values) {
      all_ += value.name + '\n';
      describe(value, path_ + std::string{name} + '.');
    }
    all_ += '\n';
  }
  void assignments(std::string_view, const std::vector<Assignment>&, const AboutText&) {}

 private:
  [[nodiscard]] bool left_out(std::string_view name) const {
    const std::string path = path_ + std::string{name};
    return std::find(not_founded_on.begin(), not_founded_on.end(), path) != not_founded_on.end();
  }
  [[nodiscard]] bool founded_on(std::string_view name, const auto& about) const {
    return (fixed_ || about.fixed_at_start) && !left_out(name);
  }
  template <class T>
  void add(std::string_view name, const T& value, const auto& about) {
    if (founded_on(name, about)) all_.append(reinterpret_cast<const char*>(&value), sizeof value);
  }
  template <class P>
  void describe(const P& value, std::string path) {
    InitialConditions inner{all_};
    inner.path_ = std::move(path);
    inner.fixed_ = fixed_ || requires { P::fixed_at_start; };
    P::describe(inner, value);
  }

  std::string& all_;
  std::string path_;
  bool fixed_ = false;
};

}  // namespace

std::string initial_conditions(const Scenario& scenario) {
  std::string all;
  InitialConditions visitor{all};
  Scenario::describe(visitor, scenario);
  return all;
}

}  // namespace ayni
