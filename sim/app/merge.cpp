// ayni merge: the shards of a sweep become one file.

#include "experiment/merge.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "app/commands.hpp"
#include "app/terminal_reporter.hpp"
#include "experiment/outputs.hpp"

namespace ayni {

ExitCode merge(const MergeOptions& options) {
  InputFiles inputs;
  for (const std::filesystem::path& shard : options.shards) inputs.add(shard);
  const std::filesystem::path output = output_target(options.output, inputs);
  const Executed executed = merge_shards(options.shards, output, options.existing, options.command_line);
  if (options.verbosity == Verbosity::normal) {
    say(fmt::format("Wrote {}: {} of {}\nNext: ayni info {}", output.string(), counted(executed.done, "run"),
                    counted(options.shards.size(), "shard"), shell_word(output.string())));
  }
  return verdict(executed);
}

}  // namespace ayni
