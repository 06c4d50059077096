#include "app/terminal.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <system_error>

#include "core/printable.hpp"

namespace ayni {
namespace {

/// Standard error is a terminal that can move its cursor.
bool on_terminal() {
  const char* type = std::getenv("TERM");
  return isatty(STDERR_FILENO) == 1 && type != nullptr && std::strcmp(type, "dumb") != 0;
}

bool in_colour() {
  const char* refused = std::getenv("NO_COLOR");
  return on_terminal() && (refused == nullptr || *refused == '\0');
}

[[noreturn]] void output_failed() {
  throw FileError(fmt::format("cannot write to standard output: {}", std::strerror(errno)));
}

}  // namespace

std::string own_name() {
  const std::string_view called = program_invocation_name;
  if (called.find('/') == std::string_view::npos) return "ayni";
  const char* const path = std::getenv("PATH");
  std::string_view rest = path == nullptr ? "" : path;
  while (!rest.empty()) {
    const std::string_view folder = rest.substr(0, rest.find(':'));
    rest.remove_prefix(std::min(rest.size(), folder.size() + 1));
    const std::filesystem::path found = std::filesystem::path{folder} / "ayni";
    std::error_code none;
    if (folder.empty() || ::access(found.c_str(), X_OK) != 0) continue;
    return std::filesystem::equivalent(found, "/proc/self/exe", none) ? "ayni" : shell_word(called);
  }
  return shell_word(called);
}

std::string pasteable(std::string_view message) {
  std::string text{message};
  for (const std::string_view start : {"Next: ", "Try: ", "`"}) {
    const std::string offered = std::string{start} + "ayni ";
    for (std::size_t at = text.find(offered); at != std::string::npos; at = text.find(offered, at + offered.size())) {
      text.replace(at, offered.size() - 1, std::string{start} + own_name());
    }
  }
  return text;
}

void say(std::string_view message) {
  const std::string line = printable_lines(pasteable(message)) + '\n';
  std::fwrite(line.data(), 1, line.size(), stderr);
}

void say_error(std::string_view message) {
  std::fputs(in_colour() ? "\033[1;31merror:\033[0m " : "error: ", stderr);
  say(message);
}

void say_problems(const InvalidInput& invalid) {
  const auto& problems = invalid.problems();
  for (const Problem& problem : problems) {
    say_error(problem.where.empty() ? problem.message : problem.where + ": " + problem.message);
  }
  if (problems.size() > 1) say(fmt::format("{} problems", problems.size()));
}

void print(std::string_view data) {
  const std::string safe = printable_lines(data);
  if (std::fwrite(safe.data(), 1, safe.size(), stdout) != safe.size()) output_failed();
}

void flush_output() {
  if (std::fflush(stdout) != 0) output_failed();
}

std::string spoken(double seconds) {
  if (seconds < 9.95) return fmt::format("{:.1f} s", seconds);
  const auto whole = static_cast<long long>(seconds + 0.5);
  if (whole < 60) return fmt::format("{} s", whole);
  if (whole < 3600) return fmt::format("{} min {} s", whole / 60, whole % 60);
  return fmt::format("{} h {} min", whole / 3600, whole % 3600 / 60);
}

std::string counted(std::size_t number, const std::string& thing) {
  return fmt::format("{} {}{}", number, thing, number == 1 ? "" : "s");
}

std::string shell_word(std::string_view word) {
  const auto plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view{"/._-=+:,@%"}.find(c) != std::string_view::npos;
  };
  if (!word.empty() && std::all_of(word.begin(), word.end(), plain)) return std::string{word};
  std::string quoted = "'";
  for (const char c : word) quoted += c == '\'' ? std::string{"'\\''"} : std::string{c};
  return quoted + "'";
}

Progress::Progress(std::size_t runs, std::size_t already, Verbosity verbosity)
    : runs_{runs},
      already_{already},
      form_{verbosity == Verbosity::quiet ? Form::none
            : on_terminal()               ? Form::bar
                                          : Form::lines} {
  if (form_ == Form::bar && runs_ > 0) draw_bar(0, 0, 0.0);
}

Progress::~Progress() {
  if (bar_open_) std::fputc('\n', stderr);
}

void Progress::show(std::size_t done, std::size_t failed) {
  if (form_ == Form::none || runs_ == 0) return;
  const auto now = Clock::now();
  const double seconds = std::chrono::duration<double>(now - start_).count();
  if (form_ == Form::bar) {
    if (done < runs_ && now - drawn_ < std::chrono::milliseconds{100}) return;
    drawn_ = now;
    draw_bar(done, failed, seconds);
  } else if (const std::size_t tenths = done * 10 / runs_; tenths > tenths_) {
    tenths_ = tenths;
    say(fmt::format("{:3}%  {}", done * 100 / runs_, state(done, failed, seconds)));
  }
}

std::string Progress::state(std::size_t done, std::size_t failed, double seconds) const {
  std::string text = fmt::format("{} of {} runs", done, runs_);
  if (failed > 0) text += fmt::format(", {} failed", failed);
  if (done <= already_ || seconds <= 0.0) return text;
  const double rate = static_cast<double>(done - already_) / seconds;
  text += rate >= 1.0 ? fmt::format(", {:.1f} runs/s", rate) : fmt::format(", {} a run", spoken(1.0 / rate));
  if (done < runs_) return text + fmt::format(", {} left", spoken(static_cast<double>(runs_ - done) / rate));
  return text + fmt::format(", took {}", spoken(seconds));
}

void Progress::draw_bar(std::size_t done, std::size_t failed, double seconds) {
  constexpr std::size_t width = 30;
  const std::size_t filled = done * width / runs_;
  const std::string bar = std::string(filled, '#') + std::string(width - filled, '.');
  // Erasing to the end of the line removes what a longer state left there.
  const std::string line = fmt::format("\r[{}] {}\033[K", bar, state(done, failed, seconds));
  std::fwrite(line.data(), 1, line.size(), stderr);
  bar_open_ = true;
}

}  // namespace ayni
