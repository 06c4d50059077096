// ayni merge: the shards of a sweep become one file.

#include "experiment/merge.hpp"

#include <fmt/format.h>

#include "app/commands.hpp"
#include "app/terminal_reporter.hpp"

namespace ayni {

ExitCode merge(const MergeOptions& options) {
  const Executed executed = merge_shards(options.shards, options.output, options.existing, options.command_line);
  if (options.verbosity == Verbosity::normal) {
    say(fmt::format("Wrote {}: {} of {}\nNext: ayni info {}", options.output.string(), counted(executed.done, "run"),
                    counted(options.shards.size(), "shard"), shell_word(options.output.string())));
  }
  return verdict(executed);
}

}  // namespace ayni
