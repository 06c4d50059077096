// The program: a command line becomes a command, a command's errors become messages and an exit code.

#include <csignal>
#include <exception>
#include <filesystem>
#include <new>

#include "app/command_line.hpp"
#include "app/terminal.hpp"
#include "core/error.hpp"

namespace ayni {
namespace {

ExitCode program(int argc, const char* const* argv) {
  try {
    const ExitCode code = perform_command_line(argc, argv);
    flush_output();
    return code;
  } catch (const InvalidInput& e) {
    say_problems(e);
    return ExitCode::invalid_input;
  } catch (const FileError& e) {
    say_error(e.what());
    return ExitCode::file_error;
  } catch (const OutOfResources& e) {
    say_error(e.what());
    return ExitCode::file_error;
  } catch (const std::filesystem::filesystem_error& e) {
    say_error(e.what());
    return ExitCode::file_error;
  } catch (const BrokenInvariant& e) {
    say_error(e.what());
    say("This is a fault of the program, not of the scenario. Please report it with the scenario and the seed.");
    return ExitCode::broken_invariant;
  } catch (const std::bad_alloc&) {
    say_error(out_of_memory_text);
    return ExitCode::file_error;
  } catch (const std::exception& e) {
    say_error(e.what());
    return ExitCode::broken_invariant;
  }
}

}  // namespace
}  // namespace ayni

int main(int argc, char** argv) {
  // Writing beyond a limit of the size of files (ulimit -f) then fails, and is told as a full disk is.
  std::signal(SIGXFSZ, SIG_IGN);
  return static_cast<int>(ayni::program(argc, argv));
}
