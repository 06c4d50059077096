#pragma once
// Tables of agents as structs of arrays. A column says beside its name what an agent starts with; a table, or a part of
// one, lists its columns and parts once:
//
//     struct GroupFund {
//       AgentColumn<Month, never> started;  ///< [group] never: not yet
//       AgentColumn<Centavos> cash;         ///< [group] centavos
//
//       static auto columns(auto& fund, auto&& use) { return use(fund.started, fund.cash); }
//     };
//
// All that is done to every column goes through this list; one that is left out of it does not compile.

#include <cstddef>
#include <type_traits>
#include <utility>
#include <vector>

#include "core/index.hpp"

namespace ayni {

/// A number of every agent, or `each` numbers, [number][agent].
template <class T, auto initial = 0, std::size_t each = 1>
struct AgentColumn : std::vector<T> {
  static constexpr std::size_t numbers_each = each;
  static constexpr T first_value = static_cast<T>(initial);

  /// Forgets everything and gives each agent its initial value.
  void start(std::size_t agents) { this->assign(each * agents, first_value); }
};

/// The bytes of what a table lists.
struct ListedBytes {
  template <class... Members>
  std::integral_constant<std::size_t, (sizeof(Members) + ...)> operator()(Members&...) const {
    return {};
  }
};

template <class Table>
consteval bool lists_all_columns() {
  std::size_t listed = decltype(Table::columns(std::declval<Table&>(), ListedBytes{}))::value;
  if constexpr (requires { Table::count; }) listed += sizeof(Table::count);
  return listed == sizeof(Table);
}

/// Calls `use` with every column of a table, those of its parts too.
template <class Table, class Use>
void for_each_column(Table& table, const Use& use) {
  using Plain = std::remove_const_t<Table>;
  static_assert(lists_all_columns<Plain>(), "columns() leaves a column out");
  Plain::columns(table, [&use](auto&... members) {
    const auto visit = [&use](auto& member) {
      if constexpr (requires { member.data(); }) {
        use(member);
      } else {
        for_each_column(member, use);
      }
    };
    (visit(members), ...);
  });
}

/// Makes a table of `agents`, each with the initial values.
template <class Table>
void start(Table& table, std::size_t agents) {
  for_each_column(table, [agents](auto& column) { column.start(agents); });
  table.count = agents;
}

/// Appends an agent with the initial values and returns its number.
template <class Table>
Index append(Table& table) {
  for_each_column(table, [](auto& column) {
    static_assert(std::remove_reference_t<decltype(column)>::numbers_each == 1, "only whole rows can be appended to");
    column.push_back(column.first_value);
  });
  return static_cast<Index>(table.count++);
}

}  // namespace ayni
