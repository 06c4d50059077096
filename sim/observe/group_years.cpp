#include "observe/group_years.hpp"

namespace ayni {
namespace {

using Row = GroupYearRow;

template <auto column>
double book(const Row& row) {
  return (row.world.group.year.*column)[row.group];
}

const TableEntry<Row>& table() {
  static const TableEntry<Row> entry{
      "group_year",
      "one row for each group and control community and each whole agricultural year, the years in order; only with "
      "output.detail = true",
      {{{"group",
         Storage::int32,
         "1",
         "Number of the group or control community",
         "row of the run in the table group",
         {}},
        [](const Row& row) { return static_cast<double>(row.group); }},
       {{"season", Storage::int16, "1", "Agricultural year", "position on the dimension season", {}},
        [](const Row& row) { return static_cast<double>(row.season); }},
       {{"state", Storage::int8, "1", "Where the group sells when the year ends",
         "unfunded also for control communities", flags(outlet_names)},
        [](const Row& row) { return static_cast<double>(row.world.group.agreement.outlet[row.group]); }},
       {{"members", Storage::int32, "1", "Members when the year ends", "0 in a control community", {}},
        [](const Row& row) { return static_cast<double>(row.world.group.membership.members[row.group]); }},
       {{"households",
         Storage::int32,
         "1",
         "Households asked",
         "members wherever they are, in a control community everybody who lives there",
         {}},
        [](const Row& row) { return row.incomes.households; }},
       {{"volume",
         Storage::real64,
         "1",
         "Sold in the year, product units",
         "by members, in a control community by all; so are the amounts of money",
         {}},
        book<&YearBooks::volume>},
       {{"revenue", Storage::real64, "1", "Revenue of the year, Bs", "nominal; net of freight, before costs", {}},
        book<&YearBooks::revenue>},
       {{"net_income",
         Storage::real64,
         "1",
         "Net product income of the year, Bs",
         "nominal; sales less cash costs, by the group's books",
         {}},
        book<&YearBooks::net_income>},
       {{"income",
         Storage::real64,
         "1",
         "Income of these households in the year, Bs",
         "nominal; product, other farming and other work",
         {}},
        [](const Row& row) { return row.incomes.total; }},
       {{"poor", Storage::int32, "1", "Households among them below the moderate line", "at the prices of the year", {}},
        [](const Row& row) { return row.incomes.moderately_poor; }}}};
  return entry;
}

std::size_t whole_years(const Catalogue& catalogue) { return catalogue.axis(Axis::season).size; }

}  // namespace

void GroupYears::declare(Catalogue& catalogue) { ayni::declare(catalogue, table()); }

GroupYears::GroupYears(const Catalogue& catalogue, Results& results, const World& world)
    : rows_{table(), catalogue, results, whole_years(catalogue) * world.group.count} {}

void GroupYears::observe_year(const World& world, const YearIncomes& incomes, Month t) const {
  const int season = world.calendar.season(t);
  for (Index g = 0; g < world.group.count; ++g) rows_.add({world, g, season, incomes.participants(g)});
}

}  // namespace ayni
