#pragma once
// The submodels of a scenario, each behind a pointer so that who needs one of them includes that one's header only.

#include <memory>
#include <vector>

#include "core/calendar.hpp"

namespace ayni {

class Alliance;
class Assistance;
class BuyerAccounts;
class BuyerSupport;
class Credit;
class HouseholdAccounts;
class Inputs;
class Labour;
class Membership;
class MunicipalBudgets;
class Prices;
class Production;
class Project;
class RevolvingFund;
class Shocks;
class Technology;
class TownMarkets;
class Trade;
class Trust;
class Weather;
struct Scenario;
struct World;

/// Every submodel of a scenario, ready for the world it was made for; none is missing until it is moved from.
struct Submodels {
  Submodels(const Scenario& scenario, const World& world);
  /// Of rules that hold from a later month on: weather, prices and shocks are those of `first`.
  Submodels(const Scenario& scenario, const World& world, Month begins, const Submodels& first);
  Submodels(Submodels&& other) noexcept;
  Submodels& operator=(Submodels&& other) noexcept;
  ~Submodels();

  Month from;  ///< first month in which they hold
  std::shared_ptr<const Weather> weather;
  std::shared_ptr<const Prices> prices;
  std::shared_ptr<Shocks> shocks;
  std::unique_ptr<const TownMarkets> towns;
  std::unique_ptr<MunicipalBudgets> municipalities;
  std::unique_ptr<const Technology> technology;
  std::unique_ptr<Project> project;
  std::unique_ptr<const Assistance> assistance;
  std::unique_ptr<const Production> production;
  std::unique_ptr<const Labour> labour;
  std::unique_ptr<const Inputs> inputs;
  std::unique_ptr<BuyerAccounts> buyers;
  std::unique_ptr<BuyerSupport> support;
  std::unique_ptr<const Trade> trade;
  std::unique_ptr<const Trust> trust;
  std::unique_ptr<const Credit> credit;
  std::unique_ptr<const RevolvingFund> funds;
  std::unique_ptr<const HouseholdAccounts> households;
  std::unique_ptr<const Membership> membership;
  std::unique_ptr<Alliance> alliances;
  double volume_memory;  ///< weight of the past in the volume a group expects to sell

 private:
  Submodels(const Scenario& scenario, const World& world, Month begins, std::shared_ptr<const Weather> its_weather,
            std::shared_ptr<const Prices> its_prices, std::shared_ptr<Shocks> its_shocks);
};

/// The submodels of a scenario and of every phase that its changes make of it, all there before the first month.
class Rules {
 public:
  Rules(const Scenario& scenario, const World& world);

  /// Those that hold in a month.
  [[nodiscard]] Submodels& in(Month t) noexcept;

 private:
  std::vector<Submodels> submodels_;  ///< [phase] the first holds from month 0 on
};

}  // namespace ayni
