#include "experiment/ranks.hpp"

#include <algorithm>
#include <chrono>
#include <exception>
#include <thread>
#include <utility>

namespace ayni {
namespace {

constexpr std::chrono::milliseconds patience{1};  ///< between two looks at the messages
/// Runs that a rank has, for each of its threads, so that none waits for a message: an answer may take as long as a look
/// on both sides, and the smallest runs take less.
constexpr std::size_t runs_a_thread = 8;

/// What a rank tells rank 0.
struct Report {
  std::uint64_t wanted = 0;  ///< runs
  std::uint64_t done = 0;    ///< runs since the last report, those counted that failed
  std::uint64_t failed = 0;
  bool stopping = false;  ///< all are to stop
  bool leaving = false;   ///< the last report

  [[nodiscard]] Ranks::Numbers numbers() const { return {wanted, done, failed, stopping, leaving}; }
  static Report of(const Ranks::Numbers& n) { return {n[0], n[1], n[2], n[3] != 0, n[4] != 0}; }
};

/// The runs of this rank, on its threads.
class Bench {
 public:
  Bench(const Plan& plan, std::size_t threads, const std::atomic<bool>& stop, const RunFunction& run,
        OnFailure on_failure, const ResultsSink& sink)
      : plan_{plan}, stop_{stop}, on_failure_{on_failure}, sink_{sink}, threads_{threads} {
    workshop_.emplace(plan, threads, stop, run);
  }

  /// How many more runs it can take.
  [[nodiscard]] std::size_t room() const {
    const std::size_t most = closed_ ? 0 : runs_a_thread * threads_;
    return most - std::min(most, outstanding_);
  }
  /// It is time to ask for more.
  [[nodiscard]] bool hungry() const { return 2 * room() >= runs_a_thread * threads_; }
  [[nodiscard]] bool idle() const noexcept { return outstanding_ == 0; }
  [[nodiscard]] bool stopped() const { return closed_ || stop_.load(); }
  [[nodiscard]] std::size_t delivered() const noexcept { return delivered_; }

  void offer(std::size_t n) {
    workshop_->offer(n);
    ++outstanding_;
  }

  /// Hands over the run that comes next, if it is finished before long, and counts it in the report.
  void deliver(Report& report) {
    if (idle()) {
      std::this_thread::sleep_for(patience);
      return;
    }
    Workshop::Finished finished;
    switch (workshop_->receive(finished, patience)) {
      case Workshop::Delivery::finished:
        --outstanding_;
        accept(std::move(finished), report);
        break;
      case Workshop::Delivery::none:
        outstanding_ = 0;
        closed_ = true;
        break;
      case Workshop::Delivery::pending:
        break;
    }
  }

  void rethrow_error() const {
    if (error_) std::rethrow_exception(error_);
  }

 private:
  /// An error is kept until all ranks have stopped.
  void accept(Workshop::Finished&& finished, Report& report) {
    if (error_) return;
    try {
      if (finished.error && (on_failure_ == OnFailure::stop || is_out_of_memory(finished.error))) {
        throw_failure(plan_, finished.n, finished.error);
      }
      if (finished.error) finished.results.failure = failure_of(plan_, finished.n, finished.error);
      const bool failed = !finished.results.failure.empty();
      sink_(std::move(finished.results));
      ++delivered_;
      ++report.done;
      if (failed) ++report.failed;
    } catch (...) {
      error_ = std::current_exception();
      closed_ = true;
      workshop_->close();
    }
  }

  const Plan& plan_;
  const std::atomic<bool>& stop_;
  OnFailure on_failure_;
  const ResultsSink& sink_;
  std::size_t threads_;
  std::size_t outstanding_ = 0;
  std::size_t delivered_ = 0;
  bool closed_ = false;
  std::exception_ptr error_;
  std::optional<Workshop> workshop_;
};

/// Rank 0: works as the others do, and gives out the numbers.
void lead(const Ranks& ranks, const std::vector<std::size_t>& runs, Bench& bench, const ProgressSink& progress) {
  std::size_t next = 0;
  std::size_t others = ranks.size() - 1;
  Report all;
  bool stopping = false;
  const auto left = [&] { return stopping ? 0 : runs.size() - next; };
  // Towards the end each gets less, so that all end together.
  const auto share = [&](std::size_t wanted) {
    return std::min(wanted, left() == 0 ? 0 : std::max<std::size_t>(left() / (2 * ranks.size()), 1));
  };
  while (others > 0 || left() > 0 || !bench.idle()) {
    stopping = stopping || bench.stopped();
    while (const auto message = ranks.receive()) {
      const Report report = Report::of(message->numbers);
      all.done += report.done;
      all.failed += report.failed;
      stopping = stopping || report.stopping;
      if (report.leaving) {
        --others;
        continue;
      }
      Ranks::Numbers work;
      for (std::size_t more = share(report.wanted); more > 0; --more) work.push_back(runs[next++]);
      ranks.send(message->from, work);
    }
    if (bench.hungry()) {
      for (std::size_t more = share(bench.room()); more > 0; --more) bench.offer(runs[next++]);
    }
    bench.deliver(all);
    progress(all.done, all.failed);
  }
}

/// Any other rank: asks for runs until it is given none.
void follow(const Ranks& ranks, Bench& bench) {
  Report report;
  bool asked = false;
  bool over = false;
  const auto tell = [&](std::size_t wanted, bool leaving) {
    report.wanted = wanted;
    report.stopping = bench.stopped();
    report.leaving = leaving;
    ranks.send(0, report.numbers());
    report = Report{};
  };
  while (!over || !bench.idle()) {
    if (const auto message = asked ? ranks.receive() : std::nullopt) {
      for (const std::uint64_t n : message->numbers) bench.offer(static_cast<std::size_t>(n));
      asked = false;
      over = message->numbers.empty();
    }
    if (!asked && !over && (bench.hungry() || bench.stopped())) {
      tell(bench.room(), false);
      asked = true;
    }
    bench.deliver(report);
  }
  tell(0, true);
}

}  // namespace

std::size_t share_out(const Ranks& ranks, const Plan& plan, const std::vector<std::size_t>& runs, std::size_t threads,
                      const std::atomic<bool>& stop, const RunFunction& run, OnFailure on_failure,
                      const ResultsSink& sink, const ProgressSink& progress) {
  Bench bench{plan, std::max<std::size_t>(threads, 1), stop, run, on_failure, sink};
  if (ranks.rank() == 0) {
    lead(ranks, runs, bench, progress);
  } else {
    follow(ranks, bench);
  }
  bench.rethrow_error();
  return bench.delivered();
}

}  // namespace ayni
