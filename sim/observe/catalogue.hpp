#pragma once
// What an output can hold: axes, measures on them, and tables of events. The one place where a number of the output gets
// its name, unit and meaning; the file's attributes and the generated page both come from here.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ayni {

enum class Axis {
  time,
  season,
  region,
  product,
  duration,
  cause,
  bin,
  component,
  payer,
  payee,
  snapshot,
  sample,
  stratum,
  quintile
};

/// How values are stored. In memory they are doubles; whole numbers up to 2^53 are exact.
enum class Storage { real32, real64, int8, int16, int32, int64 };

/// Which way a value is better, where nobody would doubt it.
enum class Better { higher, lower };

/// One axis of this scenario: its length and labels (empty for time, season and duration, which count from 0).
struct AxisInfo {
  Axis axis;
  std::string name;
  std::size_t size = 0;
  std::vector<std::string> labels;
  std::string meaning;
  std::vector<std::string>
      unseen{};  ///< by position why no run has a value there, empty where runs may; or none at all
};

/// Unit of a measure that is a part of a whole, between 0 and 1; files write "1", as CF wants.
inline constexpr const char* share_unit = "share";

/// A value or array of values every run has. `axes` are the dimensions after (arm, run), slowest first.
struct Measure {
  std::string name;
  std::vector<Axis> axes;
  Storage storage = Storage::real32;
  std::string unit;  ///< CF-like, or share_unit; money is "1" with "Bs" in the long name
  std::string long_name;
  std::string meaning;                          ///< how it is computed, what is left out, at whose prices money is
  std::optional<Better> better = std::nullopt;  ///< none where it depends on who looks
};

struct Column {
  std::string name;
  Storage storage = Storage::real32;
  std::string unit;
  std::string long_name;
  std::string meaning;
  std::vector<std::string> flags;  ///< for a category: value k means flags[k]; -1 means none
};

/// Rows of one kind (alliance spells, events, final states of agents); any number a run.
struct Table {
  std::string name;  ///< also the name of its dimension
  std::string meaning;
  std::vector<Column> columns;

  /// Position in `columns`; throws std::out_of_range when there is none of that name.
  [[nodiscard]] std::size_t column(std::string_view column_name) const;
};

/// Everything a file of this scenario holds, in its order.
struct Catalogue {
  std::vector<AxisInfo> axes;
  std::vector<Measure> measures;
  std::vector<Table> tables;

  [[nodiscard]] const AxisInfo& axis(Axis which) const;
  /// Number of values of a measure in one run.
  [[nodiscard]] std::size_t size(const Measure& measure) const;
  /// Position in `measures`; throws std::out_of_range when there is none of that name.
  [[nodiscard]] std::size_t measure(std::string_view name) const;
  [[nodiscard]] std::size_t table(std::string_view name) const;
};

}  // namespace ayni
