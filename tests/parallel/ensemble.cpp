#include "experiment/ensemble.hpp"

#include <algorithm>
#include <atomic>
#include <catch2/catch.hpp>
#include <chrono>
#include <functional>
#include <new>
#include <numeric>
#include <set>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "core/error.hpp"
#include "core/random.hpp"

using namespace ayni;

namespace {

Plan plan_of(std::size_t arms, std::size_t replicates) {
  Plan plan;
  plan.seed = 7;
  plan.replicates = replicates;
  for (std::size_t i = 0; i < arms; ++i) plan.arms.push_back({"arm " + std::to_string(i), Intervention::on});
  return plan;
}

/// A run whose results depend on its identity alone and whose duration differs from its neighbours'.
Results keyed_run(const PlannedRun& run) {
  Engine engine = Streams{7, run.replicate}(Process::product_price, run.arm);
  std::this_thread::sleep_for(std::chrono::microseconds{engine() % 400});
  Results results;
  results.values.push_back({static_cast<double>(engine() >> 11), static_cast<double>(run.replicate)});
  return results;
}

struct Received {
  std::vector<std::pair<std::size_t, std::size_t>> order;  ///< (replicate, arm)
  std::vector<std::vector<std::vector<double>>> values;
  void operator()(Results&& results) {
    order.emplace_back(results.run, results.arm);
    values.push_back(std::move(results.values));
  }
};

const std::atomic<bool> never_stop{false};

/// All runs of the plan; a failing one stops them.
template <class Run>
std::size_t carry_out_all(const Plan& plan, std::size_t threads, const std::atomic<bool>& stop, const Run& run,
                          const ResultsSink& sink) {
  std::vector<std::size_t> all(plan.runs());
  std::iota(all.begin(), all.end(), std::size_t{0});
  return carry_out(plan, all, threads, stop, run, OnFailure::stop, sink);
}

}  // namespace

TEST_CASE("A plan goes replicate by replicate, so that any beginning of it holds whole comparisons") {
  const Plan plan = plan_of(2, 3);
  REQUIRE(plan.runs() == 6);
  std::vector<std::pair<std::size_t, std::size_t>> order;
  for (std::size_t n = 0; n < plan.runs(); ++n) {
    order.emplace_back(planned_run(plan, n).replicate, planned_run(plan, n).arm);
  }
  CHECK(order == std::vector<std::pair<std::size_t, std::size_t>>{{0, 0}, {0, 1}, {1, 0}, {1, 1}, {2, 0}, {2, 1}});
}

TEST_CASE("Any number of threads hands over the same results in the same order") {
  const Plan plan = plan_of(2, 60);
  Received one;
  REQUIRE(carry_out_all(plan, 1, never_stop, keyed_run, std::ref(one)) == 120);
  REQUIRE(one.order.size() == 120);
  CHECK(std::is_sorted(one.order.begin(), one.order.end()));
  for (const std::size_t threads : {2U, 4U, 200U}) {
    Received many;
    REQUIRE(carry_out_all(plan, threads, never_stop, keyed_run, std::ref(many)) == 120);
    CHECK(many.order == one.order);
    CHECK(many.values == one.values);
  }
}

TEST_CASE("Runs are carried out at the same time when threads allow") {
  // Each run waits for the other, so the plan can only end if two are under way at once.
  std::atomic<int> begun{0};
  const auto meet = [&](const PlannedRun&) {
    ++begun;
    const auto limit = std::chrono::steady_clock::now() + std::chrono::seconds{20};
    while (begun < 2 && std::chrono::steady_clock::now() < limit) std::this_thread::yield();
    return Results{};
  };
  bool met = true;
  carry_out_all(plan_of(1, 2), 2, never_stop, meet, [&](Results&&) { met = met && begun >= 2; });
  CHECK(met);
}

TEST_CASE("The results are taken on the calling thread") {
  std::set<std::thread::id> sinks;
  carry_out_all(plan_of(1, 20), 4, never_stop, keyed_run, [&](Results&&) { sinks.insert(std::this_thread::get_id()); });
  CHECK(sinks == std::set<std::thread::id>{std::this_thread::get_id()});
}

TEST_CASE("A slow sink holds the runs back, so that memory does not grow with the plan") {
  std::atomic<int> begun{0};
  int taken = 0;
  int most_ahead = 0;
  const auto run = [&](const PlannedRun&) {
    ++begun;
    return Results{};
  };
  carry_out_all(plan_of(1, 200), 2, never_stop, run, [&](Results&&) {
    std::this_thread::sleep_for(std::chrono::microseconds{200});
    most_ahead = std::max(most_ahead, begun - taken);
    ++taken;
  });
  CHECK(taken == 200);
  CHECK(most_ahead <= 2 * 4 + 1);
}

TEST_CASE("Asked to stop, it finishes what is under way and hands over the beginning of the plan") {
  const Plan plan = plan_of(2, 500);
  for (const std::size_t threads : {1U, 2U, 4U}) {
    std::atomic<bool> stop{false};
    Received received;
    const std::size_t runs = carry_out_all(plan, threads, stop, keyed_run, [&](Results&& results) {
      received(std::move(results));
      if (received.order.size() == 10) stop = true;
    });
    CHECK(runs == received.order.size());
    CHECK(runs >= 10);
    CHECK(runs < plan.runs());
    for (std::size_t n = 0; n < runs; ++n) {
      CHECK(received.order[n] == std::make_pair(planned_run(plan, n).replicate, planned_run(plan, n).arm));
    }
  }
}

TEST_CASE("Asked to stop before it began, it carries out nothing") {
  const std::atomic<bool> stop{true};
  Received received;
  CHECK(carry_out_all(plan_of(1, 10), 2, stop, keyed_run, std::ref(received)) == 0);
  CHECK(received.order.empty());
}

TEST_CASE("An empty plan is carried out at once") {
  Received received;
  CHECK(carry_out_all(plan_of(1, 0), 2, never_stop, keyed_run, std::ref(received)) == 0);
  CHECK(carry_out_all(plan_of(0, 5), 2, never_stop, keyed_run, std::ref(received)) == 0);
}

TEST_CASE("The first failing run of the plan is reported with its seed, after every run before it was handed over") {
  const auto run = [](const PlannedRun& planned) -> Results {
    // The later failure happens first.
    if (planned.replicate == 12) throw BrokenInvariant("goods are off by 3");
    if (planned.replicate == 9) {
      std::this_thread::sleep_for(std::chrono::milliseconds{20});
      throw BrokenInvariant("ledger is off by 1 centavo");
    }
    return keyed_run(planned);
  };
  for (const std::size_t threads : {1U, 4U}) {
    Received received;
    try {
      carry_out_all(plan_of(1, 40), threads, never_stop, run, std::ref(received));
      FAIL("no error was thrown");
    } catch (const BrokenInvariant& e) {
      CHECK(std::string{e.what()} == "run 9 of arm \"arm 0\" (seed 7) failed: ledger is off by 1 centavo");
    }
    CHECK(received.order.size() == 9);
  }
}

TEST_CASE("A failure that is no broken identity is not reported as one") {
  const auto run = [](const PlannedRun&) -> Results { throw std::bad_alloc{}; };
  CHECK_THROWS_AS(carry_out_all(plan_of(1, 4), 2, never_stop, run, [](Results&&) {}), std::runtime_error);
}

TEST_CASE("An error of the sink ends the runs and reaches the caller") {
  std::atomic<int> begun{0};
  const auto run = [&](const PlannedRun& planned) {
    ++begun;
    return keyed_run(planned);
  };
  const auto full_disk = [](Results&&) { throw FileError("the disk is full"); };
  CHECK_THROWS_AS(carry_out_all(plan_of(1, 1000), 4, never_stop, run, full_disk), FileError);
  CHECK(begun <= 4 * 4 + 4);
}
