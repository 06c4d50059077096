#pragma once
// The state of every agent at the end of a run, and where and whom they know, on request (`output.detail = true`).

#include "model/world.hpp"
#include "observe/table_entry.hpp"
#include "observe/year_incomes.hpp"

namespace ayni {

struct GroupRow {
  const World& world;
  Index group;
};

struct HouseholdRow {
  const World& world;
  Index group;
  std::size_t slot;
  const YearIncomes& incomes;
};

struct BuyerRow {
  const World& world;
  Index buyer;
};

struct FirmRow {
  const World& world;
  Index firm;
};

struct PlaceRow {
  const World& world;
  Index municipality;
};

struct RoadRow {
  const World& world;
  const Road& road;
  Index catchment;
};

struct TieRow {
  const Tie& tie;
  Index from, to;  ///< numbers of the ends within their kinds; groups as in the world, not as in the tie
};

class FinalStates {
 public:
  static void declare(Catalogue& catalogue);

  FinalStates(const Catalogue& catalogue, Results& results, const World& world);
  /// `incomes` has seen every month.
  void write(const World& world, const YearIncomes& incomes) const;

 private:
  TableWriter<GroupRow> groups_;
  TableWriter<HouseholdRow> households_;
  TableWriter<BuyerRow> buyers_;
  TableWriter<FirmRow> firms_;
  TableWriter<PlaceRow> places_;
  TableWriter<RoadRow> roads_;
  TableWriter<TieRow> ties_;
};

}  // namespace ayni
