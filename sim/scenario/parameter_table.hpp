#pragma once
// All parameters of a described struct as one tree of plain data. Every reader and writer of parameters (TOML, echo,
// schema, listing, comparison) walks this tree, so that none of them is a template.

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "core/parameter.hpp"
#include "scenario/settings_tree.hpp"

namespace ayni {

/// `assignments` stands for a whole set of them, in a pattern; a table of parameters holds each as a parameter by itself.
enum class ParameterKind { number, count, flag, text, choice, numbers, texts, assignments };

struct Parameter {
  std::string path;  ///< "region.lago.wealth"
  std::string name;  ///< "wealth"
  ParameterKind kind = ParameterKind::number;
  ParameterValue value;
  std::string_view unit;  ///< empty for flag, text, choice, texts
  double low = -unbounded;
  double high = unbounded;
  std::string_view meaning;
  std::string_view source;
  ChoiceNames choices;
  Lever lever = Lever::no;
  double try_low = untried;  ///< the range worth trying of a lever that is a number or a count
  double try_high = untried;
  std::vector<std::string_view> try_lists;  ///< lists worth trying, as TOML, of a lever that is a list
  bool fixed_at_start = false;              ///< no change can set it
  /// Writes a value of the same alternative to the struct; empty when the struct was const. Valid while the struct lives
  /// and its vectors of entries keep their size.
  std::function<void(const ParameterValue&)> assign;
};

struct ParameterTable {
  std::string path;
  std::string name;
  std::string_view meaning;
  bool keyed = false;  ///< a table of entries: `tables` are the entries, in the order of their names
  bool assignments =
      false;  ///< below it stand parameters of the whole, by their paths, with the values they are set to
  std::vector<Parameter> parameters;
  std::vector<ParameterTable> tables;
};

/// The name that stands for any entry's in a pattern.
inline constexpr std::string_view any_entry = "<name>";

/// Names that an entry may have: a lower-case letter, then at most 63 of a-z, 0-9, _ and -.
[[nodiscard]] bool is_entry_name(std::string_view name) noexcept;
inline constexpr std::size_t most_entries = 1000;

/// The visitor that builds a ParameterTable.
class ParameterCollector {
 public:
  /// Makes the pattern of all that is described.
  using Pattern = ParameterTable (*)();

  /// Without `assignable`, each table of entries holds one entry called any_entry with the defaults, instead of its own;
  /// otherwise it tells what can be assigned to.
  ParameterCollector(ParameterTable& table, Pattern assignable) : table_{&table}, assignable_{assignable} {}

  template <class T>
  void number(std::string_view name, T& value, const About& about) {
    add(name, ParameterKind::number, value, about);
  }
  template <class T>
  void count(std::string_view name, T& value, const About& about) {
    add(name, ParameterKind::count, value, about);
  }
  template <class T>
  void numbers(std::string_view name, T& value, const About& about) {
    add(name, ParameterKind::numbers, value, about);
  }
  template <class T>
  void flag(std::string_view name, T& value, const AboutText& about) {
    add(name, ParameterKind::flag, value, without_unit(about)).lever = about.lever;
  }
  template <class T>
  void text(std::string_view name, T& value, const AboutText& about) {
    add(name, ParameterKind::text, value, without_unit(about));
  }
  template <class T>
  void texts(std::string_view name, T& value, const AboutText& about) {
    add(name, ParameterKind::texts, value, without_unit(about));
  }

  template <class Enum>
  void choice(std::string_view name, Enum& value, const ChoiceNames& names, const AboutText& about) {
    std::string chosen{names.at(static_cast<std::size_t>(value))};
    Parameter& parameter = add_value(name, ParameterKind::choice, std::move(chosen), without_unit(about));
    parameter.choices = names;
    parameter.lever = about.lever;
    parameter.assign = [&value, names](const ParameterValue& given) {
      const auto& wanted = std::get<std::string>(given);
      for (std::size_t i = 0; i < names.size(); ++i) {
        if (names[i] == wanted) value = static_cast<Enum>(i);
      }
    };
  }

  template <class P>
  void table(std::string_view name, P& value, std::string_view meaning) {
    describe(value, add_table(*table_, name, meaning));
  }

  template <class Set>
  void assignments(std::string_view name, Set& set, const AboutText& about) {
    if (assignable_ == nullptr) {
      add_value(name, ParameterKind::assignments, NoAssignments{}, without_unit(about));
    } else {
      add_assignments(name, set, about);
    }
  }

  template <class Entries>
  void entries(std::string_view name, Entries& values, std::string_view meaning) {
    ParameterTable& keyed = add_table(*table_, name, meaning);
    keyed.keyed = true;
    if (assignable_ == nullptr) {
      typename Entries::value_type defaults{};
      describe(defaults, add_table(keyed, any_entry, meaning));
    } else {
      for (auto& value : values) describe(value, add_table(keyed, value.name, meaning));
    }
  }

 private:
  static About without_unit(const AboutText& about) {
    About plain{{}, -unbounded, unbounded, about.meaning, about.source};
    plain.fixed_at_start = about.fixed_at_start;
    return plain;
  }

  template <class T>
  Parameter& add(std::string_view name, ParameterKind kind, T& value, const About& about) {
    Parameter& parameter = add_value(name, kind, value, about);
    parameter.assign = [&value](const ParameterValue& given) { value = std::get<T>(given); };
    return parameter;
  }

  Parameter& add_value(std::string_view name, ParameterKind kind, ParameterValue value, const About& about);
  static ParameterTable& add_table(ParameterTable& parent, std::string_view name, std::string_view meaning);

  template <class Set>
  void add_assignments(std::string_view name, Set& set, const AboutText& about) {
    ParameterTable& table = add_table(*table_, name, about.meaning);
    table.assignments = true;
    if (set.empty()) return;
    const ParameterTable pattern = assignable_();
    for (auto& assignment : set) {
      Parameter* const parameter = add_assigned(table, pattern, assignment);
      if (parameter != nullptr)
        parameter->assign = [&assignment](const ParameterValue& given) { assignment.value = given; };
    }
  }
  /// The parameter that is assigned to, in tables like its own; null when there is none.
  static Parameter* add_assigned(ParameterTable& table, const ParameterTable& pattern, const Assignment& assignment);

  template <class P>
  void describe(P& value, ParameterTable& table) const {
    ParameterCollector inner{table, assignable_};
    inner.fixed_ = fixed_ || requires { P::fixed_at_start; };
    P::describe(inner, value);
  }

  ParameterTable* table_;
  Pattern assignable_;
  bool fixed_ = false;  ///< all that is described now is about the start
};

/// Makes a table that nothing can be assigned through.
void forget_assign(ParameterTable& table);

/// All parameters that a struct can have, with their defaults; entries are shown once, under any_entry.
template <class P>
[[nodiscard]] ParameterTable parameter_pattern() {
  P defaults{};
  ParameterTable table;
  ParameterCollector collector{table, nullptr};
  P::describe(collector, defaults);
  forget_assign(table);
  return table;
}

/// The parameters of a struct as they are; assignable when it is not const.
template <class P>
[[nodiscard]] ParameterTable parameters_of(P& described) {
  using Plain = std::remove_const_t<P>;
  ParameterTable table;
  ParameterCollector collector{table, &parameter_pattern<Plain>};
  // One collector serves both, which halves what every description is compiled to.
  Plain::describe(collector, const_cast<Plain&>(described));
  if constexpr (std::is_const_v<P>) forget_assign(table);
  return table;
}

/// The visitor that makes room for every entry that settings name, so that addresses are stable when values are read.
/// An entry that is there keeps its values. Names and tables that are not valid are passed over: the reader reports them.
class EntryMaker {
 public:
  explicit EntryMaker(const Setting::Table& settings) : settings_{&settings} {}

  template <class T>
  void number(std::string_view, T&, const About&) {}
  template <class T>
  void count(std::string_view, T&, const About&) {}
  template <class T>
  void numbers(std::string_view, T&, const About&) {}
  template <class T>
  void flag(std::string_view, T&, const AboutText&) {}
  template <class T>
  void text(std::string_view, T&, const AboutText&) {}
  template <class T>
  void texts(std::string_view, T&, const AboutText&) {}
  template <class Enum>
  void choice(std::string_view, Enum&, const ChoiceNames&, const AboutText&) {}

  template <class P>
  void table(std::string_view name, P& value, std::string_view) {
    if (const Setting::Table* const inner = inner_table(*settings_, name)) make(value, *inner);
  }

  void assignments(std::string_view name, std::vector<Assignment>& set, const AboutText&) {
    if (const Setting::Table* const inner = inner_table(*settings_, name)) assign_to(*inner, {}, set);
  }

  template <class P>
  void entries(std::string_view name, std::vector<P>& values, std::string_view) {
    const Setting::Table* const given = inner_table(*settings_, name);
    if (given == nullptr) return;
    for (const auto& [key, setting] : *given) {
      if (setting.table() == nullptr || !is_entry_name(key) || values.size() >= most_entries) continue;
      make(entry(values, key), *setting.table());
    }
  }

 private:
  static const Setting::Table* inner_table(const Setting::Table& settings, std::string_view name);
  /// Every value below a table by its path, in alphabetical order; one that is there stays.
  static void assign_to(const Setting::Table& settings, const std::string& path, std::vector<Assignment>& set);

  template <class P>
  static void make(P& value, const Setting::Table& settings) {
    EntryMaker maker{settings};
    P::describe(maker, value);
  }

  template <class P>
  static P& entry(std::vector<P>& values, const std::string& name) {
    std::size_t at = 0;
    while (at < values.size() && values[at].name < name) ++at;
    if (at == values.size() || values[at].name != name) {
      P fresh{};
      fresh.name = name;
      values.insert(values.begin() + static_cast<std::ptrdiff_t>(at), std::move(fresh));
    }
    return values[at];
  }

  const Setting::Table* settings_;
};

/// The value as TOML writes it.
[[nodiscard]] std::string toml_of(const ParameterValue& value);

/// Every parameter of the tree, in its order.
[[nodiscard]] std::vector<const Parameter*> flattened(const ParameterTable& table);
std::vector<const Parameter*> flattened(ParameterTable&& temporary) = delete;

/// "1 to 1200 months", "at least 0", "any number", "stochastic, historical or fixed"; empty where anything goes.
[[nodiscard]] std::string valid_range(const Parameter& parameter);

/// "number", "whole number", "true or false", "text", "choice", "numbers", "texts".
[[nodiscard]] std::string_view kind_name(ParameterKind kind);

}  // namespace ayni
