#include "model/buyer/support.hpp"

#include <algorithm>

#include "model/annuity.hpp"
#include "model/market/product_parameters.hpp"

namespace ayni {
namespace {

// What a yearly boliviano is worth today to who wants so much return and expects the agreement to end with a yearly chance.
double annuity_factor(double return_wanted, double chance_of_end, std::int64_t years) noexcept {
  return annuity((1.0 + return_wanted) * (1.0 + chance_of_end) - 1.0, static_cast<double>(years));
}

}  // namespace

BuyerSupport::BuyerSupport(const SupportParameters& parameters, const ProjectParameters& project,
                           const BuyerParameters& buyers, double rejection_strictness,
                           const std::vector<ProductParameters>& products)
    : p_{parameters},
      plants_{project.offer_processing},
      markets_{project.offer_marketing},
      support_bs_{project.buyer_support_usd * project.bolivianos_per_usd},
      interest_per_year_{buyers.interest_per_year},
      rejection_strictness_{rejection_strictness},
      offers_{buyers, products},
      annuity_(products.size(),
               annuity_factor(p_.return_wanted, 1.0 / static_cast<double>(p_.life_years), p_.life_years)),
      ended_(products.size()),
      years_(products.size()) {
  for (const ProductParameters& product : products)
    least_investment_.push_back(buyers.of(product.buyer_kind).least_investment_bs);
}

// Of a product's funded alliances so many have ended in so many years; before there is any, one end in the life of a plant.
void BuyerSupport::learn(const World& world, Month t) {
  std::fill(ended_.begin(), ended_.end(), 1.0);
  std::fill(years_.begin(), years_.end(), static_cast<double>(p_.life_years));
  for (const Index g : world.funded) {
    const Month ended = world.group.agreement.ended[g];
    const std::size_t product = world.group.product[g];
    ended_[product] += ended != never ? 1.0 : 0.0;
    years_[product] += static_cast<double>((ended != never ? ended : t) - world.group.cycle.funded[g]) / 12.0;
  }
  for (std::size_t p = 0; p < annuity_.size(); ++p) {
    annuity_[p] = annuity_factor(p_.return_wanted, ended_[p] / years_[p], p_.life_years);
  }
}

Investment BuyerSupport::weigh(const World& world, Index g, AllianceModel model) const {
  const Groups& group = world.group;
  const Index b = group.agreement.buyer[g];
  const bool market = model == AllianceModel::marketing;
  const double volume = group.agreement.contracted[g];
  const double index = world.market.index[group.cell[g]];
  const double cost = std::max((market ? p_.market_cost_share : p_.plant_cost_share) * volume * index,
                               least_investment_[group.product[g]] * world.price_index);
  Investment investment;
  investment.gain = market ? p_.market_gain : p_.plant_gain;
  investment.cost = centavos(cost);
  investment.granted = centavos(std::min(support_bs_, p_.share_most * cost));
  investment.paperwork = centavos(p_.paperwork_bs * world.price_index);
  const double concentration = offers_.concentration(world, g);
  const double poor = (1.0 - static_cast<double>(group.technology.quality[g])) * rejection_strictness_;
  const double usual = 1.0 - std::min(poor, 1.0);
  double left = usual;
  double waiting = 0.0;  // Bs a unit
  if (market) {
    investment.strictness = p_.market_strictness;
    investment.delay_months = p_.market_delay_months;
    left = 1.0 - std::min(poor * p_.market_strictness, 1.0);
    waiting = index * interest_per_year_ * static_cast<double>(p_.market_delay_months) / 12.0;
  }
  const double with = offers_.margin(world, g, b, concentration, investment.gain) - waiting;
  const double without = offers_.margin(world, g, b, concentration, 0.0);
  investment.net_value = annuity_[group.product[g]] * volume * (with * left - without * usual) -
                         bolivianos(investment.cost - investment.granted + investment.paperwork);
  return investment;
}

double BuyerSupport::wanted(const World& world, Index g) const {
  return p_.least_share_of_capital * bolivianos(world.firm.capital[world.buyer.firm[world.group.agreement.buyer[g]]]);
}

void BuyerSupport::consider(World& world, Index g, Month t) const {
  Investment best;
  best.net_value = wanted(world, g);
  world.group.investment.model[g] = AllianceModel::producers;
  for (const AllianceModel model : {AllianceModel::processing, AllianceModel::marketing}) {
    if (!(model == AllianceModel::processing ? plants_ : markets_)) continue;
    const Investment investment = weigh(world, g, model);
    if (investment.net_value <= best.net_value || investment.granted > world.project.account) continue;
    best = investment;
    world.group.investment.model[g] = model;
  }
  if (best.cost > 0) build(world, g, best, t);
}

// The project's part and the owner's reach the buyer's account and leave it to who builds.
void BuyerSupport::build(World& world, Index g, const Investment& investment, Month t) const {
  Agreements& agreement = world.group.agreement;
  const Index b = agreement.buyer[g];
  const Centavos own = investment.cost - investment.granted + investment.paperwork;
  world.project.account -= investment.granted;
  world.project.grants += investment.granted;
  world.project.committed += investment.granted;
  world.outside += investment.granted;  // own comes from there and goes there
  world.ledger.post(Account::project, Account::buyer, investment.granted);
  world.ledger.post(Account::outside, Account::buyer, own);
  world.ledger.post(Account::buyer, Account::outside, own + investment.granted);
  world.firm.year.costs[world.buyer.firm[b]] += bolivianos(own);
  agreement.margin_gain[g] = static_cast<float>(investment.gain);
  agreement.strictness[g] = static_cast<float>(investment.strictness);
  agreement.delay_months[g] = static_cast<std::uint8_t>(investment.delay_months);
  agreement.support_ends[g] = t + static_cast<Month>(12 * p_.life_years);
}

void BuyerSupport::advance(World& world, Month t) {
  const bool offered = plants_ || markets_;
  if (offered) learn(world, t);
  Agreements& agreement = world.group.agreement;
  for (const Index g : world.funded) {
    if (agreement.support_ends[g] == t) end_support(agreement, g);
    if (offered && world.group.cycle.funded[g] == t && agreement.buyer[g] != nobody) consider(world, g, t);
  }
}

}  // namespace ayni
