#include "experiment/share_out.hpp"

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
class RankWorker {
 public:
  RankWorker(const Simulation& simulation, std::size_t threads, const std::atomic<bool>& stop, OnFailure on_failure,
             const ResultsSink& sink)
      : plan_{simulation.plan()},
        stop_{stop},
        on_failure_{on_failure},
        sink_{sink},
        threads_{threads},
        pool_{plan_, threads, stop, simulation} {}

  /// How many more runs it can take.
  [[nodiscard]] std::size_t room() const {
    const std::size_t most = closed_ ? 0 : runs_a_thread * threads_;
    return most - std::min(most, outstanding_);
  }
  /// It is time to ask for more.
  [[nodiscard]] bool hungry() const { return 2 * room() >= runs_a_thread * threads_; }
  [[nodiscard]] bool idle() const noexcept { return outstanding_ == 0; }
  [[nodiscard]] bool stopped() const { return closed_ || stop_.load(); }

  void offer(std::size_t n) {
    pool_.offer(n);
    ++outstanding_;
  }

  /// Hands over the run that comes next, if it is finished before long, and counts it in the report.
  void deliver(Report& report) {
    if (idle()) {
      std::this_thread::sleep_for(patience);
      return;
    }
    using Delivery = ThreadPool<Simulation>::Delivery;
    FinishedRun finished;
    switch (pool_.receive(finished, patience)) {
      case Delivery::finished:
        --outstanding_;
        accept(std::move(finished), report);
        break;
      case Delivery::none:
        outstanding_ = 0;
        closed_ = true;
        break;
      case Delivery::pending:
        break;
    }
  }

  void rethrow_error() const {
    if (error_) std::rethrow_exception(error_);
  }

 private:
  /// An error is kept until all ranks have stopped.
  void accept(FinishedRun&& finished, Report& report) {
    if (error_) return;
    try {
      Results results = results_of(std::move(finished), plan_, on_failure_);
      const bool failed = !results.failure.empty();
      sink_(std::move(results));
      ++report.done;
      if (failed) ++report.failed;
    } catch (...) {
      error_ = std::current_exception();
      closed_ = true;
      pool_.close();
    }
  }

  const Plan& plan_;
  const std::atomic<bool>& stop_;
  OnFailure on_failure_;
  const ResultsSink& sink_;
  std::size_t threads_;
  std::size_t outstanding_ = 0;
  bool closed_ = false;
  std::exception_ptr error_;
  ThreadPool<Simulation> pool_;
};

/// Rank 0: works as the others do, and gives out the numbers.
void lead(const Ranks& ranks, const std::vector<std::size_t>& runs, std::size_t already, RankWorker& worker,
          Reporter& reporter) {
  std::size_t next = 0;
  std::size_t others = ranks.size() - 1;
  Report all;
  bool stopping = false;
  const auto left = [&] { return stopping ? 0 : runs.size() - next; };
  // Towards the end each gets less, so that all end together.
  const auto share = [&](std::size_t wanted) {
    return std::min(wanted, left() == 0 ? 0 : std::max<std::size_t>(left() / (2 * ranks.size()), 1));
  };
  while (others > 0 || left() > 0 || !worker.idle()) {
    stopping = stopping || worker.stopped();
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
    if (worker.hungry()) {
      for (std::size_t more = share(worker.room()); more > 0; --more) worker.offer(runs[next++]);
    }
    worker.deliver(all);
    reporter.advance(already + all.done, all.failed);
  }
}

/// Any other rank: asks for runs until it is given none.
void follow(const Ranks& ranks, RankWorker& worker) {
  Report report;
  bool asked = false;
  bool over = false;
  const auto tell = [&](std::size_t wanted, bool leaving) {
    report.wanted = wanted;
    report.stopping = worker.stopped();
    report.leaving = leaving;
    ranks.send(0, report.numbers());
    report = Report{};
  };
  while (!over || !worker.idle()) {
    if (const auto message = asked ? ranks.receive() : std::nullopt) {
      for (const std::uint64_t n : message->numbers) worker.offer(static_cast<std::size_t>(n));
      asked = false;
      over = message->numbers.empty();
    }
    if (!asked && !over && (worker.hungry() || worker.stopped())) {
      tell(worker.room(), false);
      asked = true;
    }
    worker.deliver(report);
  }
  tell(0, true);
}

}  // namespace

void share_out(const Ranks& ranks, const Simulation& simulation, const std::vector<std::size_t>& runs,
               std::size_t already, std::size_t threads, const std::atomic<bool>& stop, OnFailure on_failure,
               const ResultsSink& sink, Reporter& reporter) {
  RankWorker worker{simulation, std::max<std::size_t>(threads, 1), stop, on_failure, sink};
  if (ranks.rank() == 0) {
    lead(ranks, runs, already, worker, reporter);
  } else {
    follow(ranks, worker);
  }
  worker.rethrow_error();
}

}  // namespace ayni
