#include "web/digest.hpp"

#include <cmath>
#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

#include "core/sha256.hpp"

namespace ayni {
namespace {

constexpr std::uint64_t any_nan = 0x7FF8000000000000;

void append(const std::vector<double>& values, std::string& bytes) {
  for (const double value : values) {
    std::uint64_t bits = any_nan;
    if (!std::isnan(value)) std::memcpy(&bits, &value, sizeof bits);
    for (std::size_t k = 0; k < sizeof bits; ++k) bytes += static_cast<char>((bits >> 8U * k) & 0xFFU);
  }
}

}  // namespace

Json digest_json(const Catalogue& catalogue, const Results& results) {
  Json json;
  json["all"] = "";
  json["measures"] = json["tables"] = Json::object();
  std::string all;
  const auto add = [&](const char* kind, const std::string& name, const std::string& bytes) {
    const std::string digest = sha256(bytes);
    json[kind][name] = digest;
    all += name + ' ' + digest + '\n';
  };
  for (std::size_t m = 0; m < catalogue.measures.size(); ++m) {
    std::string bytes;
    append(results.values[m], bytes);
    add("measures", catalogue.measures[m].name, bytes);
  }
  for (std::size_t t = 0; t < catalogue.tables.size(); ++t) {
    std::string bytes;
    for (const std::vector<double>& column : results.tables[t].columns) append(column, bytes);
    add("tables", catalogue.tables[t].name, bytes);
  }
  json["all"] = sha256(all);
  return json;
}

}  // namespace ayni
