#include "results/changes_group.hpp"

#include <cstdint>
#include <numeric>
#include <optional>
#include <span>
#include <string>
#include <utility>

#include "core/error.hpp"
#include "results/describe.hpp"
#include "results/hdf5_read.hpp"
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
      text_variable("name", "name of the change", "The NAME of [change.NAME] that sets it."),
      text_variable("lever", "path of the parameter that changes", ""),
      text_variable("old", "its value until then", "As TOML."),
      text_variable("new", "its value from then on", "As TOML.")};
}

std::vector<FileChange> read_changes(hid_t file) {
  if (H5Lexists(file, "changes", H5P_DEFAULT) <= 0) return {};
  const auto dataset = [file](const char* name) { return hdf5::open_dataset(file, std::string{"changes/"} + name); };
  const std::vector<double> arms = hdf5::read_numbers(dataset("arm").get());
  const std::vector<double> months = hdf5::read_numbers(dataset("month").get());
  std::vector<FileChange> changes(arms.size());
  if (months.size() != arms.size()) throw FileError{"its changes do not belong together"};
  for (std::size_t i = 0; i < changes.size(); ++i) {
    if (!(arms[i] >= 0.0) || !(months[i] >= 0.0)) throw FileError{"one of its changes is of no arm or month"};
    changes[i].arm = static_cast<std::size_t>(arms[i]);
    changes[i].month = static_cast<std::int64_t>(months[i]);
  }
  const auto fill = [&](const char* name, std::string FileChange::*text) {
    std::vector<std::string> texts = hdf5::read_texts(dataset(name).get());
    if (texts.size() != changes.size()) throw FileError{"its changes do not belong together"};
    for (std::size_t i = 0; i < changes.size(); ++i) changes[i].*text = std::move(texts[i]);
  };
  fill("name", &FileChange::name);
  fill("lever", &FileChange::lever);
  fill("old", &FileChange::old_value);
  fill("new", &FileChange::new_value);
  return changes;
}

void write_changes(hid_t file, const std::vector<FileChange>& changes) {
  if (changes.empty()) return;
  const std::vector<FileVariable> layout = changes_layout();
  std::vector<int> arms;
  std::vector<int> months;
  std::vector<std::string> names;
  std::vector<std::string> levers;
  std::vector<std::string> old_values;
  std::vector<std::string> new_values;
  for (const FileChange& change : changes) {
    arms.push_back(static_cast<int>(change.arm));
    months.push_back(static_cast<int>(change.month));
    names.push_back(change.name);
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
  for (const std::vector<std::string>* const texts : {&names, &levers, &old_values, &new_values}) {
    done(hdf5::write_texts(group.get(), layout[next].name, *texts), layout[next]);
    ++next;
  }
  scales.write_references();
}

}  // namespace ayni
