#include "app/merge.hpp"

#include "app/options.hpp"
#include "experiment/merge.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "app/terminal_reporter.hpp"
#include "experiment/outputs.hpp"

namespace ayni {

void add_merge(CLI::App& app, MergeOptions& options) {
  CLI::App& command = *app.add_subcommand("merge", "Join the shards of a sweep into one file");
  command.add_option("SHARD", options.shards, "Files that ayni sweep --shard wrote, in any order")
      ->required()
      ->type_name(" ");
  add_output(command, options.output, "Results file")->required();
  add_switch(command, "-q,--quiet", options.verbosity, Verbosity::quiet, "Print errors only");
  add_switch(command, "--force", options.existing, Existing::replace, "Overwrite an existing results file");
  command.footer(
      "Example:\n"
      "  ayni merge results/part-*.h5 -o results/all.h5\n"
      "\n"
      "The file has the bytes of one undivided sweep, but for its origin. The shards are left as they are.");
}

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
