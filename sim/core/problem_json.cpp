#include "core/problem_json.hpp"

#include <utility>

namespace ayni {

Json json_of(const std::vector<Problem>& problems) {
  Json json = Json::array();
  for (const Problem& problem : problems) {
    Json one;
    if (!problem.file.empty()) one["file"] = problem.file;
    if (problem.line > 0) one["line"] = problem.line;
    if (problem.column > 0) one["column"] = problem.column;
    one["where"] = problem.where;
    one["message"] = problem.message;
    one["near"] = problem.near;
    json.push_back(std::move(one));
  }
  return json;
}

}  // namespace ayni
