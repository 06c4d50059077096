#pragma once
// How a parameter is declared, once, for every reader of it.
//
// A parameter struct holds plain data with its defaults and lists its fields in a static `describe`:
//
//     struct TrustParameters {
//       double prior_strength = 1.03;
//
//       template <class Visitor>
//       static void describe(Visitor& visit, auto& p) {
//         visit.number("prior_strength", p.prior_strength,
//                      {"observations", 0.01, 100.0, "weight of the belief held at signing", "prototype fit"});
//       }
//     };
//
// Visitors: the TOML reader, the resolved echo, the JSON Schema, `ayni params`, the generated pages, the file's echo.
// A visitor offers: number, count, flag, text, choice, numbers, texts, table, entries, assignments (see the concept below).

#include <cstdint>
#include <initializer_list>
#include <limits>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace ayni {

inline constexpr double unbounded = std::numeric_limits<double>::infinity();

/// An end of the range worth trying of a parameter that has none.
inline constexpr double untried = std::numeric_limits<double>::quiet_NaN();

/// What a declaration tells beside name and default: unit ("1" for a pure number), inclusive valid range, meaning, and
/// source (a publication and its chapter, a data estimate, or "assumption"). A parameter that a policy could set is a
/// lever: it also tells the range worth trying, which lies within the valid one; a list tells whole lists, as TOML.
struct About {
  std::string_view unit;
  double low = -unbounded;
  double high = unbounded;
  std::string_view meaning;
  std::string_view source;
  double try_low = untried;
  double try_high = untried;
  std::initializer_list<std::string_view> try_lists{};  ///< lives as long as the declaration that names it
  bool fixed_at_start = false;
};

/// Whether a policy could set a parameter whose values are few, so that all of them are worth trying.
enum class Lever { no, yes };

/// The same for a text or a choice, which have neither unit nor range.
struct AboutText {
  std::string_view meaning;
  std::string_view source;
  Lever lever = Lever::no;
  bool fixed_at_start = false;
};

/// Declares a parameter that is about the start: what a world is built from, or what is drawn or observed for the whole run,
/// which no rule can change later. A struct of which that holds throughout says `static constexpr bool fixed_at_start = true`.
[[nodiscard]] inline About at_start(About about) {
  about.fixed_at_start = true;
  return about;
}
[[nodiscard]] inline AboutText at_start(AboutText about) {
  about.fixed_at_start = true;
  return about;
}

/// The default of a set of assignments, which is empty.
struct NoAssignments {
  [[nodiscard]] bool operator==(const NoAssignments&) const = default;
};

/// The value of a parameter; a choice is held by its name.
using ParameterValue =
    std::variant<double, std::int64_t, bool, std::string, std::vector<double>, std::vector<std::string>, NoAssignments>;

/// A parameter by its path, and what it is set to.
struct Assignment {
  std::string path;
  ParameterValue value;
};

/// One named value of an enumeration as it is written in a scenario file. The n-th name stands for enumerator n.
using ChoiceNames = std::vector<std::string_view>;

/// Two values of one parameter as TOML; empty where the parameter belongs to an entry that one side lacks.
struct ParameterDifference {
  std::string path;
  std::string a;
  std::string b;
};

// The interface of a visitor, as members of a class `V`:
//
//   void number (std::string_view name, [const] double& value,                    const About&);
//   void count  (std::string_view name, [const] std::int64_t& value,              const About&);
//   void flag   (std::string_view name, [const] bool& value,                      const AboutText&);
//   void text   (std::string_view name, [const] std::string& value,               const AboutText&);
//   void numbers(std::string_view name, [const] std::vector<double>& value,       const About&);   // range: each element
//   void texts  (std::string_view name, [const] std::vector<std::string>& value,  const AboutText&);
//   template <class Enum> void choice(std::string_view name, [const] Enum& value, const ChoiceNames&, const AboutText&);
//   template <class P>    void table  (std::string_view name, [const] P& value,              std::string_view meaning);
//   template <class P>    void entries(std::string_view name, [const] std::vector<P>& value, std::string_view meaning);
//   void assignments(std::string_view name, [const] std::vector<Assignment>& value, const AboutText&);
//
// `table` is a sub-table described by P::describe. `entries` is a table of tables keyed by the entry's name
// ([region.lago], [region.salar]): P has a `std::string name` that is the key and is not described; the order of the
// vector is the alphabetical order of the keys, so that files merge without caring for order. `assignments` are values for
// parameters of the struct that all is described from, by their paths.

}  // namespace ayni
