#include "support/identities.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numeric>

#include "core/random.hpp"

namespace ayni {
namespace {

class Findings {
 public:
  void expect(bool holds, const char* what, std::size_t agent, double left, double right) {
    if (holds || found_.size() >= 5) return;
    found_.push_back(std::string{what} + " of agent " + std::to_string(agent) + ": " + std::to_string(left) +
                     " against " + std::to_string(right));
  }
  void same(const char* what, std::size_t agent, std::int64_t left, std::int64_t right) {
    expect(left == right, what, agent, static_cast<double>(left), static_cast<double>(right));
  }
  void not_negative(const char* what, std::size_t agent, std::int64_t amount) {
    expect(amount >= 0, what, agent, static_cast<double>(amount), 0.0);
  }
  std::vector<std::string> take() { return std::move(found_); }

 private:
  std::vector<std::string> found_;
};

struct Block {
  std::int64_t members = 0, fund_debt = 0, peers = 0;
};

Block sum_block(const World& world, Index g) {
  const Households& household = world.household;
  Block block;
  for (std::size_t i = world.group.first[g]; i < world.group.first[g] + world.group.slots[g]; ++i) {
    block.members += household.member[i];
    block.fund_debt += household.fund_debt[i];
    block.peers += household.peer_balance[i];
  }
  return block;
}

void check_groups(const World& world, Findings& findings) {
  const Groups& group = world.group;
  for (Index g = 0; g < group.count; ++g) {
    const Block block = sum_block(world, g);
    findings.same("members and the households that belong", g, group.membership.members[g], block.members);
    findings.same("fund lent and the debts of households", g, group.fund.lent[g], block.fund_debt);
    findings.same("fund lent and issued less repaid less written off", g, group.fund.lent[g],
                  group.fund.issued[g] - group.fund.repaid[g] - group.fund.written_off[g]);
    findings.same("sum of loans between members", g, block.peers, 0);
    findings.not_negative("account", g, group.account.balance[g]);
    findings.not_negative("cash of the fund", g, group.fund.cash[g]);
    findings.not_negative("advance owed", g, group.account.advance[g]);
    findings.not_negative("receivable", g, group.account.receivable[g]);
    findings.expect(agreed(group.agreement.outlet[g]) == (group.agreement.buyer[g] != nobody) ||
                        group.agreement.outlet[g] == Outlet::unfunded,
                    "outlet and buyer", g, static_cast<double>(group.agreement.outlet[g]),
                    static_cast<double>(group.agreement.buyer[g]));
  }
}

void check_people(const World& world, Findings& findings) {
  const Households& household = world.household;
  std::int64_t at_start = 0;
  std::int64_t now = 0;
  std::int64_t bank_debt = 0;
  for (Index g = 0; g < world.group.count; ++g) {
    at_start += world.group.kind[g] == GroupKind::potential ? world.group.membership.at_start[g] : 0;
    now += world.group.membership.members[g];
  }
  findings.same("members and members at the start, joined and left", 0, now, at_start + world.joined - world.left);
  for (std::size_t i = 0; i < household.count; ++i) {
    bank_debt += household.bank_debt[i];
    findings.not_negative("cash of household", i, household.cash[i]);
    findings.not_negative("debt to the fund of household", i, household.fund_debt[i]);
    findings.not_negative("debt to the bank of household", i, household.bank_debt[i]);
  }
  findings.same("bank loans and the debts of households", 0, bank_debt,
                world.bank.lent - world.bank.repaid - world.bank.written_off);
  findings.not_negative("account of the bank", 0, world.bank.account);
  findings.not_negative("account of the project", 0, world.project.account);
}

void check_buyers(const World& world, Findings& findings) {
  const Buyers& buyer = world.buyer;
  std::vector<double> contracted(buyer.count, 0.0);
  for (Index g = 0; g < world.group.count; ++g) {
    if (world.group.agreement.buyer[g] != nobody)
      contracted[world.group.agreement.buyer[g]] += world.group.agreement.contracted[g];
  }
  const Firms& firm = world.firm;
  std::vector<Centavos> owed(firm.count, 0);
  for (const Debt& debt : world.owed) owed[buyer.firm[debt.buyer]] += debt.amount;
  for (Index f = 0; f < firm.count; ++f) {
    findings.not_negative("cash of firm", f, firm.cash[f]);
    findings.not_negative("debt of firm", f, firm.debt[f]);
    findings.same("what a firm owes and its debts to groups", f, firm.owed[f], owed[f]);
  }
  for (Index b = 0; b < buyer.count; ++b) {
    if (buyer.open[b] == 0) continue;
    // A buyer takes a single group that is larger than itself; then nothing is free. One that a shock, or the end of
    // one, has made smaller than what it has contracted has less than nothing.
    const bool overdrawn = buyer.free_capacity[b] < 0.0;
    const double free =
        overdrawn ? buyer.capacity[b] - contracted[b] : std::max(buyer.capacity[b] - contracted[b], 0.0);
    findings.expect(std::abs(free - buyer.free_capacity[b]) <= 1e-6 * (1.0 + buyer.capacity[b]), "free capacity", b,
                    buyer.free_capacity[b], free);
  }
}

class Hash {
 public:
  template <class T>
  void add(const std::vector<T>& column) {
    for (const T& value : column) add_bits(value);
    add_bits(column.size());
  }
  template <class T>
  void add_bits(T value) {
    std::uint64_t bits = 0;
    static_assert(sizeof(T) <= sizeof bits);
    std::memcpy(&bits, &value, sizeof value);
    state_ = mix(state_ * 31 + bits + 0x9e3779b97f4a7c15ULL);
  }
  [[nodiscard]] std::uint64_t value() const noexcept { return state_; }

 private:
  std::uint64_t state_ = 0;
};

template <class... Columns>
void add_all(Hash& hash, const Columns&... columns) {
  (hash.add(columns), ...);
}

}  // namespace

std::vector<std::string> imbalances(const World& world) {
  Findings findings;
  check_groups(world, findings);
  check_people(world, findings);
  check_buyers(world, findings);
  return findings.take();
}

std::uint64_t digest(const World& world) {
  Hash hash;
  const Households& h = world.household;
  add_all(hash, h.capacity, h.harvest, h.other_income, h.spending, h.product_income, h.cash, h.animals, h.member,
          h.migrant, h.away, h.fund_debt, h.bank_debt, h.peer_balance, h.expected_income);
  const Groups& g = world.group;
  add_all(hash, g.membership.cohesion, g.membership.members, g.technology.equipment, g.technology.skill,
          g.technology.quality, g.crop.area_growth, g.technology.goods_bought, g.technology.packages_waiting,
          g.technology.packages, g.technology.facilities_due, g.account.balance, g.account.receivable,
          g.account.advance, g.cycle.stage, g.cycle.refusal, g.cycle.funded, g.cycle.completed, g.investment.grant,
          g.investment.disbursed, g.investment.counterpart_paid, g.agreement.outlet, g.agreement.buyer,
          g.agreement.match_quality, g.agreement.contracted, g.crop.expected_volume, g.agreement.fixed_price,
          g.agreement.terms, g.agreement.rent, g.agreement.buyer_rent, g.agreement.suspended, g.membership.benefit,
          g.membership.gain, g.membership.poor_years, g.trust.good, g.trust.bad, g.trust.buyer_good, g.trust.buyer_bad,
          g.agreement.ended, g.agreement.cause, g.agreement.stated_reasons, g.agreement.grievance,
          g.settlement.contract_price, g.settlement.spot_price, g.settlement.side_selling, g.fund.cash, g.fund.lent,
          g.fund.written_off, g.bank.issued, g.year.net_income);
  add_all(hash, world.buyer.open, world.buyer.free_capacity, world.firm.cash, world.firm.debt, world.firm.owed,
          world.firm.year.earlier_profit);
  add_all(hash, world.municipality.account, world.municipality.cofinanced, world.municipality.works_end);
  hash.add_bits(world.project.account);
  hash.add_bits(world.bank.account);
  hash.add_bits(world.consumers);
  hash.add_bits(world.outside);
  hash.add_bits(world.joined);
  hash.add_bits(world.left);
  for (std::size_t from = 0; from < account_classes; ++from) {
    for (std::size_t to = 0; to < account_classes; ++to) {
      hash.add_bits(world.ledger.flow(static_cast<Account>(from), static_cast<Account>(to)));
    }
  }
  return hash.value();
}

}  // namespace ayni
