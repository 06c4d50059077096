#pragma once
// What the shocks of a scenario do to the world, month by month; those of national prices are in the paths of prices.
//
//   price of a region   index and spot price of its products x (1 + size)
//   yield               what is harvested in these months x (1 + size), on top of the weather; as a drought, households,
//                       migrants and insurance see one of severity -size at least
//   road                hours of every way / (1 + size); at size -1 nothing is sold: what could not be is lost
//   buyer               capacity x (1 + size), and of a delivery no more than that share is taken; at size -1 the buyer
//                       closes, and opens again after it
//   transfer            transfers of municipalities x (1 + size)
// Several that act at once multiply. Nothing is drawn.

#include <cstdint>
#include <vector>

#include "model/shock_parameters.hpp"
#include "model/world.hpp"

namespace ayni {

struct ProductParameters;
struct RegionParameters;

class Shocks {
 public:
  Shocks(const std::vector<Shock>& shocks, const std::vector<RegionParameters>& regions,
         const std::vector<ProductParameters>& products, const World& world);

  /// After weather and prices of month t are read. Groups whose ways change are in World::moved.
  void strike(World& world, Month t);

 private:
  /// A shock with its places found; `all` stands for every product or region.
  struct Hit {
    Shock shock;
    std::size_t product, region;
  };
  static constexpr std::size_t all = static_cast<std::size_t>(-1);

  [[nodiscard]] bool changes(ShockTarget target, Month t) const noexcept;
  [[nodiscard]] double factor(ShockTarget target, std::size_t product, std::size_t region, Month t) const noexcept;
  void scale_markets(World& world, Month t) const;
  void set_roads(World& world, Month t) const;
  void set_buyers(World& world, Month t);
  void set_transfers(World& world, Month t) const;

  std::vector<Hit> hits_;
  std::vector<double> capacity_;         // [buyer] without a shock
  std::vector<std::uint8_t> recounted_;  // scratch, [buyer]
};

}  // namespace ayni
