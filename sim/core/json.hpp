#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace ayni {

/// A JSON document whose objects keep the order in which they were filled.
using Json = nlohmann::ordered_json;

/// The document, indented by two spaces, with a final line break. Numbers are the shortest that read back the same; NaN and
/// infinities, which JSON lacks, become null, and bytes that are not valid UTF-8 U+FFFD.
[[nodiscard]] std::string json_text(const Json& document);

}  // namespace ayni
