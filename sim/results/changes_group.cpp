#include "results/changes_group.hpp"

#include <numeric>
#include <optional>
#include <span>
#include <string>

#include "results/describe.hpp"
#include "results/hdf5_scales.hpp"
#include "results/hdf5_write.hpp"

namespace ayni {

namespace {

FileVariable text_variable(const char* name, const char* long_name, const char* description) {
  return {name, {"change"}, std::nullopt, "1", long_name, description, {}};
}

}  // namespace

std::vector<FileVariable> changes_layout() {
  const std::vector<std::string> own{"change"};
  return {
      {"change", own, Storage::int32, "1", "number of the change", "Arm by arm, in the order of time.", {}},
      {"arm", own, Storage::int32, "1", "arm whose rules change", "Position on the dimension arm, from 0.", {}},
      {"month",
       own,
       Storage::int32,
       "month",
       "first month of the new value",
       "Counted from the start of the run, 0 the first: a position on the dimension time. At the points of a design "
       "it may be another.",
       {}},
      text_variable("lever", "path of the parameter that changes", ""),
      text_variable("old", "its value until then", "As TOML."),
      text_variable("new", "its value from then on", "As TOML.")};
}

void write_changes(hid_t file, const std::vector<FileChange>& changes) {
  if (changes.empty()) return;
  const std::vector<FileVariable> layout = changes_layout();
  std::vector<int> arms;
  std::vector<int> months;
  std::vector<std::string> levers;
  std::vector<std::string> old_values;
  std::vector<std::string> new_values;
  for (const FileChange& change : changes) {
    arms.push_back(static_cast<int>(change.arm));
    months.push_back(static_cast<int>(change.month));
    levers.push_back(change.lever);
    old_values.push_back(change.old_value);
    new_values.push_back(change.new_value);
  }
  const hdf5::Handle group = hdf5::create_group(file, "changes");
  std::vector<int> numbers(changes.size());
  std::iota(numbers.begin(), numbers.end(), 0);
  hdf5::DimensionScales scales;
  add_scale(scales, group.get(), {layout[0].name, changes.size(), false, layout[0], {}, numbers}, 0);
  const auto done = [&scales](const hdf5::Handle& dataset, const FileVariable& variable) {
    describe(dataset.get(), variable);
    scales.attach(dataset.get(), variable.dimensions);
  };
  std::size_t next = 1;
  for (const std::vector<int>* const values : {&arms, &months}) {
    done(hdf5::write_numbers(group.get(), layout[next].name, std::span<const int>{*values}), layout[next]);
    ++next;
  }
  for (const std::vector<std::string>* const texts : {&levers, &old_values, &new_values}) {
    done(hdf5::write_texts(group.get(), layout[next].name, *texts), layout[next]);
    ++next;
  }
  scales.write_references();
}

}  // namespace ayni
