#include "results/findings_group.hpp"

#include <numeric>
#include <optional>

#include "results/describe.hpp"
#include "results/hdf5_write.hpp"

namespace ayni {

FileVariable text_variable(const char* name, const char* dimension, const char* long_name, const char* description) {
  return {name, {dimension}, std::nullopt, "1", long_name, description, {}};
}

FindingsGroup::FindingsGroup(hid_t file, const std::string& name) : group_{hdf5::create_group(file, name)} {}

void FindingsGroup::add(const std::vector<Labels>& all) {
  const FileVariable& own = all.front().variable;
  if (all.front().values.empty()) return;
  add_scale(scales_, group_.get(), {own.name, all.front().values.size(), false, own, all.front().values, {}}, 0);
  for (std::size_t k = 1; k < all.size(); ++k) {
    done(hdf5::write_texts(group_.get(), all[k].variable.name, all[k].values), all[k].variable);
  }
}

void FindingsGroup::add_numbered(const FileVariable& own, std::size_t size) {
  std::vector<int> numbers(size);
  std::iota(numbers.begin(), numbers.end(), 0);
  add_scale(scales_, group_.get(), {own.name, size, false, own, {}, numbers}, 0);
}

void FindingsGroup::add(const FileVariable& variable, std::size_t columns, const std::vector<double>& values) {
  done(hdf5::write_numbers(group_.get(), variable.name, {values.size() / columns, columns}, values), variable);
}

void FindingsGroup::done(const hdf5::Handle& dataset, const FileVariable& variable) {
  describe(dataset.get(), variable);
  scales_.attach(dataset.get(), variable.dimensions);
}

}  // namespace ayni
