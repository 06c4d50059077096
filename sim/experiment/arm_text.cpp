#include "experiment/arm_text.hpp"

#include <algorithm>
#include <set>

#include "core/printable.hpp"

namespace ayni {
namespace {

constexpr std::size_t longest_arm_name = 64;

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(' ');
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(' ') - begin + 1);
}

/// Whether a name can stand in the names of files and in lists, as those of arms that are files can.
bool is_arm_name(std::string_view name) {
  const auto fits = [](char c) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return letter || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
  };
  return !name.empty() && name.size() <= longest_arm_name && name.front() != '.' &&
         std::all_of(name.begin(), name.end(), fits);
}

/// Why an arm of its own cannot set a parameter, or nothing.
std::string_view arm_refusal(std::string_view key) {
  if (key == "run.seed")
    return "all arms share the seed, so that they differ by what they set and not by luck; say --seed";
  if (key == "run.runs") return "all arms have the same number of runs; say -n";
  return {};
}

}  // namespace

std::vector<std::string> parts_of_list(std::string_view list, char separator) {
  std::vector<std::string> parts(1);
  std::size_t depth = 0;
  char quote = 0;
  char before = '=';  // the last that is no space: a quote opens a text only where a value begins
  for (std::size_t i = 0; i < list.size(); ++i) {
    const char c = list[i];
    if (quote != 0) {
      const bool escapes = c == '\\' && quote == '"' && i + 1 < list.size();
      if (escapes) parts.back() += list[i++];
      if (!escapes && c == quote) quote = 0;
    } else if ((c == '"' || c == '\'') && std::string_view{"=[{,:"}.find(before) != std::string_view::npos) {
      quote = c;
    } else if (c == '[' || c == '{') {
      ++depth;
    } else if (c == ']' || c == '}') {
      depth -= depth > 0 ? 1 : 0;
    }
    if (c != ' ') before = c;
    if (c == separator && depth == 0 && quote == 0) {
      parts.emplace_back();
    } else {
      parts.back() += list[i];
    }
  }
  return parts;
}

ArmSettings read_arm(std::string_view text, std::vector<Problem>& problems) {
  const std::size_t colon = text.find(':');
  ArmSettings arm{std::string{trimmed(text.substr(0, colon))}, {}};
  const std::string where = "--arm " + printable(arm.name);
  if (!is_arm_name(arm.name)) {
    problems.push_back({"--arm " + printable(text),
                        "begins with no name of an arm, which has at most 64 letters, digits, - _ and ., as in "
                        "floor:trade.price_floor_share=0.9"});
  }
  const std::string_view list = colon == std::string_view::npos ? std::string_view{} : trimmed(text.substr(colon + 1));
  if (list.empty()) {
    problems.push_back({where, "sets nothing, so it would be the base again; write " +
                                   (arm.name.empty() ? "NAME" : printable(arm.name)) + ":key=value,key=value"});
    return arm;
  }
  std::set<std::string, std::less<>> keys;  // nothing is one of them, so that it is told once
  for (const std::string& part : parts_of_list(list, ',')) {
    const std::string_view setting = trimmed(part);
    const std::string_view key = trimmed(setting.substr(0, setting.find('=')));
    if (const std::string_view why = arm_refusal(key); !why.empty()) {
      problems.push_back({where, printable(key) + " cannot be set by one arm: " + std::string{why}});
    } else if (!keys.emplace(key).second) {
      if (!setting.empty()) problems.push_back({where, "sets " + printable(key) + " twice; drop one"});
    } else if (setting.empty()) {
      problems.push_back({where, "has nothing between two commas, or behind the last one"});
    } else {
      arm.settings.emplace_back(setting);
    }
  }
  return arm;
}

}  // namespace ayni
