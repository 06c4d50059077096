#pragma once
// ayni info: what a results file holds and how it came about.

#include <filesystem>
#include <string>

#include "app/command.hpp"

namespace ayni {

enum class InfoPart { summary, scenario, outcomes };

struct InfoOptions : TableOptions {
  std::filesystem::path file;
  InfoPart part = InfoPart::summary;
  std::string arm;  ///< whose scenario; default: the first
  Format format = Format::text;
  Existing existing = Existing::keep;  ///< tables
  Language language = Language::en;    ///< of what can be asked
};

void add_info(CLI::App& app, InfoOptions& options);
ExitCode info(const InfoOptions& options);

}  // namespace ayni
