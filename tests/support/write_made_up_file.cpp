// Writes a result file of made-up results for the tests in other languages: write_made_up_file FILE RUNS

#include <exception>
#include <iostream>
#include <string>

#include "results/writer.hpp"
#include "support/made_up_results.hpp"

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: write_made_up_file FILE RUNS\n";
    return 2;
  }
  try {
    const ayni::Catalogue catalogue = ayni::made_up::catalogue();
    const ayni::FileShape shape = ayni::made_up::shape(std::stoul(argv[2]));
    ayni::ResultsWriter file{argv[1], {catalogue, shape, ayni::made_up::provenance()}, ayni::Existing::replace};
    for (std::size_t run = 0; run < shape.runs; ++run) {
      for (std::size_t arm = 0; arm < shape.arms.size(); ++arm) {
        file.append(ayni::made_up::results(arm, run, catalogue));
      }
    }
    file.finish(ayni::Status::complete);
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 5;
  }
  return 0;
}
