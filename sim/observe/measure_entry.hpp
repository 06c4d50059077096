#pragma once
// A measure together with the function that fills it: what a file holds (the catalogue) and what is recorded come from the
// same lists of such entries. Each writer looks its measures up by name when a run begins, and takes them for itself, so
// that a measure that nobody or two would fill is found before the first month.

#include <limits>
#include <span>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "observe/catalogue.hpp"
#include "observe/results.hpp"

namespace ayni {

/// `Seen` is what one moment shows: a month, an agricultural year, a whole run.
template <class Seen>
struct MeasureEntry {
  Measure measure;
  /// Writes every value of the moment, row-major in the axes after the one that counts moments, if there is one.
  void (*fill)(const Seen& seen, std::span<double> values);
  double unseen = std::numeric_limits<double>::quiet_NaN();  ///< what stands for moments that are never seen
};

template <class Seen>
using MeasureEntries = std::vector<MeasureEntry<Seen>>;

template <class Seen>
void declare(Catalogue& catalogue, const MeasureEntries<Seen>& entries) {
  for (const MeasureEntry<Seen>& entry : entries) catalogue.measures.push_back(entry.measure);
}

/// Results with a place for every measure and table of the catalogue, none of them claimed yet.
[[nodiscard]] Results unclaimed_results(const Catalogue& catalogue);

/// Makes room for the values of a measure, which only the caller fills. Throws std::out_of_range when the catalogue lacks
/// it and std::logic_error when another has claimed it.
[[nodiscard]] std::span<double> claim(const Catalogue& catalogue, Results& results, std::string_view measure,
                                      double unseen);

/// Throws std::logic_error, naming the measure or the table, unless everything in the catalogue is claimed.
void require_all_claimed(const Catalogue& catalogue, const Results& results);

/// Fills the measures of a list, moment by moment.
template <class Seen>
class MeasureWriter {
 public:
  /// `moments`: the first axis of all these measures, when they have a value for each of several moments.
  MeasureWriter(const MeasureEntries<Seen>& entries, const Catalogue& catalogue, Results& results,
                std::optional<Axis> moments = std::nullopt) {
    const std::size_t rows = moments ? catalogue.axis(*moments).size : 1;
    for (const MeasureEntry<Seen>& entry : entries) {
      if (moments && (entry.measure.axes.empty() || entry.measure.axes.front() != *moments)) {
        throw std::logic_error("the measure '" + entry.measure.name + "' has another first axis than its list");
      }
      const std::span<double> values = claim(catalogue, results, entry.measure.name, entry.unseen);
      columns_.push_back({entry.fill, values.data(), values.size() / rows});
    }
  }

  /// Records one moment; the only one when the measures have no axis of moments. Allocates nothing.
  void fill(const Seen& seen, std::size_t moment = 0) const {
    for (const Filled& column : columns_) column.fill(seen, {column.values + moment * column.width, column.width});
  }

 private:
  struct Filled {
    void (*fill)(const Seen& seen, std::span<double> values);
    double* values;
    std::size_t width;  ///< values of one moment
  };
  std::vector<Filled> columns_;
};

}  // namespace ayni
