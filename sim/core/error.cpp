#include "core/error.hpp"

#include <utility>

namespace ayni {
namespace {

std::string joined(const std::vector<Problem>& problems) {
  std::string text;
  for (const Problem& problem : problems) {
    if (!text.empty()) text += '\n';
    text += problem.where.empty() ? problem.message : problem.where + ": " + problem.message;
  }
  return text;
}

}  // namespace

InvalidInput::InvalidInput(std::vector<Problem> problems)
    : std::runtime_error{joined(problems)}, problems_{std::move(problems)} {}

}  // namespace ayni
