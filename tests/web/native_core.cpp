// The interface for the browser, called natively: what core.test.mjs holds the WebAssembly against.
//
// usage: native_core FOLDER REQUEST...
// Puts every scenario below FOLDER under its path from there. Each REQUEST is one of ayni_open with a "replicate" and "times", how
// often it is made; for each a line is printed, {"milliseconds": of processor, the least of them, "digest": of ayni_digest}.

#include <algorithm>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <limits>
#include <memory>
#include <string>

#include "core/json.hpp"
#include "web/interface.hpp"

namespace {

namespace fs = std::filesystem;
using ayni::Json;

struct Delete {
  void operator()(AyniCore* core) const { ayni_delete(core); }
};
using Core = std::unique_ptr<AyniCore, Delete>;

std::string text_of(const Core& core) { return {ayni_text(core.get()), ayni_text_size(core.get())}; }

void require(const Core& core, int status) {
  if (status != 0) throw std::runtime_error("status " + std::to_string(status) + ": " + text_of(core));
}

void put_scenarios(const Core& core, const fs::path& folder) {
  for (const auto& entry : fs::recursive_directory_iterator{folder / "scenarios"}) {
    if (entry.path().extension() != ".toml") continue;
    std::ifstream file{entry.path(), std::ios::binary};
    const std::string text{std::istreambuf_iterator<char>{file}, {}};
    const std::string name = entry.path().lexically_relative(folder).generic_string();
    require(core, ayni_put(core.get(), name.data(), name.size(), text.data(), text.size()));
  }
}

Json answer(const Core& core, const std::string& request) {
  require(core, ayni_open(core.get(), request.data(), request.size()));
  const auto scenario = Json::parse(text_of(core)).at("scenario").get<std::size_t>();
  const Json asked = Json::parse(request);
  double least = std::numeric_limits<double>::infinity();
  for (int n = asked.at("times").get<int>(); n > 0; --n) {
    const std::clock_t begin = std::clock();
    require(core, ayni_run(core.get(), scenario, asked.at("replicate").get<std::size_t>()));
    least = std::min(least, 1000.0 * static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC);
  }
  require(core, ayni_digest(core.get()));
  return Json{{"milliseconds", least}, {"digest", Json::parse(text_of(core))}};
}

}  // namespace

int main(int count, char** words) {
  try {
    const Core core{ayni_new()};
    put_scenarios(core, words[1]);
    for (int k = 2; k < count; ++k) std::cout << answer(core, words[k]).dump() << '\n';
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
  }
}
