#include "scenario/former_parameters.hpp"

#include <vector>

#include "core/printable.hpp"

namespace ayni {
namespace {

std::vector<std::string_view> parts_of(std::string_view path) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t dot = path.find('.');
    parts.push_back(path.substr(0, dot));
    if (dot == std::string_view::npos) return parts;
    path.remove_prefix(dot + 1);
  }
}

/// Version 1: [product.<name>.price.shock.<name>].
std::string price_shock(const std::vector<std::string_view>& parts) {
  const bool was = parts.size() == 5 && parts[0] == "product" && parts[2] == "price" && parts[3] == "shock";
  if (!was) return {};
  return "is now [shock." + printable(parts[4]) + "] with target = \"price\" and product = \"" + printable(parts[1]) +
         "\" (since schema_version 2); kind, start_month, months and size stay as they are";
}

}  // namespace

std::string what_became_of(std::string_view path) { return price_shock(parts_of(path)); }

}  // namespace ayni
