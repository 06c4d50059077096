#include "experiment/outputs.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <system_error>

#include "core/error.hpp"
#include "experiment/disk_reader.hpp"
#include "results/file_names.hpp"
#include "results/hdf5_journal.hpp"

namespace ayni {
namespace {

namespace fs = std::filesystem;

fs::path followed(const fs::path& output) {
  constexpr int most_links = 40;
  fs::path path = output;
  for (int links = 0; links < most_links; ++links) {
    std::error_code error;
    if (!fs::is_symlink(fs::symlink_status(path, error))) return path;
    const fs::path target = fs::read_symlink(path, error);
    if (error) throw FileError{"cannot follow the link " + path.string() + ": " + error.message()};
    path = target.is_absolute() ? target : path.parent_path() / target;
  }
  throw FileError{output.string() + " is a link that leads back to itself; give another name"};
}

/// The one name of a file, whether it is there or not.
fs::path canonical_name(const fs::path& path) {
  std::error_code error;
  const fs::path folder = fs::weakly_canonical(folder_of(path), error);
  return (error ? fs::absolute(path).parent_path().lexically_normal() : folder) / path.filename();
}

bool are_one(const fs::path& first, const fs::path& second) {
  std::error_code missing;
  return fs::equivalent(first, second, missing) || canonical_name(followed(first)) == canonical_name(followed(second));
}

/// All names that a file has while it is written.
std::array<fs::path, 3> names_of(const fs::path& target) {
  const fs::path partial = partial_of(target);
  return {target, partial, hdf5::journal_of(partial)};
}

bool is_written_as(const fs::path& file, const fs::path& target) {
  const auto names = names_of(target);
  return std::any_of(names.begin(), names.end(), [&file](const fs::path& name) { return are_one(name, file); });
}

void require_regular(const fs::path& output, const fs::path& target) {
  std::error_code ignored;
  const fs::file_status status = fs::status(target, ignored);
  if (!fs::exists(status) || fs::is_regular_file(status)) return;
  if (fs::is_directory(status)) throw FileError{output.string() + " is a folder; give the name of a file in it"};
  throw FileError{output.string() + " is not a regular file but a device, a pipe or the like; give another name"};
}

void require_no_input(const fs::path& output, const fs::path& target, const InputFiles& inputs) {
  for (const fs::path& input : inputs.paths()) {
    if (!is_written_as(input, target)) continue;
    throw FileError{output.string() + " would be written over " + input.string() +
                    ", which this command reads; give another name"};
  }
}

/// Which tables there will be is known only when they are written.
void require_no_table(const fs::path& file, const fs::path& tables) {
  if (are_one(file, tables)) {
    throw FileError{file.string() + " would be a file and the folder of the tables; give another name"};
  }
  const fs::path target = followed(file);
  if (target.extension() != ".csv" || !are_one(target.has_parent_path() ? target.parent_path() : ".", tables)) return;
  throw FileError{file.string() + " is in the folder that tables are written to as .csv files; give another folder"};
}

}  // namespace

FileReader InputFiles::reader() {
  return [this](const fs::path& path, std::size_t longest) {
    add(path);
    return read_from_disk(path, longest);
  };
}

std::vector<fs::path> output_targets(const std::vector<fs::path>& outputs, const InputFiles& inputs,
                                     const std::optional<fs::path>& tables) {
  std::vector<fs::path> targets;
  for (const fs::path& output : outputs) {
    const fs::path target = followed(output);
    require_regular(output, target);
    require_no_input(output, target, inputs);
    for (std::size_t k = 0; k < targets.size(); ++k) {
      const auto names = names_of(target);
      if (std::none_of(names.begin(), names.end(),
                       [&](const fs::path& name) { return is_written_as(name, targets[k]); })) {
        continue;
      }
      throw FileError{output.string() + " and " + outputs[k].string() +
                      " are one file, but two are to be written; give each its own name"};
    }
    targets.push_back(target);
  }
  for (const auto* const files : {&outputs, &inputs.paths()}) {
    for (const fs::path& file : *files) {
      if (tables) require_no_table(file, *tables);
    }
  }
  return targets;
}

fs::path output_target(const fs::path& output, const InputFiles& inputs, const std::optional<fs::path>& tables) {
  return output_targets({output}, inputs, tables).front();
}

}  // namespace ayni
