#pragma once
// One month of the model, and the submodels that make it.

#include "model/scenario.hpp"
#include "model/world.hpp"

namespace ayni {

/// Every submodel of a scenario, ready for the world it was made for.
struct Submodels {
  Submodels(const Scenario& scenario, const World& world);

  Weather weather;
  Prices prices;
  MunicipalBudgets municipalities;
  Project project;
  Assistance assistance;
  Production production;
  Trade trade;
  Trust trust;
  Credit credit;
  RevolvingFund funds;
  HouseholdAccounts households;
  Membership membership;
  Alliance alliances;
  double inflation_per_year;
};

/// Takes the world through month t; months must follow each other from 0. Throws BrokenInvariant when money, goods,
/// members or loans do not balance.
void step(World& world, Submodels& model, Month t);

}  // namespace ayni
